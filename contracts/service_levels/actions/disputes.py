"""Disputing a month's result, taking that back, and deciding it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, require

from ..models import Dispute, PeriodResult
from ..queries.audience import people_of


class DisputeDaysOver(DomainError):
    """The result has become final."""

    def __init__(self, ended_at: datetime) -> None:
        super().__init__(
            f"The days for a dispute ended on {moment(ended_at)}. The result is final; only new evidence can revise it."
        )


class ResultReplaced(DomainError):
    """A later revision stands in place of this one."""

    sentence = "A later revision has replaced this result. Open the contract again and look at that one."


class AlreadyDisputed(DomainError):
    """This side has an open dispute of this result."""

    sentence = (
        "Your organisation has disputed this result already. Wait for the decision, or withdraw the dispute first."
    )


@transaction.atomic
def dispute_result(*, result: PeriodResult, reason: str, by: Any, now: Clock = database_now) -> Dispute:
    """Says that one side does not accept a result, until the end of its dispute days.

    Raises PermissionDenied, InvalidInput without a reason, ResultReplaced, DisputeDaysOver, AlreadyDisputed.
    """
    dispute = Dispute(result=result, reason=reason.strip(), raised_by_id=by.pk)
    require(by, "contracts.dispute_result", dispute)
    if not dispute.reason:
        raise InvalidInput("A dispute needs a reason. Say what is wrong with the result.")
    result = PeriodResult.objects.select_for_update(of=["self"]).select_related("term__contract").get(pk=result.pk)
    at = now()
    if PeriodResult.objects.filter(supersedes=result).exists():
        raise ResultReplaced
    if at >= result.dispute_ends_at:
        raise DisputeDaysOver(result.dispute_ends_at)
    dispute.organisation = _side_of(by, result)
    if result.disputes.open().filter(organisation=dispute.organisation).exists():
        raise AlreadyDisputed
    dispute.raised_at = at
    dispute.save(force_insert=True)
    record(action="contracts.dispute.raised", obj=dispute, by=by, at=at, data={"reason": dispute.reason})
    _tell(dispute, f"disputed by {dispute.organisation}", dispute.reason, at=at)
    return dispute


@transaction.atomic
def withdraw_dispute(*, dispute: Dispute, by: Any, now: Clock = database_now) -> Dispute:
    """Takes a dispute back. Raises PermissionDenied, MoveRefused once it is closed."""
    require(by, "contracts.withdraw_dispute", dispute)
    return _close(dispute, Dispute.Status.WITHDRAWN, "", by=by, now=now)


@transaction.atomic
def decide_dispute(*, dispute: Dispute, upheld: bool, reason: str, by: Any, now: Clock = database_now) -> Dispute:
    """Decides a dispute. Upheld, the result stays open until a revision replaces it.

    Raises PermissionDenied (also for who raised it), InvalidInput without a reason, MoveRefused once it is closed.
    """
    require(by, "contracts.decide_dispute", dispute)
    if not reason.strip():
        raise InvalidInput("A decision needs a reason. Say what it rests on.")
    status = Dispute.Status.UPHELD if upheld else Dispute.Status.REJECTED
    return _close(dispute, status, reason.strip(), by=by, now=now)


def _close(dispute: Dispute, status: Dispute.Status, reason: str, *, by: Any, now: Clock) -> Dispute:
    loaded = Dispute.objects.select_for_update(of=["self"]).select_related("result__term__contract")
    dispute, at = loaded.get(pk=dispute.pk), now()
    dispute.closed_at, dispute.closing_reason = at, reason
    move(dispute, status, by=by, at=at, fields=["closed_at", "closing_reason"], reason=reason)
    _tell(dispute, f"dispute {dispute.get_status_display().lower()}", reason, at=at)
    return dispute


def _side_of(by: Any, result: PeriodResult) -> Organisation:
    """The party in whose name somebody speaks; the agency where they belong to both."""
    contract = result.term.contract
    return contract.agency if contract.agency_id in own_organisations(by) else contract.vendor


def _tell(dispute: Dispute, what: str, body: str, *, at: datetime) -> None:
    result = dispute.result
    contract = result.term.contract
    notify(
        recipients=people_of(contract, at=at),
        key=f"dispute-{dispute.pk}-{dispute.status}",
        subject=f"{contract.reference}: {result.term.title} in {result.period:%B %Y}: {what}",
        body=body,
        address=contract.get_absolute_url(),
        at=at,
    )
