"""An amendment is proposed on grounds, approved by a second person of the agency, agreed by who provides."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from contracts.agreements.models import AmendmentProposal, Contract, Grounds
from contracts.agreements.models.amendment import PROPOSABLE, WITHIN_WHAT_WAS_SIGNED
from contracts.agreements.underpinning import widened_by_change
from marketplace.accounts.models import User
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money, percent_down
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.money import round_cents
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role, require

from .amending import Amended, check_terms, lock_running, make_amendment
from .signing import BINDING, Approval, Side, check_limit

Status = AmendmentProposal.Status


class ChangeLimitReached(DomainError):
    """All amendments together would change the value by more than was agreed."""

    def __init__(self, contract: Contract, base: Decimal, used: Decimal) -> None:
        allowed = round_cents(base * contract.change_limit_percent / 100)
        super().__init__(
            f"All amendments together may change the value by {percent_down(contract.change_limit_percent)} of the "
            f"{money(base)} signed and ordered, up and down counted alike: {money(allowed)}. {money(used)} of that is "
            "used. Nothing was changed. Change less, or invite to a new competition."
        )


class AmendmentOpen(DomainError):
    sentence = (
        "Another amendment of this contract waits for a decision. Nothing was proposed. Wait for it, or withdraw it."
    )


class AlreadyDecided(DomainError):
    """Somebody was quicker, or it was withdrawn."""

    def __init__(self, proposal: AmendmentProposal) -> None:
        super().__init__(
            f"This amendment is {proposal.get_status_display().lower()} by now. Nothing was changed. "
            "Load its page again to see what can be done."
        )


class Overtaken(DomainError):
    sentence = (
        "The contract changed after this was proposed, so what stands here as before is not so any more. Nothing was "
        "changed. Withdraw it and propose it anew."
    )


def used_of_limit(contract: Contract) -> tuple[Decimal, Decimal]:
    """What the limit is a share of (signed and ordered), and what amendments used of it. One statement."""
    made = contract.amendments.exclude(grounds__in=WITHIN_WHAT_WAS_SIGNED)
    added = [after - before for before, after in made.values_list("value_before", "value_after")]
    return contract.value - sum(added, Decimal(0)), sum(map(abs, added), Decimal(0))


@transaction.atomic
def propose_amendment(
    *, contract: Contract, terms: Amended, grounds: str, rationale: str, by: Any, now: Clock = database_now
) -> AmendmentProposal:
    """Proposes a change of value, end or vendor; a successor in the vendor's place is a novation.

    Raises PermissionDenied, NotRunning, InvalidInput, AmendmentOpen, ChangeLimitReached, PartOfAnother.
    """
    require(by, "contracts.propose_amendment", contract)
    contract, at = lock_running(contract), now()
    if grounds not in PROPOSABLE or not rationale.strip():
        raise InvalidInput("An amendment says on which grounds it is made, and why. Nothing was proposed.")
    check_terms(contract, terms)
    _check_novation(contract, terms, grounds, at=at)
    _check_limit_of_changes(contract, terms)
    if contract.proposals.waiting().exists():
        raise AmendmentOpen
    proposal = AmendmentProposal.objects.create(
        contract=contract,
        grounds=grounds,
        rationale=rationale.strip(),
        value_before=contract.value,
        value_after=terms.value,
        ends_on_before=contract.ends_on,
        ends_on_after=terms.ends_on,
        vendor_before=terms.vendor and contract.vendor,
        vendor_after=terms.vendor,
        agreed_for=terms.vendor or contract.vendor,
        proposed_by=by,
        proposed_at=at,
    )
    said = " ".join([f"{by} proposes: {rationale}", *widened_by_change(contract, terms.vendor)])
    _tell(proposal, _people(contract.agency, BINDING[Side.AGENCY], at), "To approve", said, at)
    return proposal


def _check_novation(contract: Contract, terms: Amended, grounds: str, *, at: datetime.datetime) -> None:
    if (terms.vendor is not None) != (grounds == Grounds.NOVATION):
        raise InvalidInput(
            "Another company in the vendor’s place is a novation, and a novation names that company. "
            "Nothing was proposed."
        )
    if terms.vendor is None:
        return
    if terms.vendor == contract.vendor or terms.vendor.status != Organisation.Status.VERIFIED:
        raise InvalidInput("The company that takes the vendor’s place is another one, and verified. Name such a one.")
    refuse_if_merged(terms.vendor, at=at)


def _check_limit_of_changes(contract: Contract, terms: Amended) -> None:
    base, used = used_of_limit(contract)
    if used + abs(terms.value - contract.value) > base * contract.change_limit_percent / 100:
        raise ChangeLimitReached(contract, base, used)


@transaction.atomic
def approve_amendment(*, proposal: AmendmentProposal, by: Any, now: Clock = database_now) -> AmendmentProposal:
    """A second person, of the agency, approves up to their limit; then who provides is asked.

    Raises PermissionDenied (also for whoever proposed it), AlreadyDecided, AboveYourLimit.
    """
    require(by, "contracts.approve_amendment", proposal)
    proposal = _lock(proposal, Status.PROPOSED)
    check_limit(proposal.contract, by, value=proposal.value_after)
    at = now()
    proposal.approved_by, proposal.approved_at = by, at
    move(proposal, Status.APPROVED, by=by, at=at, fields=["approved_by", "approved_at"])
    people = _people(proposal.agreed_for, BINDING[Side.VENDOR], at)
    _tell(proposal, people, "To agree", f"{proposal.contract.agency} approved it: {proposal.rationale}", at)
    return proposal


@transaction.atomic
def agree_amendment(*, proposal: AmendmentProposal, by: Any, now: Clock = database_now) -> AmendmentProposal:
    """Who provides agrees: the amendment is in force, and public in the register.

    Raises PermissionDenied, AlreadyDecided, NotRunning, Overtaken, ChangeLimitReached.
    """
    require(by, "contracts.agree_amendment", proposal)
    contract = lock_running(proposal.contract)
    proposal = _lock(proposal, Status.APPROVED)
    before = (proposal.value_before, proposal.ends_on_before)
    if (contract.value, contract.ends_on) != before or proposal.vendor_before not in (None, contract.vendor):
        raise Overtaken
    terms = Amended(proposal.value_after, proposal.ends_on_after, proposal.vendor_after)
    _check_limit_of_changes(contract, terms)
    at = now()
    proposal.amendment = make_amendment(
        contract,
        terms,
        grounds=proposal.grounds,
        rationale=proposal.rationale,
        approval=Approval(proposal.approved_by, proposal.approved_at),
        by=by,
        at=at,
    )
    proposal.agreed_by, proposal.closed_at = by, at
    move(proposal, Status.IN_FORCE, by=by, at=at, fields=["agreed_by", "closed_at", "amendment"])
    people = [proposal.proposed_by, proposal.approved_by]
    _tell(proposal, people, "In force", f"{by} agreed for {proposal.agreed_for}.", at)
    return proposal


@transaction.atomic
def refuse_amendment(
    *, proposal: AmendmentProposal, reason: str, by: Any, now: Clock = database_now
) -> AmendmentProposal:
    """The one whose turn it is says no, with a reason. Raises PermissionDenied, AlreadyDecided, InvalidInput."""
    waits = Status(proposal.status)
    require(by, "contracts.agree_amendment" if waits == Status.APPROVED else "contracts.approve_amendment", proposal)
    return _close(_lock(proposal, waits), Status.REFUSED, reason, by=by, now=now)


@transaction.atomic
def withdraw_amendment(
    *, proposal: AmendmentProposal, reason: str, by: Any, now: Clock = database_now
) -> AmendmentProposal:
    """The office takes it back. Raises PermissionDenied, AlreadyDecided, InvalidInput."""
    require(by, "contracts.propose_amendment", proposal.contract)
    return _close(_lock(proposal, *Status), Status.WITHDRAWN, reason, by=by, now=now)


def _close(proposal: AmendmentProposal, to: str, reason: str, *, by: Any, now: Clock) -> AmendmentProposal:
    if not proposal.is_open:
        raise AlreadyDecided(proposal)
    if not reason.strip():
        raise InvalidInput("Say why: the others read it. Nothing was changed.")
    proposal.reason, proposal.closed_at = reason.strip(), now()
    move(proposal, to, by=by, at=proposal.closed_at, fields=["reason", "closed_at"], reason=proposal.reason)
    people = list(filter(None, [proposal.proposed_by, proposal.approved_by]))
    _tell(proposal, people, Status(to).label, f"{by}: {proposal.reason}", proposal.closed_at)
    return proposal


def _lock(proposal: AmendmentProposal, *states: str) -> AmendmentProposal:
    rows = AmendmentProposal.objects.select_for_update(of=["self"])
    parties = ("contract__agency", "contract__vendor", "agreed_for", "vendor_before", "vendor_after")
    proposal = rows.select_related(*parties, "proposed_by", "approved_by").get(pk=proposal.pk)
    if proposal.status not in states or not proposal.is_open:
        raise AlreadyDecided(proposal)
    return proposal


def _people(organisation: Organisation, roles: Iterable[Role], at: datetime.datetime) -> Any:
    held = Membership.objects.in_force(at=at).filter(Q(organisation=organisation), role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"))


def _tell(proposal: AmendmentProposal, people: Any, what: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=people,
        key=f"amendment-{proposal.pk}-{proposal.status}",
        subject=f"{what}: amendment of {proposal.contract.reference}, {proposal.contract.title}",
        body=body,
        address=proposal.get_absolute_url(),
        at=at,
    )
