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
    "add agencies agency answer anyone app application applications apps ask based best book bring build business "
    "buy check citizen citizens cloud collect come companies company create deliver department departments "
    "employee employees enterprise everyone federal fill find finding follow give go government handle help helps "
    "hold learn looking manage managing measure move new office offices online order organisation organisations "
    "organise organization organizations organize pay people plan platform platforms post prepare process product "
    "products program programs protect provide provides providing public publish receive record replace resident "
    "residents respond run save secure see sell send sending service services set share sharing show software "
    "solution solutions someone something somewhere staff start state stop store suite support system systems "
    "take team teams tell thing things tool tools track turn understand update user users view watch way work "
    "worker workers working write".split()
)
