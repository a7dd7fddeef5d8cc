"""How much two items have in common: a score with its parts, each of which can be read aloud.

Words and ideas weigh what they are rare: log(makers / makers who say it), as in tf-idf (Spärck Jones 1972; cosine
after Salton and Buckley 1988), counted by maker and not by item: a vendor's own jargon makes no two products alike.
"""

import math
import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .reading import OPENING_COUNTS, Ideas, Item, Reading, read, runs_of, shipped_ideas, words_of

# What each part counts; chosen on the tuned half of the judged pairs (docs/performance.md, `./stoa bench overlap`).
WEIGHTS = {"words": 0.55, "ideas": 0.35, "topics": 0.10}
# From here on a person should look; chosen there as well.
ALIKE_FROM = 0.14
STRONG_FROM = 0.30
# An item that says little of what it is for is not all of one mind: its length is drawn towards the usual one by so
# much (pivoted length normalisation, Singhal, Buckley and Mitra 1996).
PIVOT = 0.25
# A word that fewer makers use weighs as if so many did: two who happen to share a place name are not alike.
RAREST = 3
WORN_OUT_FROM = 4
MOST_SHOWN = 8


@dataclass(frozen=True)
class Part:
    """One part of a score: its kind, its own value from 0 to 1, the points it gave, and what was in common."""

    kind: str
    value: float
    points: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """How alike two items are, from 0 to 1, with the parts that add up to it."""

    first: str
    second: str
    score: float
    parts: tuple[Part, ...]


class Weighed:
    """A whole set of items, read and weighed, so that any two can be compared."""

    def __init__(self, items: Iterable[Item], ideas: Ideas | None = None) -> None:
        items = list(items)
        lists = ideas or shipped_ideas()
        runs = worn_out_runs(items)
        self.readings = [read(item, lists, worn_out=runs) for item in items]
        by_word, by_idea, by_topic = (_makers(self.readings, kind) for kind in ("words", "ideas", "topics"))
        self.makers = len({reading.by for reading in self.readings})
        self.words = [self._words(reading, by_word) for reading in self.readings]
        self.ideas = _pivoted([self._ideas(reading, by_idea) for reading in self.readings])
        self.topic_rarity = {topic: self._rarity(count) for topic, count in by_topic.items()}

    def __len__(self) -> int:
        return len(self.readings)

    def likeness(self, one: int, other: int) -> Likeness:
        """The two items at these places, compared.

        Two editions of one product (the same maker, and names that differ in words such as “High” only) are alike
        whatever their texts say. Topics count where both state some; where not, nothing is held against the pair.
        """
        first, second = self.readings[one], self.readings[other]
        if same_product(first, second):
            part = Part("name", 1.0, 1.0, tuple(sorted(first.family)))
            return Likeness(first.item.key, second.item.key, 1.0, (part,))
        values = {
            "words": _shared(self.words[one], self.words[other]),
            "ideas": _shared(self.ideas[one], self.ideas[other]),
            "topics": self._topics(first, second),
        }
        stated = {kind: found for kind, found in values.items() if found is not None}
        whole = sum(WEIGHTS[kind] for kind in stated)
        parts = []
        for kind, products in stated.items():
            value = min(sum(products.values()), 1.0)
            said = sorted(products, key=lambda each: (-products[each], each))[:MOST_SHOWN]
            shown = tuple(first.spelt.get(each, each) if kind == "words" else each for each in said)
            parts.append(Part(kind, value, value * WEIGHTS[kind] / whole, shown))
        return Likeness(first.item.key, second.item.key, sum(part.points for part in parts), tuple(parts))

    def _words(self, reading: Reading, makers: Mapping[str, int]) -> dict[str, float]:
        weights = {
            word: self._rarity(makers[word]) * (1 + math.log(times)) * OPENING_COUNTS ** (word in reading.opening)
            for word, times in reading.words.items()
        }
        # What nobody else says makes nobody alike, and its maker's other products neither; it counts in the length.
        return _divided({word: weight for word, weight in weights.items() if makers[word] > 1}, _length(weights))

    def _ideas(self, reading: Reading, makers: Mapping[str, int]) -> dict[str, float]:
        return {
            idea: (1 + math.log(times)) * counts * self._rarity(makers[idea])
            for idea, (times, counts) in reading.ideas.items()
        }

    def _rarity(self, makers: int) -> float:
        return max(math.log(self.makers / max(makers, RAREST)), 0.0)

    def _topics(self, first: Reading, second: Reading) -> dict[str, float] | None:
        mine, theirs = first.item.topics, second.item.topics
        if not mine or not theirs:
            return None
        whole = sum(self.topic_rarity[topic] for topic in mine | theirs)
        return {topic: self.topic_rarity[topic] / whole for topic in mine & theirs} if whole else {}


def same_product(first: Reading, second: Reading) -> bool:
    """Whether one maker calls both the same, less the words for editions."""
    return bool(first.maker_words & second.maker_words) and first.family == second.family


def worn_out_runs(items: Collection[Item]) -> frozenset[int]:
    """Runs of four words that four makers or more use: “available to federal, state and local …” tells nothing.

    By their hashes, for this process alone: a million runs of ten thousand items have to fit into memory.
    """
    makers = {maker: number for number, maker in enumerate(sorted({_maker(item) for item in items}))}
    last: dict[int, int] = {}
    many: dict[int, int] = {}
    # Maker by maker, so that whoever used a run last is all that need be known.
    for item in sorted(items, key=_maker):
        number = makers[_maker(item)]
        for run in runs_of(words_of(item.text)):
            before = last.get(run)
            if before is not None and before != number:
                many[run] = many.get(run, 1) + 1
            last[run] = number
    return frozenset(run for run, used in many.items() if used >= WORN_OUT_FROM)


def _maker(item: Item) -> str:
    return item.maker or item.key


def _makers(readings: Sequence[Reading], kind: str) -> dict[str, int]:
    """For each word, idea or topic how many makers use it."""
    users: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for each in reading.item.topics if kind == "topics" else getattr(reading, kind):
            users[each].add(reading.by)
    return {each: len(makers) for each, makers in users.items()}


def _pivoted(every: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Each divided by its length, drawn towards the usual length."""
    lengths = [_length(weights) for weights in every]
    usual = statistics.median([length for length in lengths if length] or [1.0])
    return [
        _divided(weights, PIVOT * usual + (1 - PIVOT) * length) for weights, length in zip(every, lengths, strict=True)
    ]


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _divided(weights: Mapping[str, float], length: float) -> dict[str, float]:
    return {each: weight / length for each, weight in weights.items() if weight} if length else {}


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """What each thing in common adds to the cosine."""
    if len(one) > len(other):
        one, other = other, one
    return {each: weight * other[each] for each, weight in one.items() if each in other}
