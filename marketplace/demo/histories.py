"""What a monitor would have recorded of the invented services: seeded, so that the same day gives the same rows.

It looks every five minutes, and in a fault every minute for the end of it. It records each change, each failed look
and otherwise a sample at least every two hours. Months count back from the present one: 1 is the last complete one."""

import csv
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = "America/New_York"
MONTHS = 14
LOOK = timedelta(minutes=5)
LOOKS_BETWEEN_SAMPLES = (18, 23)
FAILURES = (500, 502, 503, 503, 504)
COLUMNS = ("service_id", "timestamp", "status", "http_code", "response_ms")


class Row(NamedTuple):
    """One recorded look."""

    service_id: str
    at: datetime
    status: str
    http_code: int
    response_ms: int


class Span(NamedTuple):
    """Time from `start` on, up to but not including `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Told:
    """Something that happens at a local time, for so many minutes, on a day or the first such weekday from it on."""

    months_ago: int
    day: int
    at: time
    minutes: int
    weekday: int | None = None

    def span(self, today: date) -> Span:
        """When it happened, in UTC."""
        day = month_before(today, self.months_ago).replace(day=self.day)
        if self.weekday is not None:
            day += timedelta(days=(self.weekday - day.weekday()) % 7)
        start = local(datetime.combine(day, self.at))
        return Span(start, start + timedelta(minutes=self.minutes))


@dataclass(frozen=True)
class Story:
    """How one service fared. Months that are not named here met their target."""

    service_id: str
    target: Decimal
    missed_months: frozenset[int] = frozenset()
    outages: tuple[Told, ...] = ()
    silences: tuple[Told, ...] = ()
    usual_ms: int = 240
    minimum_outage_minutes: int = 0


def local(naive: datetime) -> datetime:
    """A time on the state's clocks, in UTC."""
    return naive.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def month_before(today: date, months: int) -> date:
    """The first day of the month that lies `months` before that of today."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def month_span(first: date) -> Span:
    """A calendar month on the state's clocks."""
    return Span(
        local(datetime.combine(first, time())),
        local(datetime.combine(month_before(first, -1), time())),
    )


def history(story: Story, *, today: date) -> Iterator[Row]:
    """Every row of fourteen months, to the end of yesterday."""
    begins = month_span(month_before(today, MONTHS - 1)).start
    ends = local(datetime.combine(today, time()))
    shift = timedelta(seconds=zlib.crc32(story.service_id.encode()) % 40)
    troubles = [
        *((span, True) for span in outages(story, today=today)),
        *((told.span(today), False) for told in story.silences),
    ]
    chance = _chance(story, begins, "looks")
    at = begins
    last_look = ends - LOOK
    for span, failed in sorted(trouble for trouble in troubles if trouble[0].end < last_look):
        yield from _samples(story, Span(at, span.start), shift, chance)
        if failed:
            yield from _failed_looks(story, span, chance)
        at = span.end
    yield from _samples(story, Span(at, last_look), shift, chance)
    yield _up(story, last_look + shift, chance)


def outages(story: Story, *, today: date) -> list[Span]:
    """Every outage of the story, told ones and those by chance, in order."""
    told_months = {told.months_ago for told in (*story.outages, *story.silences)}
    found = [told.span(today) for told in story.outages]
    for months_ago in range(MONTHS):
        if months_ago not in told_months:
            missed = months_ago in story.missed_months
            found += _outages_by_chance(story, month_span(month_before(today, months_ago)), missed=missed)
    return sorted(found)


def _chance(story: Story, since: datetime, of: str) -> Random:
    return Random(f"{story.service_id} {since:%Y-%m} {of}")  # noqa: S311 the same each time is what is wanted


def _outages_by_chance(story: Story, month: Span, *, missed: bool) -> list[Span]:
    """Up to three outages, which together stay within the allowed downtime, or clearly pass it."""
    chance = _chance(story, month.start, "outages")
    minutes = int((month.end - month.start) / timedelta(minutes=1))
    allowed = float((100 - story.target) / 100) * minutes
    total = int(allowed * (chance.uniform(1.3, 2.6) if missed else chance.uniform(0, 0.75)))
    shortest = max(2, story.minimum_outage_minutes + 1)
    total = max(total, shortest) if missed else total
    pieces = min(chance.randint(1, 3), total // shortest)
    cuts = sorted(chance.sample(range(1, total - pieces * (shortest - 1)), pieces - 1)) if pieces > 1 else []
    lengths = [to - since + shortest - 1 for since, to in pairwise([0, *cuts, total - pieces * (shortest - 1)])]
    found = []
    for number, length in enumerate(lengths[:pieces]):
        # Each piece has a part of the month to itself, so that no two touch.
        room = minutes // pieces
        start = number * room + chance.randrange(60, room - length - 60)
        begins = month.start + LOOK * (start // 5)
        found.append(Span(begins, begins + timedelta(minutes=length)))
    return found


def _samples(story: Story, span: Span, shift: timedelta, chance: Random) -> Iterator[Row]:
    """The first look to the second, because it ends a fault; the others a little later, as monitors are."""
    at = span.start
    while at < span.end:
        yield _up(story, at if at == span.start else at + shift, chance)
        at += LOOK * chance.randint(*LOOKS_BETWEEN_SAMPLES)


def _failed_looks(story: Story, span: Span, chance: Random) -> Iterator[Row]:
    at, code = span.start, chance.choice(FAILURES)
    while at < span.end:
        yield Row(story.service_id, at, "down", code, chance.randint(10_000, 30_000))
        at += LOOK


def _up(story: Story, at: datetime, chance: Random) -> Row:
    """A look that found the service there; one in three hundred found it slow."""
    response_ms = int(story.usual_ms * chance.lognormvariate(0, 0.25))
    if chance.random() < 1 / 300:
        return Row(story.service_id, at, "degraded", 200, response_ms * 12)
    return Row(story.service_id, at, "up", 200, response_ms)


def write_history(rows: Iterable[Row], path: Path) -> Path:
    """Write rows in the format of the check histories."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            (
                row.service_id,
                f"{row.at:%Y-%m-%dT%H:%M:%SZ}",
                row.status,
                row.http_code,
                row.response_ms,
            )
            for row in rows
        )
    return path
