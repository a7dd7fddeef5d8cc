"""The month strip: a column a day, 24 hours of wall clock downwards, outages where they happened."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from marketplace.components.formats import DAY_NAMES, MONTH_NAMES, minutes

from .marks import Chart, Key, Mark, Path, Rect, Table, Text, px

WIDTH, HEIGHT = 784, 206
LEFT, TOP = 46, 26
HOUR = 6.5
GAP = 3
LEAST = 3  # an outage of a minute must still be seen
LABEL_CHARACTER = 6.4
DAY = datetime.timedelta(days=1)


class SpanKind(StrEnum):
    OUTAGE = "outage"
    MAINTENANCE = "maintenance"
    UNCOVERED = "uncovered"


COUNTED = {
    SpanKind.OUTAGE: "Yes",
    SpanKind.MAINTENANCE: "No, agreed maintenance",
    SpanKind.UNCOVERED: "No, not measured",
}
LOOKS = {SpanKind.OUTAGE: "ch-out", SpanKind.MAINTENANCE: "ch-maint", SpanKind.UNCOVERED: "ch-uncovered"}


@dataclass(frozen=True)
class Span:
    """A stretch of time [start, end), aware; `note` says why it counts or not, `evidence` may hold a link."""

    start: datetime.datetime
    end: datetime.datetime
    kind: SpanKind = SpanKind.OUTAGE
    note: str = ""
    evidence: str = ""

    @property
    def minutes(self) -> Decimal:
        """Minutes that really passed, also where the clocks change."""
        return Decimal((self.end - self.start) // datetime.timedelta(seconds=1)) / 60


def day_pieces(
    start: datetime.datetime, end: datetime.datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime.date, float, float]]:
    """Cuts [start, end) at local midnights and changes of the clocks: (day, from, to) in hours of the wall clock."""
    cursor, end = start.astimezone(datetime.UTC), end.astimezone(datetime.UTC)
    while cursor < end:
        there = cursor.astimezone(zone)
        midnight = datetime.datetime.combine(there.date() + DAY, datetime.time(), tzinfo=zone).astimezone(datetime.UTC)
        stop = min(end, midnight, _change_after(cursor, midnight, zone))
        begins = there.hour + there.minute / 60 + there.second / 3600
        yield there.date(), begins, begins + (stop - cursor) / datetime.timedelta(hours=1)
        cursor = stop


def _change_after(start: datetime.datetime, end: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The moment in (start, end] from which on the clocks show another offset; `end` where they do not change."""
    offset = start.astimezone(zone).utcoffset()
    if (end - datetime.timedelta(seconds=1)).astimezone(zone).utcoffset() == offset:
        return end
    before, after = start, end
    while after - before > datetime.timedelta(seconds=1):
        middle = before + (after - before) // 2
        same = middle.astimezone(zone).utcoffset() == offset
        before, after = (middle, after) if same else (before, middle)
    return after.replace(microsecond=0)


def month_strip(
    *,
    month: datetime.date,
    zone: str,
    spans: Iterable[Span],
    hours: tuple[datetime.time, datetime.time] | None = None,
    off_days: Collection[datetime.date] = (),
    caption: str = "",
) -> Chart:
    """Draws the month that `month` lies in; `hours` is the band of service hours on days neither weekend nor off."""
    tz, first = ZoneInfo(zone), month.replace(day=1)
    days = [first + DAY * n for n in range(31) if (first + DAY * n).month == first.month]
    begins = datetime.datetime.combine(first, datetime.time(), tzinfo=tz)
    ends = datetime.datetime.combine(days[-1] + DAY, datetime.time(), tzinfo=tz)
    inside = [
        Span(max(span.start, begins), min(span.end, ends), span.kind, span.note, span.evidence)
        for span in sorted(spans, key=lambda span: span.start)
        if span.start < ends and span.end > begins
    ]
    column = (WIDTH - LEFT - 6) / len(days)
    marks = [*_ground(days, column, hours, off_days), *_bodies(inside, column, tz), *_labels(inside, column, tz)]
    name = f"{_month_name(first)} {first.year}"
    return Chart(
        title=_title(name, inside),
        width=WIDTH,
        height=HEIGHT,
        marks=tuple(marks),
        caption=caption,
        region=f"Outages in {name}, chart",
        table=_table(inside, tz),
        legend=_legend(inside, hours),
    )


def _month_name(on: datetime.date) -> str:
    return f"{on:%B}"


