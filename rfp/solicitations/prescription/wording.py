"""One sentence at a time: which words say how instead of what for."""

import re
from collections.abc import Callable, Iterable

from . import words
from .findings import Finding, Kind
from .names import named_in
from .outcomes import outcome_for
from .sentences import sentences_of

Known = re.Pattern[str]
TOO_HEAVY = 70  # of 100 points on one thing
PRICE_TOO_HEAVY = 60

WHY = {
    Kind.BRAND: "“{0}” shuts out whoever reaches the same with another product.",
    Kind.TOOL: "“{0}” is a means. Naming it shuts out vendors who work with another one, and you carry its age.",
    Kind.METHOD: "“{0}” says how the work is done. Then the vendor answers for following it, not for what comes of it.",
    Kind.VAGUE: "“{0}” means something else to each reader. It can neither be answered exactly nor scored alike.",
    Kind.LEVEL: "“{0}” has no figure. A month can be neither kept nor missed by it.",
    Kind.WEIGHT: "“{0}”: {1}",
    Kind.TIME: "“{0}” leaves time only to those who knew before. Good vendors without that advantage stay away.",
    Kind.BIDDERS: "“{0}” leaves very few who can answer, whether they would do it better or not.",
}


def findings_of_text(text: str, *, known: Known) -> list[Finding]:
    """Everything in a text, sentence by sentence."""
    return [finding for sentence in sentences_of(text) for finding in findings_of_sentence(sentence, known=known)]


def findings_of_sentence(sentence: str, *, known: Known) -> list[Finding]:
    """At most one finding of each kind."""
    found = []
    is_bidding = bool(words.BIDDING.search(sentence))
    for kind, look in _looks(known).items():
        said, more = NOTHING if is_bidding and kind in OF_WHAT_IS_BOUGHT else look(sentence)
        if said:
            found.append(Finding(kind, sentence, said, WHY[kind].format(said, more), outcome_for(kind, sentence)))
    return found


Look = Callable[[str], tuple[str, str]]
NOTHING = ("", "")
OF_WHAT_IS_BOUGHT = frozenset({Kind.BRAND, Kind.TOOL, Kind.METHOD, Kind.VAGUE, Kind.LEVEL})


def _looks(known: Known) -> dict[Kind, Look]:
    return {
        Kind.BRAND: lambda sentence: _brand(sentence, known),
        Kind.TOOL: _tool,
        Kind.METHOD: _method,
        Kind.VAGUE: lambda sentence: _first(words.VAGUE, sentence),
        Kind.LEVEL: _level,
        Kind.WEIGHT: _weight,
        Kind.TIME: lambda sentence: _first(words.TIME, sentence),
        Kind.BIDDERS: lambda sentence: _first(words.BIDDERS, sentence),
    }


def _first(pattern: re.Pattern[str], sentence: str) -> tuple[str, str]:
    match = pattern.search(sentence)
    return (match[0].strip(" ,.;"), "") if match else NOTHING


def _only_tells(sentence: str) -> bool:
    """Whether it describes what there is, and demands nothing."""
    return bool(words.TELLS.search(sentence)) and not words.DEMANDS.search(sentence)


def _brand(sentence: str, known: Known) -> tuple[str, str]:
    names = [] if _only_tells(sentence) else named_in(sentence, known)
    return (names[0], "") if names else NOTHING


def _tool(sentence: str) -> tuple[str, str]:
    return NOTHING if _only_tells(sentence) else _first(words.TOOL, sentence)


def _method(sentence: str) -> tuple[str, str]:
    return NOTHING if words.NO_METHOD.search(sentence) else _first(words.METHOD, sentence)


def _level(sentence: str) -> tuple[str, str]:
    """A promise without a figure; “close to 100 percent” is none either."""
    said, _ = _first(words.LEVEL_ALWAYS, sentence)
    if said and ("close to" in said.lower() or not words.MEASURED.search(sentence)):
        return said, ""
    if words.MEASURED.search(sentence) or not words.SERVICE.search(sentence):
        return NOTHING
    return _first(words.LEVEL, sentence)


def _weight(sentence: str) -> tuple[str, str]:
    said, _ = _first(words.PRICE_ALONE, sentence)
    if said:
        return said, "vendors cannot see what their quality is worth."
    shares = [int(share[1]) for share in words.SHARE.finditer(sentence)]
    if not shares or not words.WEIGHING.search(sentence):
        return NOTHING
    return _weighed(sentence, shares)


def _weighed(sentence: str, shares: Iterable[int]) -> tuple[str, str]:
    shares = list(shares)
    price = words.PRICE_SHARE.search(sentence)
    if price and int(price[1]) > PRICE_TOO_HEAVY:
        return price[0], "the cheapest wins whatever it does."
    if price and len(shares) > 1 and sum(shares) != 100:
        return ", ".join(f"{share} %" for share in shares), f"together that is {sum(shares)}, not 100."
    if max(shares) >= TOO_HEAVY and not price:
        return f"{max(shares)} of 100", "one thing decides before the others are read."
    return NOTHING
