"""One model for every objective: good over total in a window, always on unrounded figures.

Sums are exact, so that no order, split or repeat of rows changes a digit: a slice's share is cut at 30 places first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

from .attainment import HUNDRED
from .weighted_uptime import EmptySlice
from .windows import Interval, Intervals, union

SLICE = timedelta(minutes=5)
SHARE = Decimal(1).scaleb(-30)
DIGITS = 60
FEW = 20


class Tally(NamedTuple):
    """What was counted from `at` on: so many good of `total`."""

    at: datetime
    good: Decimal | int
    total: Decimal | int


@dataclass(frozen=True)
class Attained:
    """Good over total, and on how many rows it rests."""

    good: Decimal
    total: Decimal
    rows: int

    @property
    def percent(self) -> Decimal | None:
        """100 · good ÷ total to 28 digits; None of nothing."""
        return HUNDRED * self.good / self.total if self.total else None


def attained(tallies: Iterable[Tally]) -> Attained:
    """The plain sum: a share of user-minutes, deliveries, ratings, answers or cases."""
    good = total = Decimal()
    rows = 0
    with localcontext() as context:
        context.prec = DIGITS
        for tally in tallies:
            good, total, rows = good + tally.good, total + tally.total, rows + 1
    return Attained(good, total, rows)


def attained_by_slice(tallies: Iterable[Tally], empty: EmptySlice) -> Attained:
    """Five-minute slices that weigh the same however busy they were; rows of one slice are added first.

    good ÷ total is then 100 − the mean of 100·errors/requests (reference §9.3).
    """
    sums: dict[datetime, tuple[Decimal | int, Decimal | int]] = {}
    for tally in tallies:
        start = slice_of(tally.at)
        good, total = sums.get(start, (0, 0))
        sums[start] = (good + tally.good, total + tally.total)
    shares = [_share(good, total) for good, total in sums.values() if total]
    free = len(sums) - len(shares) if empty is EmptySlice.NO_ERROR else 0
    with localcontext() as context:
        context.prec = DIGITS
        good_slices = sum(shares, Decimal(free))
    return Attained(good_slices, Decimal(len(shares) + free), len(sums))


def slice_of(at: datetime) -> datetime:
    """The beginning of the five minutes."""
    return at.replace(minute=at.minute - at.minute % 5, second=0, microsecond=0)


def slices_seen(tallies: Iterable[Tally]) -> Intervals:
    """The time of which some slice says something."""
    starts = {slice_of(tally.at) for tally in tallies}
    return union(Interval(start, start + SLICE) for start in starts)


def _share(good: Decimal | int, total: Decimal | int) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        return (Decimal(good) / Decimal(total)).quantize(SHARE, rounding=ROUND_HALF_EVEN)


def outside(tallies: Iterable[Tally], holes: Intervals) -> list[Tally]:
    """The rows that lie in no excluded stretch."""
    return [tally for tally in tallies if not any(start <= tally.at < end for start, end in holes)]


def inside(tallies: Iterable[Tally], agreed: Intervals) -> list[Tally]:
    """The rows that lie in the agreed service time."""
    return [tally for tally in tallies if any(start <= tally.at < end for start, end in agreed)]


Histogram = Mapping[int, int]


def histogram(values: Iterable[int]) -> dict[int, int]:
    """How often each value was seen, in order of value."""
    return dict(sorted(Counter(values).items()))


def merged(parts: Iterable[Histogram]) -> dict[int, int]:
    """Several histograms as one: what percentiles of months or regions are drawn from. They are never averaged."""
    whole: Counter[int] = Counter()
    for part in parts:
        whole.update(part)
    return dict(sorted(whole.items()))


def nearest_rank(seen: Histogram, percent: Decimal) -> int | None:
    """The percentile by nearest rank, x[ceil(p·n/100)] of the sorted values; None of nothing.

    1 to 20 have the 95th percentile 19. It is at most T exactly where at least p percent of the values are.
    """
    count = sum(seen.values())
    if not count:
        return None
    rank = max(int((percent * count / HUNDRED).to_integral_value(ROUND_CEILING)), 1)
    below = 0
    for value, times in sorted(seen.items()):
        below += times
        if below >= rank:
            return value
    return max(seen)


def too_few_for(percent: Decimal, count: int) -> bool:
    """Whether a percentile near the end says nothing of so few values."""
    return percent >= 95 and count < FEW


def within(values: Sequence[tuple[datetime, int]], threshold: int) -> list[Tally]:
    """Each value as a row that is good at or under the threshold."""
    return [Tally(at, int(value <= threshold), 1) for at, value in values]