def _ground(days: Sequence[datetime.date], column: float, hours, off_days) -> Iterator[Mark]:
    """Empty columns, service hours and the two axes."""
    for place, day in enumerate(days):
        x = LEFT + place * column
        resting = day.weekday() >= 5 or day in off_days
        yield Rect(x, TOP, column - GAP, 24 * HOUR, "ch-col--weekend" if resting else "ch-col")
        if hours and not resting:
            opens, closes = (clock.hour + clock.minute / 60 for clock in hours)
            yield Rect(x, TOP + opens * HOUR, column - GAP, ((closes or 24) - opens) * HOUR, "ch-hours")
        if day.day in (1, 5, 10, 15, 20, 25) or day == days[-1]:
            yield Text(x + (column - GAP) / 2, TOP + 24 * HOUR + 16, str(day.day), "ch-mid")
    marked = {0, 24, *((clock.hour for clock in hours) if hours else (6, 12, 18))}
    for hour in sorted(marked):
        yield Text(LEFT - 8, TOP + hour * HOUR + 4, f"{hour:02d}:00", "ch-end ch-faint")


def _bodies(spans: Sequence[Span], column: float, zone: ZoneInfo) -> Iterator[Mark]:
    """The stretches themselves; outages last, so that nothing covers them."""
    for span in sorted(spans, key=lambda span: span.kind == SpanKind.OUTAGE):
        for day, begins, ends in day_pieces(span.start, span.end, zone):
            x, y = LEFT + (day.day - 1) * column, TOP + begins * HOUR
            height = max((ends - begins) * HOUR, LEAST)
            y = min(y, TOP + 24 * HOUR - height)
            yield Rect(x, y, column - GAP, height, LOOKS[span.kind])
            if span.kind == SpanKind.MAINTENANCE:
                yield Rect(x, y, column - GAP, height, hatched=True)


def _labels(spans: Sequence[Span], column: float, zone: ZoneInfo) -> Iterator[Mark]:
    """Date and length above the longest outages, as many as fit without touching."""
    taken: list[tuple[float, float]] = []
    pieces = [piece for span in spans for piece in day_pieces(span.start, span.end, zone)]
    outages = [span for span in spans if span.kind == SpanKind.OUTAGE]
    for span in sorted(outages, key=lambda span: -span.minutes):
        at = span.start.astimezone(zone)
        words = f"{at.day} {MONTH_NAMES[at.month - 1]}, {minutes(span.minutes)}"
        middle = LEFT + (at.day - 0.5) * column - GAP / 2
        half = len(words) * LABEL_CHARACTER / 2
        anchor = min(max(middle, half), WIDTH - half)
        if any(anchor - half < right + 8 and anchor + half > left - 8 for left, right in taken):
            continue
        taken.append((anchor - half, anchor + half))
        top = TOP + HOUR * min(begins for day, begins, _ in pieces if day == at.date())
        if top > TOP + 4:
            yield Path(f"M{px(middle)} {px(top - 2)}V18.0", "ch-leader")
        yield Text(anchor, 14, words, "ch-bad ch-mid")


def _title(name: str, spans: Sequence[Span]) -> str:
    outages = [span for span in spans if span.kind == SpanKind.OUTAGE]
    if not outages:
        finding = "no counted outage"
    else:
        lost = minutes(sum((span.minutes for span in outages), Decimal()))
        finding = f"{len(outages)} counted outage{'s' if len(outages) > 1 else ''}, {lost} in all"
    planned = sum((span.minutes for span in spans if span.kind == SpanKind.MAINTENANCE), Decimal())
    return (
        f"Outages in {name}: {finding}{f'; agreed maintenance of {minutes(planned)} is not counted' if planned else ''}"
    )


def _table(spans: Sequence[Span], zone: ZoneInfo) -> Table | None:
    if not spans:
        return None
    proven = any(span.evidence for span in spans)
    rows = []
    for span in spans:
        begins, ends = span.start.astimezone(zone), span.end.astimezone(zone)
        until = f"{ends:%H:%M}" if ends.date() == begins.date() else f"{_short(ends)}, {ends:%H:%M}"
        row = (f"{_short(begins)}, {begins:%H:%M}", until, minutes(span.minutes), span.note or COUNTED[span.kind])
        rows.append((*row, span.evidence) if proven else row)
    heads = ("From", "To", "Length", "Counted", *(("Evidence",) if proven else ()))
    return Table(heads, tuple(rows), frozenset({2}))


def _short(at: datetime.datetime) -> str:
    return f"{DAY_NAMES[at.weekday()]} {at.day} {MONTH_NAMES[at.month - 1]}"


def _legend(spans: Sequence[Span], hours) -> tuple[Key, ...]:
    kinds = {span.kind for span in spans}
    keys = [Key("Counted outage", "ch-out")]
    if SpanKind.MAINTENANCE in kinds:
        keys.append(Key("Agreed maintenance, not counted", "ch-maint", hatched=True))
    if SpanKind.UNCOVERED in kinds:
        keys.append(Key("Not measured", "ch-uncovered"))
    if hours:
        keys.append(Key(f"Service hours, {hours[0]:%H:%M} to {hours[1]:%H:%M} on working days", "ch-hours"))
    return tuple(keys)
