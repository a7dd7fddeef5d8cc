"""Which pairs are worth comparing at all: those that share something telling, found through lists of who says it.

Blocking by an inverted index (Baeza-Yates and Ribeiro-Neto): the work grows with what is shared and not with the square
of the items.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .weighing import ALIKE_FROM, WEIGHTS, Likeness, Weighed, same_product

# By so many of its heaviest words and ideas an item is found.
WORDS_HELD, IDEAS_HELD = 24, 8
# What more of the items than this share of them say finds nobody, from a set of that many on.
LONGEST_LIST, LONGEST_LIST_AT_LEAST = 0.02, 60
# So many of the most promising others of each item are compared in full.
COMPARED = 40


def alike_pairs(weighed: Weighed, *, least: float = ALIKE_FROM) -> Iterator[tuple[int, int, Likeness]]:
    """Every pair of places with its likeness from `least` on, first place before second, each once."""
    for one, other in sorted(candidate_pairs(weighed)):
        likeness = weighed.likeness(one, other)
        if likeness.score >= least:
            yield one, other, likeness


def candidate_pairs(weighed: Weighed) -> set[tuple[int, int]]:
    """The pairs to compare in full: of each item the most promising others, and other editions of its product."""
    held = [_heaviest(weighed, place) for place in range(len(weighed))]
    lists = _lists(held)
    most = max(LONGEST_LIST_AT_LEAST, int(LONGEST_LIST * len(weighed)))
    found = set(_editions(weighed))
    for place, mine in enumerate(held):
        promise: dict[int, float] = defaultdict(float)
        for each, weight in mine.items():
            saying = lists[each]
            if len(saying) <= most:
                for other, theirs in saying:
                    promise[other] += weight * theirs
        promise.pop(place, None)
        for other in heapq.nlargest(COMPARED, promise, key=promise.__getitem__):
            found.add((min(place, other), max(place, other)))
    return found


def _heaviest(weighed: Weighed, place: int) -> dict[tuple[str, str], float]:
    """Kind and what is said, with what it weighs in the score."""
    held: dict[tuple[str, str], float] = {}
    for kind, weights, many in (("words", weighed.words, WORDS_HELD), ("ideas", weighed.ideas, IDEAS_HELD)):
        of_item: Mapping[str, float] = weights[place]
        for each in heapq.nlargest(many, of_item, key=of_item.__getitem__):
            held[kind, each] = of_item[each] * WEIGHTS[kind] ** 0.5
    return held


def _lists(held: Sequence[Mapping[tuple[str, str], float]]) -> dict[tuple[str, str], list[tuple[int, float]]]:
    lists: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for place, mine in enumerate(held):
        for each, weight in mine.items():
            lists[each].append((place, weight))
    return lists


def _editions(weighed: Weighed) -> Iterator[tuple[int, int]]:
    """Pairs of one maker's items under one name; few, so compared outright within a maker and name."""
    named: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, reading in enumerate(weighed.readings):
        named[reading.family].append(place)
    for places in named.values():
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                if same_product(weighed.readings[one], weighed.readings[other]):
                    yield one, other
