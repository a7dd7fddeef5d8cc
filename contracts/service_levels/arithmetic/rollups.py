"""Time by the hour."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from .windows import Interval, exact_seconds, union

HOUR = timedelta(hours=1)


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour in UTC."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def seconds_by_hour(intervals: Iterable[Interval]) -> dict[datetime, Decimal]:
    """Seconds of each hour that lie in the intervals, overlaps counted once; hours without any are left out."""
    sums: defaultdict[datetime, Decimal] = defaultdict(Decimal)
    for start, end in union(intervals):
        at = start
        while at < end:
            hour = hour_of(at)
            until = min(end, hour + HOUR)
            sums[hour] += exact_seconds(until - at)
            at = until
    return dict(sums)
