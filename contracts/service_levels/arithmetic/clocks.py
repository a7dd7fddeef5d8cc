"""Answers and fixes: a clock that runs in service hours and stands while somebody else has the ball.

A clock is its events, never a due date that is moved; whatever changes, it is drawn anew from them (reference §9.9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from marketplace.business_time import BusinessCalendar, business_add, business_seconds
from marketplace.errors import DomainError

from .objectives import Tally

WARN_PERCENT = 75


class Step(StrEnum):
    """What can happen to a clock."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"


class State(StrEnum):
    """How a clock stands at a moment."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    MET_LATE = "met_late"


class ClockConfused(DomainError):
    """The events of a clock contradict each other."""

    status = 422


class Event(NamedTuple):
    """One thing that happened to a clock."""

    at: datetime
    step: Step


FOLLOWS = {
    None: {Step.STARTED},
    Step.STARTED: {Step.PAUSED, Step.STOPPED},
    Step.PAUSED: {Step.RESUMED, Step.STOPPED},
    Step.RESUMED: {Step.PAUSED, Step.STOPPED},
    Step.STOPPED: set(),
}
WORDS = {
    Step.STARTED: "starts",
    Step.PAUSED: "is paused",
    Step.RESUMED: "goes on",
    Step.STOPPED: "stops",
}


@dataclass(frozen=True)
class Reading:
    """A clock at a moment: `elapsed` and `paused` in service seconds, `due_at` None while it stands paused."""

    state: State
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    elapsed: int
    paused: int
    target: int

    @property
    def percent_used(self) -> int:
        """How much of the promised time has gone, in whole percent."""
        return 100 * self.elapsed // self.target

    @property
    def is_near(self) -> bool:
        """Whether three quarters of the promised time have gone and it still can be kept."""
        return self.state in {State.RUNNING, State.PAUSED} and self.percent_used >= WARN_PERCENT

    @property
    def decided_at(self) -> datetime | None:
        """When it was certain that the promise was kept or broken; None before."""
        if self.state is State.MET:
            return self.stopped_at
        return self.due_at if self.state in {State.BREACHED, State.MET_LATE} else None


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events in order of time. Raises ClockConfused where one cannot follow the one before."""
    row = tuple(sorted(set(events)))
    last: Step | None = None
    for event in row:
        if event.step not in FOLLOWS[last]:
            before = f"right after it {WORDS[last]}" if last else "before it starts"
            raise ClockConfused(
                f"At {event.at:%Y-%m-%d %H:%M} UTC the clock {WORDS[event.step]}, {before}. "
                "That cannot be. Correct the order of the events, then send them again."
            )
        last = event.step
    return row


def read_clock(events: Iterable[Event], *, target: int, calendar: BusinessCalendar, at: datetime) -> Reading:
    """How a clock stands at `at`, from its events up to then; `target` in service seconds.

    due = start + target + paused service time. Pauses in closed hours add nothing. Raises ClockConfused.
    """
    row = tuple(event for event in ordered(events) if event.at <= at)
    if not row:
        raise ClockConfused("The clock has not started yet. Send its start first.")
    started_at, stopped_at = row[0].at, row[-1].at if row[-1].step is Step.STOPPED else None
    until = stopped_at or at
    stands = row[-1].step is Step.PAUSED
    due_at, paused = _due(row, target, calendar, until)
    elapsed = business_seconds(started_at, until, calendar) - paused
    overdue = due_at is not None and (stopped_at > due_at if stopped_at else until >= due_at)
    if overdue:
        state = State.MET_LATE if stopped_at else State.BREACHED
    elif stopped_at:
        state = State.MET
    else:
        state = State.PAUSED if stands else State.RUNNING
    return Reading(state, started_at, due_at, stopped_at, elapsed, paused, target)


def _due(row: Sequence[Event], target: int, calendar: BusinessCalendar, until: datetime) -> tuple[datetime | None, int]:
    """When it falls due and the paused service seconds. A pause that begins after the due time moves nothing."""
    paused = 0
    since: datetime | None = None
    for event in row[1:]:
        if event.step is Step.PAUSED:
            if event.at >= business_add(row[0].at, target + paused, calendar):
                break
            since = event.at
        elif since is not None:
            paused += business_seconds(since, event.at, calendar)
            since = None
    if since is None:
        return business_add(row[0].at, target + paused, calendar), paused
    return None, paused + business_seconds(since, until, calendar)


def decided_in(readings: Iterable[Reading], start: datetime, end: datetime) -> list[Tally]:
    """One row for each clock that was decided in [start, end): met ÷ (met + breached); not yet due is no row."""
    return [
        Tally(reading.decided_at, int(reading.state is State.MET), 1)
        for reading in readings
        if reading.decided_at is not None and start <= reading.decided_at < end
    ]
