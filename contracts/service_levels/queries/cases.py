"""Cases as screens and programs show them: how each clock stands, and why its due time is what it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contracts.agreements.models import ServiceLevelTerm
from marketplace.business_time import business_seconds
from marketplace.components.formats import moment, plural

from ..arithmetic.clocks import Reading, State, Step
from ..models import Case, ClockEvent
from .counting import clock_of, service_calendar

WORDS = {
    State.RUNNING: ("Running", ""),
    State.PAUSED: ("Paused", "info"),
    State.MET: ("In time", "ok"),
    State.BREACHED: ("Overdue", "bad"),
    State.MET_LATE: ("Late", "bad"),
}


@dataclass(frozen=True)
class CaseView:
    """One case and its clock at a moment."""

    case: Case
    clock: Reading
    waits_for: str

    @property
    def words(self) -> str:
        return WORDS[self.clock.state][0]

    @property
    def tone(self) -> str:
        return "warn" if self.clock.is_near else WORDS[self.clock.state][1]

    @property
    def used(self) -> str:
        """The service time that has gone, of the one that is promised."""
        return f"{duration(self.clock.elapsed)} of {duration(self.clock.target)}"


def case_views(term: ServiceLevelTerm, cases: Iterable[Case], *, at: datetime) -> list[CaseView]:
    """The views of cases whose events are loaded."""
    return [_view(term, case, at) for case in cases]


def _view(term: ServiceLevelTerm, case: Case, at: datetime) -> CaseView:
    clock = clock_of(case, term, at=at)
    last = list(case.events.all())[-1]
    waits = last.get_reason_display() if clock.state is State.PAUSED else ""
    return CaseView(case, clock, waits)


@dataclass(frozen=True)
class Why:
    """One line of how a due time came about."""

    when: datetime
    what: str
    how: str


def why_due(term: ServiceLevelTerm, view: CaseView, *, at: datetime) -> list[Why]:
    """From the start over each pause to the due time."""
    calendar = service_calendar(term, view.case.started_at.year)
    lines, since = [], None
    for event in view.case.events.all():
        how = ""
        if event.step == Step.PAUSED:
            since, how = event.at, event.get_reason_display()
        elif since is not None:
            stood = business_seconds(since, event.at, calendar)
            since, how = None, f"{duration(stood)} of service time stood still"
        lines.append(Why(event.at, _said(event), how))
    if view.clock.due_at is not None:
        paused = f" and {duration(view.clock.paused)} of pauses" if view.clock.paused else ""
        lines.append(Why(view.clock.due_at, "Due", f"{duration(view.clock.target)} of service time{paused}"))
    return sorted(lines, key=lambda line: line.when)


def _said(event: ClockEvent) -> str:
    return {
        Step.STARTED: "The clock starts",
        Step.PAUSED: "It is paused",
        Step.RESUMED: "It goes on",
        Step.STOPPED: "It stops",
    }[Step(event.step)]


def duration(seconds: int) -> str:
    """3 hours 20 minutes; nothing smaller than a minute."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = [f"{count} {plural(unit, count)}" for count, unit in ((hours, "hour"), (minutes, "minute")) if count]
    return " ".join(parts) or "no time"


def hours_in_words(term: ServiceLevelTerm) -> list[str]:
    """The service hours, a line a group of days: "Monday to Friday 08:00 to 17:00"."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    if not any(term.service_hours):
        return ["Round the clock"]
    said = [", ".join(map(_span, day)) for day in term.service_hours]
    lines: list[str] = []
    start = 0
    for day in range(1, 8):
        if day == 7 or said[day] != said[start]:
            if said[start]:
                span = names[start] if day - start == 1 else f"{names[start]} to {names[day - 1]}"
                lines.append(f"{span}: {said[start]}")
            start = day
    return [*lines, "Public holidays are closed"] if term.closed_on_holidays else lines


def _span(hours: list[str]) -> str:
    opens, closes = hours
    return f"{opens} to {'24:00' if closes == '00:00' else closes}"


def due_words(clock: Reading) -> str:
    """When it is due, or that a pause holds it."""
    return moment(clock.due_at) if clock.due_at else "Stands still while it is paused"
