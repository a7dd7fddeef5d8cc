"""What was counted of a service level in a window: rows of evidence, answers of checks, cases with their clocks."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind, Shape
from contracts.deliveries.on_time import due_milestones
from marketplace.business_time import BusinessCalendar, Opening, public_holidays

from ..arithmetic.clocks import Event, Reading, Step, decided_in, read_clock
from ..arithmetic.counted_periods import CountedTerms, Counts
from ..arithmetic.objectives import Tally, within
from ..arithmetic.weighted_uptime import EmptySlice
from ..arithmetic.windows import Interval, Intervals
from ..evidence_files import read_answers, read_tallies
from ..models import Case, EvidenceBatch

ROUND_THE_CLOCK: dict[int, tuple[Opening, ...]] = {day: ((time(), time()),) for day in range(7)}


def counted_terms(term: ServiceLevelTerm) -> CountedTerms:
    """What the term says of counting."""
    return CountedTerms(
        kind=ObjectiveKind(term.kind),
        minimum_count=term.minimum_count,
        empty_slice=EmptySlice(term.empty_slice),
        threshold=term.threshold,
        within_seconds=None if term.within_minutes is None else term.within_minutes * 60,
    )


def counts_in(term: ServiceLevelTerm, agreed: Intervals, window: Interval) -> Counts:
    """What counts in the window. Raises EvidenceAltered."""
    if term.shape == Shape.CASES:
        return _cases_in(term, agreed)
    batches = batches_in(term, window)
    if term.kind == ObjectiveKind.LATENCY:
        answers = [
            (at, ms) for at, ms in read_answers(batches, window) if any(start <= at < end for start, end in agreed)
        ]
        return Counts(tuple(within(answers, term.threshold or 0)), tuple(answers))
    if term.kind == ObjectiveKind.DELIVERY and not batches:
        return Counts(tuple(_milestones_in(term, agreed)))
    return Counts(tuple(read_tallies(batches, window)))


def _milestones_in(term: ServiceLevelTerm, agreed: Intervals) -> list[Tally]:
    """Where nobody hands counts in, the contract's own milestones are counted: each that fell due in agreed time."""
    due = [one for start, end in agreed for one in due_milestones(term.contract, start, end)]
    return [Tally(one.at, int(one.good), 1) for one in due]


def _cases_in(term: ServiceLevelTerm, agreed: Intervals) -> Counts:
    """Every case of the contract's time that was decided in it, as it stood at its end."""
    if not agreed:
        return Counts()
    window = Interval(agreed[0].start, agreed[-1].end)
    read = {case.number: clock_of(case, term, at=window.end) for case in cases_of(term, window)}
    decided = {number: decided_in([clock], *window) for number, clock in read.items()}
    rows = [row for number in sorted(decided) for row in decided[number]]
    missed = [number for number in sorted(decided) if any(not row.good for row in decided[number])]
    return Counts(tuple(sorted(rows)), missed=tuple(missed))


def cases_of(term: ServiceLevelTerm, window: Interval) -> Iterable[Case]:
    """The cases that reach into the window, with their events: two statements however many there are."""
    found: Iterable[Case] = term.cases.reaching_into(window).prefetch_related("events").order_by("number")
    return found


def clock_of(case: Case, term: ServiceLevelTerm, *, at: datetime) -> Reading:
    """How the clock of a case stands at `at`. Raises ClockConfused."""
    events = [Event(event.at, Step(event.step)) for event in case.events.all()]
    calendar = service_calendar(term, case.started_at.year)
    return read_clock(events, target=(term.within_minutes or 0) * 60, calendar=calendar, at=at)


def service_calendar(term: ServiceLevelTerm, year: int) -> BusinessCalendar:
    """The service hours in the contract's zone, holidays of that year and those around it closed where it says so."""
    week = {day: tuple(map(opening, hours)) for day, hours in enumerate(term.service_hours) if hours}
    closed = public_holidays(range(year - 1, year + 3)) if term.closed_on_holidays else {}
    return BusinessCalendar(term.contract.time_zone, week or ROUND_THE_CLOCK, closed)


def opening(hours: list[str]) -> Opening:
    """An opening as a term holds it: ["08:00", "17:00"]."""
    opens, closes = map(time.fromisoformat, hours)
    return opens, closes


def counts_as_data(counted: CountedTerms, counts: Counts) -> dict[str, Any]:
    """The counts as JSON can hold them: the terms, how many rows, and the fingerprint of them all."""
    rows = [[row.at.isoformat(), str(row.good), str(row.total)] for row in counts.tallies]
    rows += [[at.isoformat(), str(ms)] for at, ms in counts.answers]
    return {
        "counted": {name: None if value is None else str(value) for name, value in vars(counted).items()},
        "rows": len(rows),
        "rows_sha256": hashlib.sha256(json.dumps(rows).encode()).hexdigest(),
    }


def sums_by_hour(rows: Iterable[Tally]) -> dict[datetime, tuple[int, int]]:
    """Good and total of each hour that has any."""
    sums: dict[datetime, tuple[int, int]] = {}
    for row in rows:
        hour = row.at.replace(minute=0, second=0, microsecond=0)
        good, total = sums.get(hour, (0, 0))
        sums[hour] = (good + int(row.good), total + int(row.total))
    return sums


def batches_in(term: ServiceLevelTerm, window: Interval) -> list[EvidenceBatch]:
    """The batches with a row in the window."""
    return list(term.evidence_batches.touching(window).with_files())
