"""Words that say little about what is wanted: the data that both engines' questions are read with."""

# Never asked for, unless there is nothing else.
LITTLE_WORDS = frozenset(
    "a about above after all also an and any are as at be been before being between both but by can could did do does "
    "doing down during each few for from further get give had has have having he her here him his how i if in into is "
    "it its itself just keep let like lots made make many may me might more most much must my need needs no nor not of "
    "off on once only or other our out over own per please put same she should so some such than that the their them "
    "then there these they this those through to too under until up us use used uses using very want wants was we were "
    "what when where which while who whom whose why will with within without would you your".split()
)

# Common in a catalogue of services: they lift what holds them and exclude nothing that does not.
COMMON_WORDS = frozenset(
    "agency agencies application applications app apps based cloud department departments enterprise federal find "
    "government help helps looking online people platform platforms product products program programs provide provides "
    "public service services software solution solutions something somewhere staff state suite support system systems "
    "thing things tool tools way work working".split()
)
