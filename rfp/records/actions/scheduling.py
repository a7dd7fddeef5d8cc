"""Preparing a retention schedule and putting it into force, a month before its first day: what is destroyed is gone."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from marketplace.references.actions import take_reference
from rfp.records.models import RetentionSchedule
from rfp.records.models.retention import MOST_YEARS
from rfp.records.schedule import KINDS

DAYS_AHEAD = 30
Status = RetentionSchedule.Status


class NoDraft(DomainError):
    sentence = (
        "This schedule is no draft any more and stays as it is. Nothing was changed. Prepare the one that follows."
    )


class TooSoon(DomainError):
    """Whoever has to place a hold has a month for it."""

    def __init__(self, schedule: RetentionSchedule) -> None:
        super().__init__(
            f"Its first day, {day(schedule.holds_from)}, is less than {DAYS_AHEAD} days ahead, so nobody would have "
            "time to place a legal hold. Nothing was put into force. Drop it and draft one with a later day."
        )


class DayIsTaken(DomainError):
    """Another schedule begins on that day."""

    def __init__(self, other: RetentionSchedule) -> None:
        super().__init__(f"{other} begins on {day(other.holds_from)} too. Nothing was put into force.".capitalize())


@dataclass(frozen=True)
class ScheduleTerms:
    """What a schedule says: years by the key of a kind."""

    summary: str
    holds_from: datetime.date
    years: dict[str, int]


@transaction.atomic
def draft_schedule(*, terms: ScheduleTerms, by: Any, now: Clock = database_now) -> RetentionSchedule:
    """Begins a schedule. Raises PermissionDenied, InvalidInput."""
    require(by, "rfp.draft_schedule")
    at = now()
    if not terms.summary.strip():
        raise InvalidInput("The schedule does not say what it changes. Say it, with the law that it follows.")
    if terms.years.keys() != {kind.key for kind in KINDS}:
        raise InvalidInput("Say for every kind of record how long it is kept.")
    if not all(1 <= years <= MOST_YEARS for years in terms.years.values()):
        raise InvalidInput(f"Records are kept for 1 to {MOST_YEARS} years. Correct the years.")
    schedule = RetentionSchedule.objects.create(
        reference=take_reference("RS", at=at),
        summary=terms.summary.strip(),
        holds_from=terms.holds_from,
        drafted_by=by,
        drafted_at=at,
        **{f"{key}_years": years for key, years in terms.years.items()},
    )
    told = {"holds_from": terms.holds_from, **terms.years}
    record(action="rfp.schedule.drafted", obj=schedule, by=by, at=at, data=told)
    return schedule


@transaction.atomic
def drop_schedule(*, schedule: RetentionSchedule, by: Any, now: Clock = database_now) -> RetentionSchedule:
    """Puts a draft aside; it stays readable. Raises PermissionDenied, NoDraft."""
    require(by, "rfp.draft_schedule")
    return move(_locked_draft(schedule), Status.DROPPED, by=by, at=now())


@transaction.atomic
def enact_schedule(*, schedule: RetentionSchedule, by: Any, now: Clock = database_now) -> RetentionSchedule:
    """Puts a draft into force from its first day on, for everything that is still there on it.

    Raises PermissionDenied (also for whoever drafted it), NoDraft, TooSoon, DayIsTaken.
    """
    require(by, "rfp.enact_schedule", schedule)
    schedule, at = _locked_draft(schedule), now()
    if schedule.holds_from < office_day(at) + datetime.timedelta(days=DAYS_AHEAD):
        raise TooSoon(schedule)
    if other := RetentionSchedule.objects.enacted().filter(holds_from=schedule.holds_from).first():
        raise DayIsTaken(other)
    schedule.enacted_by, schedule.enacted_at = by, at
    data = {"drafted_by": schedule.drafted_by_id, "holds_from": schedule.holds_from}
    move(schedule, Status.ENACTED, by=by, at=at, fields=["enacted_by", "enacted_at"], data=data)
    notify(
        recipients=[schedule.drafted_by],
        key=f"{schedule.reference}-enacted",
        subject=f"In force from {day(schedule.holds_from)}: {schedule}",
        body=f"{by} put it into force. From that day on bids are destroyed by it once their time is over.",
        address=schedule.get_absolute_url(),
        at=at,
    )
    return schedule


def _locked_draft(schedule: RetentionSchedule) -> RetentionSchedule:
    rows = RetentionSchedule.objects.select_for_update(of=["self"]).select_related("drafted_by")
    stored = rows.get(pk=schedule.pk)
    if not stored.is_draft:
        raise NoDraft
    return stored
