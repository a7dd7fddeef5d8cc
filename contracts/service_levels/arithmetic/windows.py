"""Half-open intervals of UTC time, and the calendar month of a contract's zone as one of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from marketplace.business_time import local_midnight


class Interval(NamedTuple):
    """Time from `start` on, up to but not including `end`."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> Decimal:
        """Elapsed seconds, exact."""
        return exact_seconds(self.end - self.start)


Intervals = tuple[Interval, ...]


class _United(Intervals):
    """What `union` has put in order: it need not be looked through again."""


def exact_seconds(span: timedelta) -> Decimal:
    """A span in seconds, to the microsecond, without passing through a float."""
    whole = Decimal(span.days * 86_400 + span.seconds)
    return whole + Decimal(span.microseconds) / 1_000_000 if span.microseconds else whole


def month_window(period: date, zone: str) -> Interval:
    """The calendar month of `period` in `zone`: June has 43,200 minutes, March 2026 in Denver 44,580."""
    first = period.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Interval(local_midnight(first, zone), local_midnight(following, zone))


def interval(start: datetime, end: datetime) -> Interval:
    """An interval in UTC. Raises ValueError for a time without zone or an end before the start."""
    if start.utcoffset() is None or end.utcoffset() is None:
        raise ValueError("An interval needs times with a zone.")
    if end < start:
        raise ValueError("An interval cannot end before it starts.")
    return Interval(start.astimezone(UTC), end.astimezone(UTC))


def union(intervals: Iterable[Interval]) -> Intervals:
    """The same time as ordered intervals that neither overlap nor touch; empty ones vanish."""
    if isinstance(intervals, _United):
        return intervals
    pieces = [piece for piece in intervals if piece[0] < piece[1]]
    for earlier, later in pairwise(pieces):
        if earlier[1] >= later[0]:
            break
    else:
        return _United(pieces)
    pieces.sort()
    merged: list[Interval] = []
    begins, ends = pieces[0]
    for start, end in pieces:
        if start > ends:
            merged.append(Interval(begins, ends))
            begins, ends = start, end
        elif end > ends:
            ends = end
    merged.append(Interval(begins, ends))
    return _United(merged)


def intersect(left: Iterable[Interval], right: Iterable[Interval]) -> Intervals:
    """The time that lies in both."""
    ours, theirs = union(left), union(right)
    if not (ours and theirs):
        return ()
    if len(theirs) == 1 and theirs[0][0] <= ours[0][0] and ours[-1][1] <= theirs[0][1]:
        return ours
    common: list[Interval] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start, end = max(ours[i].start, theirs[j].start), min(ours[i].end, theirs[j].end)
        if start < end:
            common.append(Interval(start, end))
        if ours[i].end < theirs[j].end:
            i += 1
        else:
            j += 1
    return _United(common)


def subtract(left: Iterable[Interval], right: Iterable[Interval]) -> Intervals:
    """The time of `left` that does not lie in `right`."""
    cuts = union(right)
    if not cuts:
        return union(left)
    remaining: list[Interval] = []
    j = 0
    for start, end in union(left):
        while j < len(cuts) and cuts[j].end <= start:
            j += 1
        k, begins = j, start
        while k < len(cuts) and cuts[k].start < end:
            if begins < cuts[k].start:
                remaining.append(Interval(begins, cuts[k].start))
            begins = cuts[k].end
            k += 1
        if begins < end:
            remaining.append(Interval(begins, end))
    return _United(remaining)


def total_seconds(intervals: Iterable[Interval]) -> Decimal:
    """Seconds in the intervals, overlaps counted once."""
    return exact_seconds(sum((end - start for start, end in union(intervals)), timedelta()))
