"""Taking cases in: what a desk says of each one's clock, whole or not at all, safe to repeat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from ..arithmetic.clocks import ClockConfused, Event, Step, ordered
from ..models import Case, ClockEvent
from .measurements import WrongKindOfEvidence

LONGEST_NUMBER, LONGEST_SUBJECT = 60, 200
MOST_EVENTS = 5_000


@dataclass(frozen=True)
class Told:
    """One event as a desk tells it. `reason` names who has the ball, of a pause alone."""

    number: str
    step: Step
    at: datetime
    reason: str = ""
    subject: str = ""


@dataclass(frozen=True)
class CasesReport:
    """What came of it: events that were new, and those that were known."""

    fresh: int
    known: int


@transaction.atomic
def record_clock_events(
    *, term: ServiceLevelTerm, events: Iterable[Told], by: Any, now: Clock = database_now
) -> CasesReport:
    """Keeps what happened to the clocks of cases. Events known already, by number, step and time, are passed over.

    A month that is not final is computed anew with what came late. Raises PermissionDenied, WrongKindOfEvidence,
    InvalidInput, ClockConfused; then nothing is kept.
    """
    require(by, term.measuring_action, term)
    term = ServiceLevelTerm.objects.select_for_update(of=["self"]).select_related("contract").get(pk=term.pk)
    at, told = now(), list(events)
    if term.shape != Shape.CASES:
        raise WrongKindOfEvidence(f"{term.title} is measured by {term.shape.label}. Send that in place of cases.")
    _check(told, at=at)
    held = {case.number: case for case in term.cases.filter(number__in={one.number for one in told})}
    known = {
        (event.case_id, event.step, event.at): event.reason
        for event in ClockEvent.objects.filter(case__in=held.values())
    }
    fresh = [one for one in told if _is_new(one, held, known)]
    fresh = list({(one.number, one.step, one.at): one for one in fresh}.values())
    _check_clocks(fresh, held, known)
    for number in sorted({one.number for one in fresh} - held.keys()):
        held[number] = _opened(term, [one for one in fresh if one.number == number], at=at)
    ClockEvent.objects.bulk_create(
        ClockEvent(
            case=held[one.number], step=one.step, at=one.at, reason=one.reason, recorded_at=at, recorded_by=str(by)
        )
        for one in fresh
    )
    if fresh:
        data = {"events": len(fresh), "cases": sorted({one.number for one in fresh})[:50]}
        record(action="contracts.clock_events.recorded", obj=term, by=by, at=at, data=data)
    return CasesReport(len(fresh), len(told) - len(fresh))


def _check(told: Sequence[Told], *, at: datetime) -> None:
    if not told:
        raise InvalidInput("There is no event in it. Send at least one.")
    if len(told) > MOST_EVENTS:
        raise InvalidInput(f"At most {MOST_EVENTS:,} events can be sent at once. Send them in parts.")
    for one in told:
        where = f"Case {one.number[:LONGEST_NUMBER]}"
        if not one.number.strip() or len(one.number) > LONGEST_NUMBER or not one.number.isprintable():
            raise InvalidInput(f"A case needs a number of at most {LONGEST_NUMBER} characters. Give the desk’s own.")
        if len(one.subject) > LONGEST_SUBJECT or not one.subject.isprintable():
            raise InvalidInput(f"{where}: the subject has to fit in {LONGEST_SUBJECT} characters on one line.")
        if one.at.utcoffset() is None:
            raise InvalidInput(f"{where}: the time has no zone. Write 2026-10-07T13:12:00Z.")
        if one.at > at:
            raise InvalidInput(f"{where}: {one.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC lies in the future.")
        if (one.step == Step.PAUSED) != (one.reason in ClockEvent.Reason.values):
            raise InvalidInput(
                f"{where}: a pause says whether it waits for the agency or somebody else; no other step does."
            )


def _is_new(one: Told, held: dict[str, Case], known: dict[tuple[int, str, datetime], str]) -> bool:
    case = held.get(one.number)
    if case is None or (case.pk, one.step, one.at) not in known:
        return True
    if known[(case.pk, one.step, one.at)] != one.reason:
        raise InvalidInput(f"Case {one.number}: another reason is on record for this pause. It is never overwritten.")
    return False


def _check_clocks(fresh: Sequence[Told], held: dict[str, Case], known: dict[tuple[int, str, datetime], str]) -> None:
    """Each clock, old events and new, has to make sense as a whole."""
    for number in {one.number for one in fresh}:
        case = held.get(number)
        old = [Event(at, Step(step)) for pk, step, at in known if case is not None and pk == case.pk]
        new = [Event(one.at, one.step) for one in fresh if one.number == number]
        try:
            ordered([*old, *new])
        except ClockConfused as confused:
            raise ClockConfused(f"Case {number}: {confused}") from confused


def _opened(term: ServiceLevelTerm, told: Sequence[Told], *, at: datetime) -> Case:
    first = min(told, key=lambda one: one.at)
    subject = next((one.subject.strip() for one in told if one.subject.strip()), "")
    return Case.objects.create(term=term, number=first.number, subject=subject, started_at=first.at, recorded_at=at)
