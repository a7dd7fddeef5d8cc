"""Asking for time not to count, and agreeing to that: maintenance beforehand, other causes until the month is final."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from contracts.agreements.models import ServiceLevelTerm
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from ..arithmetic.maintenance import emergency_refusal, maintenance_refusal
from ..arithmetic.windows import Interval
from ..models import Exclusion, PeriodResult
from ..queries.audience import people_of
from ..queries.periods import maintenance_rules

LONGEST_DAYS = 31


class MaintenanceNotAllowed(DomainError):
    """The contract does not allow this maintenance to be taken out of the count."""

    status = 422


class MonthIsFinal(DomainError):
    """The month is settled."""

    sentence = (
        "The month of this exclusion is final, so nothing can be taken out of it any more. "
        "Agree on a correction of the next bill instead."
    )


@transaction.atomic
def request_exclusion(
    *,
    term: ServiceLevelTerm,
    kind: Exclusion.Kind,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    by: Any,
    now: Clock = database_now,
) -> Exclusion:
    """Asks for a stretch of time not to count.

    Raises PermissionDenied, InvalidInput, MaintenanceNotAllowed (too little notice, outside the allowed hours, no
    emergency), MonthIsFinal.
    """
    exclusion = Exclusion(
        term=term, kind=kind, starts_at=starts_at, ends_at=ends_at, reason=reason.strip(), requested_by_id=by.pk
    )
    require(by, "contracts.request_exclusion", exclusion)
    _check_stretch(exclusion)
    exclusion.requested_at = at = now()
    _check_contract(exclusion, at=at)
    exclusion.reference = take_reference("EX", at=at)
    exclusion.save(force_insert=True)
    data = {"kind": kind, "starts_at": starts_at, "ends_at": ends_at, "reason": exclusion.reason}
    record(action="contracts.exclusion.requested", obj=exclusion, by=by, at=at, data=data)
    _tell(exclusion, "asked for", exclusion.reason, at=at)
    return exclusion


@transaction.atomic
def approve_exclusion(*, exclusion: Exclusion, by: Any, reason: str = "", now: Clock = database_now) -> Exclusion:
    """Agrees that the stretch does not count; maintenance only before it starts. Nobody approves their own.

    What exceeds the monthly cap stays in the count. Raises PermissionDenied, MaintenanceNotAllowed, MonthIsFinal,
    MoveRefused once it is decided.
    """
    require(by, "contracts.decide_exclusion", exclusion)
    exclusion, at = _locked(exclusion), now()
    if exclusion.status == Exclusion.Status.REQUESTED:
        _check_contract(exclusion, at=at)
    return _decide(exclusion, Exclusion.Status.APPROVED, reason, by=by, at=at)


@transaction.atomic
def refuse_exclusion(*, exclusion: Exclusion, reason: str, by: Any, now: Clock = database_now) -> Exclusion:
    """Says that the stretch counts. Raises PermissionDenied, InvalidInput without a reason, MoveRefused."""
    require(by, "contracts.decide_exclusion", exclusion)
    if not reason.strip():
        raise InvalidInput("A refusal needs a reason. Say why the time has to count.")
    exclusion, at = _locked(exclusion), now()
    return _decide(exclusion, Exclusion.Status.REFUSED, reason, by=by, at=at)


def _locked(exclusion: Exclusion) -> Exclusion:
    return Exclusion.objects.select_for_update(of=["self"]).select_related("term__contract").get(pk=exclusion.pk)


def _decide(exclusion: Exclusion, status: Exclusion.Status, reason: str, *, by: Any, at: datetime) -> Exclusion:
    exclusion.decided_at, exclusion.decided_by_id, exclusion.decision_reason = at, by.pk, reason.strip()
    fields = ["decided_at", "decided_by", "decision_reason"]
    move(exclusion, status, by=by, at=at, fields=fields, reason=exclusion.decision_reason)
    _tell(exclusion, exclusion.get_status_display().lower(), exclusion.decision_reason, at=at)
    return exclusion


def _tell(exclusion: Exclusion, what: str, body: str, *, at: datetime) -> None:
    contract, kind = exclusion.term.contract, exclusion.get_kind_display().lower()
    notify(
        recipients=people_of(contract, at=at),
        key=f"exclusion-{exclusion.pk}-{exclusion.status}",
        subject=f"{contract.reference}: {kind} from {moment(exclusion.starts_at)} {what}",
        body=body,
        address=f"/exclusions/{exclusion.reference}/",
        at=at,
    )


def _check_stretch(exclusion: Exclusion) -> None:
    if not exclusion.reason:
        raise InvalidInput("An exclusion needs a reason. Say what is done, or what happened.")
    if exclusion.starts_at.utcoffset() is None or exclusion.ends_at.utcoffset() is None:
        raise InvalidInput("Start and end need a time zone.")
    if exclusion.ends_at <= exclusion.starts_at:
        raise InvalidInput("The end does not lie after the start. Correct one of them.")
    if Interval(exclusion.starts_at, exclusion.ends_at).seconds > Decimal(LONGEST_DAYS * 86_400):
        raise InvalidInput(f"An exclusion can be at most {LONGEST_DAYS} days long. Ask for one a month.")


def _check_contract(exclusion: Exclusion, *, at: datetime) -> None:
    """Maintenance by the contract's rules; anything else as long as no month it touches is final."""
    if exclusion.is_maintenance:
        is_planned = exclusion.kind == Exclusion.Kind.MAINTENANCE
        refusal = (maintenance_refusal if is_planned else emergency_refusal)(
            Interval(exclusion.starts_at, exclusion.ends_at),
            requested_at=exclusion.requested_at,
            approved_at=at,
            rules=maintenance_rules(exclusion.term),
        )
        if refusal:
            raise MaintenanceNotAllowed(refusal)
        return
    check_open(exclusion, at=at)


def check_open(exclusion: Exclusion, *, at: datetime) -> None:
    """Raises MonthIsFinal where a month that the exclusion touches is settled."""
    final = PeriodResult.objects.final(at=at).filter(term=exclusion.term)
    months = {day.replace(day=1) for day in _local_days(exclusion)}
    if final.filter(period__in=months).exists():
        raise MonthIsFinal


def _local_days(exclusion: Exclusion) -> list[date]:
    zone = ZoneInfo(exclusion.term.contract.time_zone)
    return [moment.astimezone(zone).date() for moment in (exclusion.starts_at, exclusion.ends_at)]
