"""What a text is about, in parts that can be shown: its words, and what they are for, as the editors' lists name it.

Nothing here knows of other texts; how rare a word is, and so what it weighs, is weighing.py's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalog.search.plain_words import LITTLE_WORDS
from catalog.search.wordings import one_of, shipped_lists

# The beginning of a description says what something is for; what follows lists what it can do besides.
OPENING = 60
OPENING_COUNTS = 3.0
NAME_COUNTS_IN_WORDS = 2
IDEA_IN_NAME, IDEA_IN_OPENING = 2.0, 1.5
SHORTEST_WORD = 3
RUN_LENGTH = 4
LONGEST_ABBREVIATION = 5
# What tells editions of one product apart, and nothing else.
EDITION_WORDS = frozenset(
    "and authorized edition fedramp federal for gov govcloud government high low moderate of on plus the us".split()
)
LEGAL_WORDS = frozenset(
    "and corp corporation company federal government group inc limited llc lp ltd networks of security services "
    "software solutions systems technologies technology the".split()
)
_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ization", "isation", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "e")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Item:
    """Something that may overlap with something else: an offering, or a system that an agency runs.

    `maker` is the vendor, or empty where nobody is known to make it. `key` names it for the reader of the result.
    """

    key: str
    name: str
    maker: str = ""
    text: str = ""
    topics: frozenset[str] = frozenset()
    service_models: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """An item as it was read: how often each word stands there, what it is for, what stood in the opening.

    `words` are stems and `spelt` is how each was first written. `ideas` holds for each idea how often it was said, and
    what its first place counts.
    """

    item: Item
    maker_words: frozenset[str]
    family: frozenset[str]
    words: Counter[str]
    spelt: dict[str, str]
    opening: frozenset[str]
    ideas: dict[str, tuple[int, float]] = field(default_factory=dict)

    @property
    def by(self) -> str:
        """Whose it is, for counting by maker: one who describes ten products alike counts once."""
        return min(self.maker_words, default=self.item.key)


def named(listed: Sequence[str]) -> str:
    """What a list is called: its first wording that is no abbreviation."""
    return next((wording for wording in listed if len(wording) > LONGEST_ABBREVIATION), listed[0])


class Ideas:
    """The lists of wordings that mean the same, looked up by the first word of each."""

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for listed in lists:
            for wording in listed:
                words = tuple(words_of(wording))
                if words:
                    self._by_first.setdefault(words[0], []).append((words, named(listed)))
        for found in self._by_first.values():
            found.sort(key=lambda each: -len(each[0]))

    def said_in(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Where which idea is said, the longest wording first: “case management” is not also “management”."""
        place = 0
        while place < len(words):
            longest = 1
            fitting = 0
            for wording, idea in self._by_first.get(words[place], ()):
                if len(wording) < fitting:
                    break
                if tuple(words[place : place + len(wording)]) == wording:
                    fitting = longest = len(wording)
                    yield place, idea
            place += longest


def shipped_ideas() -> Ideas:
    """The ideas that come with Stoa."""
    return Ideas(shipped_lists())


def words_of(text: str) -> list[str]:
    """Words in small letters, one of each: policies are policy."""
    return [one_of(word) for word in _WORD.findall(text.lower().replace("’", "'").replace("'s", ""))]


def stem(word: str) -> str:
    """A word without its ending, roughly: encrypted, encryption and encrypting need not be told apart here."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def read(item: Item, ideas: Ideas, *, worn_out: frozenset[int] = frozenset()) -> Reading:
    """The item read, without the runs of words that everybody uses (`worn_out`, see weighing.worn_out_runs)."""
    name, text = words_of(item.name), without_runs(words_of(item.text), worn_out)
    maker = frozenset(words_of(item.maker)) - LEGAL_WORDS
    stems = [stem(word) if _tells(word, maker) else "" for word in text]
    counted = Counter(each for each in stems if each)
    for word in name:
        if _tells(word, maker):
            counted[stem(word)] += NAME_COUNTS_IN_WORDS
    spelt = {stem(word): word for word in reversed([*name, *text])}
    opening = {each for each in stems[:OPENING] if each} | {stem(word) for word in name}
    return Reading(
        item=item,
        maker_words=maker,
        family=frozenset(name) - EDITION_WORDS,
        words=counted,
        spelt={each: spelt[each] for each in counted},
        opening=frozenset(opening),
        ideas=_ideas_of(name, text, ideas),
    )


def runs_of(words: Sequence[str]) -> Iterator[int]:
    """The hash of each run of four words, in their order; the same within one process."""
    return map(hash, zip(*(words[step:] for step in range(RUN_LENGTH)), strict=False))


def without_runs(words: Sequence[str], runs: frozenset[int]) -> list[str]:
    """The words less every run of the given ones."""
    if not runs:
        return list(words)
    dropped = {place + step for place, run in enumerate(runs_of(words)) if run in runs for step in range(RUN_LENGTH)}
    return [word for place, word in enumerate(words) if place not in dropped]


def _ideas_of(name: Sequence[str], text: Sequence[str], ideas: Ideas) -> dict[str, tuple[int, float]]:
    """For each idea how often it is said, and what its first place counts."""
    found: dict[str, tuple[int, float]] = {}
    for _, idea in ideas.said_in(name):
        times, _ = found.get(idea, (0, 0))
        found[idea] = (times + 1, IDEA_IN_NAME)
    for place, idea in ideas.said_in(text):
        times, counts = found.get(idea, (0, IDEA_IN_OPENING if place < OPENING else 1.0))
        found[idea] = (times + 1, counts)
    return found


def _tells(word: str, maker: frozenset[str]) -> bool:
    return len(word) >= SHORTEST_WORD and not word.isdigit() and word not in LITTLE_WORDS and word not in maker
