"""Groups of items that overlap with each other, not merely each with the next.

Average linkage (Sokal and Michener 1958): two groups become one while the mean likeness between their members, pairs
that were not found counting as 0, is high enough. Single linkage would chain half a catalogue into one group.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

Pair = tuple[int, int]
TOGETHER_FROM = 0.22


class Grouping:
    """Groups that grow by the most alike two, respecting what people decided."""

    def __init__(self, scores: Mapping[Pair, float], *, least: float) -> None:
        self.least = least
        self.members: dict[int, list[int]] = {}
        self.between: dict[int, dict[int, float]] = defaultdict(dict)
        self.forbidden: dict[int, set[int]] = defaultdict(set)
        for (one, other), score in scores.items():
            for place in (one, other):
                self.members.setdefault(place, [place])
            self.between[one][other] = self.between[other][one] = score
        self._next = max(self.members, default=0) + 1

    def forbid(self, pairs: Collection[Pair]) -> None:
        """These two never come into one group."""
        for one, other in pairs:
            self.forbidden[one].add(other)
            self.forbidden[other].add(one)

    def grow(self) -> None:
        """Join the most alike two groups until none are alike enough."""
        heap = [(-self._mean(one, other), one, other) for one in self.members for other in self.between[one]]
        heapq.heapify(heap)
        while heap:
            less, one, other = heapq.heappop(heap)
            if -less < self.least:
                return
            if one in self.members and other in self.members and other not in self.forbidden[one]:
                new = self.join(one, other)
                for third in self.between[new]:
                    heapq.heappush(heap, (-self._mean(new, third), new, third))

    def join(self, one: int, other: int) -> int:
        """Both groups as one new group; its number."""
        new, self._next = self._next, self._next + 1
        self.members[new] = self.members.pop(one) + self.members.pop(other)
        merged = self.between[new]
        for old in (one, other):
            for third, total in self.between.pop(old).items():
                if third not in (one, other):
                    merged[third] = merged.get(third, 0.0) + total
                    del self.between[third][old]
            for third in self.forbidden.pop(old, set()):
                self.forbidden[new].add(third)
                self.forbidden[third].add(new)
        for third, total in merged.items():
            self.between[third][new] = total
        return new

    def _mean(self, one: int, other: int) -> float:
        return self.between[one][other] / (len(self.members[one]) * len(self.members[other]))


def groups(
    scores: Mapping[Pair, float],
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    least: float = TOGETHER_FROM,
) -> list[list[int]]:
    """Groups of two or more places, largest first, each in order.

    `scores` are the pairs that are alike. `together` and `apart` are people's verdicts: the first stand in one group
    whatever their score, unless a verdict says that they are apart; the second never do.
    """
    known = {pair: score for pair, score in scores.items() if pair not in set(apart)}
    grouping = Grouping(known | {pair: max(known.get(pair, 0.0), 1.0) for pair in together}, least=least)
    grouping.forbid(apart)
    at = {place: place for place in grouping.members}
    for one, other in together:
        if at[one] != at[other] and at[other] not in grouping.forbidden[at[one]]:
            new = grouping.join(at[one], at[other])
            at |= dict.fromkeys(grouping.members[new], new)
    grouping.grow()
    found = [sorted(members) for members in grouping.members.values() if len(members) > 1]
    return sorted(found, key=lambda members: (-len(members), members))


def pairs_within(members: Collection[int]) -> Iterator[Pair]:
    """Each two of a group, once, the lower place first."""
    placed = sorted(members)
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            yield one, other
