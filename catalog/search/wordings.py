"""Lists of words that mean the same, for both engines: those that editors keep, and those they begin with."""

import re
from collections.abc import Iterable
from pathlib import Path

SHIPPED = Path(__file__).with_name("wordings.txt")
_MANY = re.compile(r"(?P<y>ies)$|(?P<es>(?<=ss)es|(?<=[sc]h)es|(?<=x)es)$|(?P<s>(?<![siu])s)$")


def shipped_lists() -> list[list[str]]:
    """The lists that come with Stoa, in their order; lines that begin with # are headings."""
    lines = SHIPPED.read_text().splitlines()
    return [line.split(", ") for line in lines if not line.startswith("#")]


def one_of(word: str) -> str:
    """A word without the ending of many: policies is policy, boxes box, tickets ticket."""
    if len(word) < 4 or not (ending := _MANY.search(word)):
        return word
    return word[: ending.start()] + ("y" if ending["y"] else "")


def key(wording: str) -> str:
    """How a wording is looked up: one ticket finds what is said of tickets."""
    return " ".join(map(one_of, wording.split()))


def others_of(lists: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """For the key of each wording the others that mean the same, each once."""
    others: dict[str, dict[str, None]] = {}
    for listed in map(list, lists):
        for wording in listed:
            found = others.setdefault(key(wording), {})
            found |= {other: None for other in listed if key(other) != key(wording)}
    return {wording: list(found) for wording, found in others.items()}
