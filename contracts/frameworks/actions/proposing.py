"""Four eyes on a signed agreement: an amendment, or its end for new orders, is proposed and decided by two people."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.frameworks.models import Framework, FrameworkProposal
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.money import round_cents
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from .amending import AmendedTerms, amend_framework, check_amendment, lock_signed

Kind, Status = FrameworkProposal.Kind, FrameworkProposal.Status


class ProposalOpen(DomainError):
    sentence = (
        "Another change of this agreement waits for a decision. Nothing was proposed. Decide on that one first, or "
        "take it back; it stands on the agreement’s page."
    )


class ProposalDecided(DomainError):
    """Somebody was quicker."""

    def __init__(self, proposal: FrameworkProposal) -> None:
        on = f" on {moment(proposal.decided_at)}" if proposal.decided_at else ""
        super().__init__(
            f"This proposal is {proposal.get_status_display().lower()}{on}. Nothing was changed. Load the page of the "
            "agreement to see how it stands."
        )


@transaction.atomic
def propose_framework_amendment(
    *,
    framework: Framework,
    terms: AmendedTerms,
    grounds: str,
    rationale: str,
    version: int,
    by: Any,
    now: Clock = database_now,
) -> FrameworkProposal:
    """Says what is to be amended; somebody else of the office decides.

    Raises PermissionDenied, NotSigned, FrameworkEnded, StaleForm, ProposalOpen, InvalidInput, BelowDrawn,
    ChangeLimitReached.
    """
    require(by, "contracts.amend_framework")
    framework, at = lock_signed(framework, version), now()
    check_amendment(framework, terms, grounds=grounds, rationale=rationale)
    kept = {
        "ceiling": f"{round_cents(terms.ceiling):f}",
        "last_order_on": terms.last_order_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "lots": {str(pk): f"{round_cents(ceiling):f}" for pk, ceiling in terms.lot_ceilings.items()},
    }
    return _propose(framework, Kind.AMENDMENT, rationale, by=by, at=at, grounds=grounds, terms=kept)


@transaction.atomic
def propose_framework_ending(
    *, framework: Framework, rationale: str, version: int, by: Any, now: Clock = database_now
) -> FrameworkProposal:
    """Says that no more is to be ordered under it; somebody else of the office decides.

    Raises PermissionDenied, NotSigned, FrameworkEnded, StaleForm, ProposalOpen, InvalidInput.
    """
    require(by, "contracts.amend_framework")
    framework, at = lock_signed(framework, version), now()
    if not rationale.strip():
        raise InvalidInput("Say why it ends: everybody reads it. Nothing was proposed.")
    return _propose(framework, Kind.ENDING, rationale, by=by, at=at)


def _propose(
    framework: Framework, kind: str, rationale: str, *, by: Any, at: datetime.datetime, **content: Any
) -> FrameworkProposal:
    if framework.proposals.filter(status=Status.PROPOSED).exists():
        raise ProposalOpen
    proposal = FrameworkProposal.objects.create(
        framework=framework,
        kind=kind,
        rationale=rationale.strip(),
        version=framework.version,
        proposed_by=by,
        proposed_at=at,
        **content,
    )
    data = {"kind": kind, "reason": proposal.rationale, "terms": proposal.terms}
    record(action="contracts.framework.change_proposed", obj=framework, by=by, at=at, data=data)
    return proposal


@transaction.atomic
def approve_framework_proposal(*, proposal: FrameworkProposal, by: Any, now: Clock = database_now) -> FrameworkProposal:
    """The second person: the amendment is in force, or no more is ordered. Orders placed before run to their own ends.

    Raises PermissionDenied (also for whoever proposed it), ProposalDecided, StaleForm, and what proposing raises where
    orders have taken more meanwhile.
    """
    require(by, "contracts.approve_framework_proposal", proposal)
    proposal, at = _lock(proposal), now()
    framework = proposal.framework = lock_signed(proposal.framework, proposal.version)
    proposal.decided_by, proposal.decided_at = by, at
    move(proposal, Status.APPROVED, by=by, at=at, fields=["decided_by", "decided_at"])
    if proposal.is_ending:
        framework.ended_at, framework.version = at, framework.version + 1
        fields = ["ended_at", "version"]
        move(framework, Framework.Status.ENDED, by=by, at=at, fields=fields, reason=proposal.rationale)
    else:
        amend_framework(proposal=proposal, framework=framework, terms=terms_of(proposal), by=by, at=at)
    _tell(proposal, f"{by} approved it.", {proposal.proposed_by}, at=at)
    return proposal


@transaction.atomic
def refuse_framework_proposal(
    *, proposal: FrameworkProposal, reason: str, by: Any, now: Clock = database_now
) -> FrameworkProposal:
    """The agreement stays as it is. Raises PermissionDenied, ProposalDecided, InvalidInput without a reason."""
    require(by, "contracts.approve_framework_proposal", proposal)
    return _close(_lock(proposal), Status.REFUSED, reason, by=by, at=now())


@transaction.atomic
def withdraw_framework_proposal(
    *, proposal: FrameworkProposal, reason: str, by: Any, now: Clock = database_now
) -> FrameworkProposal:
    """The office takes it back. Raises PermissionDenied, ProposalDecided, InvalidInput without a reason."""
    require(by, "contracts.amend_framework")
    return _close(_lock(proposal), Status.WITHDRAWN, reason, by=by, at=now())


def _close(proposal: FrameworkProposal, to: str, reason: str, *, by: Any, at: datetime.datetime) -> FrameworkProposal:
    if not reason.strip():
        raise InvalidInput("Say why: whoever proposed it reads it. Nothing was changed.")
    proposal.reason, proposal.decided_by, proposal.decided_at = reason.strip(), by, at
    move(proposal, to, by=by, at=at, fields=["reason", "decided_by", "decided_at"], reason=proposal.reason)
    _tell(proposal, f"{by}: {proposal.reason}", {proposal.proposed_by} - {by}, at=at)
    return proposal


def _lock(proposal: FrameworkProposal) -> FrameworkProposal:
    rows = FrameworkProposal.objects.select_for_update(of=["self"]).select_related("framework", "proposed_by")
    proposal = rows.get(pk=proposal.pk)
    if not proposal.is_open:
        raise ProposalDecided(proposal)
    return proposal


def terms_of(proposal: FrameworkProposal) -> AmendedTerms:
    """What a proposed amendment lets stand."""
    kept = proposal.terms
    return AmendedTerms(
        ceiling=Decimal(kept["ceiling"]),
        last_order_on=datetime.date.fromisoformat(kept["last_order_on"]),
        ends_on=datetime.date.fromisoformat(kept["ends_on"]),
        lot_ceilings={int(pk): Decimal(ceiling) for pk, ceiling in kept["lots"].items()},
    )


def _tell(proposal: FrameworkProposal, body: str, people: set[User], *, at: datetime.datetime) -> None:
    what, state = proposal.get_kind_display().lower(), proposal.get_status_display().lower()
    notify(
        recipients=people,
        key=f"framework-proposal-{proposal.pk}-{proposal.status}",
        subject=f"{proposal.framework.reference}: {what}, {state}",
        body=body,
        address=proposal.framework.get_absolute_url(),
        at=at,
    )
