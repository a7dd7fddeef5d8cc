"""Proposing to meet two needs together, and each agency's answer."""

from typing import Any

from django.db import IntegrityError, transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import JoinProposal, Need
from .deciding import NotYoursToDecide


class CannotJoin(DomainError):
    """The two needs cannot be met together, or not any more."""


@transaction.atomic
def propose_join(*, need: Need, partner: Need, words: str, by: User, now: Clock = database_now) -> JoinProposal:
    """Asks both agencies whether `partner` may be met together with `need`.

    Raises NotYoursToDecide for anybody but the need's owner, CannotJoin where one of the two is decided or withdrawn,
    both are the same agency's, or the partner follows another need already.
    """
    require(by, "rfp.triage_need", need)
    need, partner = _locked(need, partner)
    _check_open(need, partner, by)
    at = now()
    try:
        with transaction.atomic():
            proposal = JoinProposal.objects.create(
                need=need, partner=partner, words=words, proposed_by=by, proposed_at=at
            )
    except IntegrityError as error:
        raise CannotJoin(
            f"{partner.reference} is asked to follow another need already. Wait for its answer."
        ) from error
    record(action="rfp.join_proposal.proposed", obj=proposal, by=by, at=at, data={"words": words})
    for one, other in ((need, partner), (partner, need)):
        notify(
            recipients=[one.stated_by],
            key=f"join-proposed:{proposal.pk}:{one.pk}",
            subject=f"{other.agency} wants something like {one.title}",
            body=f"{words} Do you agree to meet both needs together?",
            address=one.get_absolute_url(),
            at=at,
        )
    return proposal


def _locked(*needs: Need) -> list[Need]:
    """The rows as they are now, in the order given; locked in the order of their ids."""
    rows = Need.objects.select_for_update().filter(pk__in=[need.pk for need in needs]).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[need.pk] for need in needs]


def _check_open(need: Need, partner: Need, by: Any) -> None:
    if need.owner_id != by.pk:
        raise NotYoursToDecide(need.owner or "Nobody yet")
    if need.agency_id == partner.agency_id:
        raise CannotJoin("Both needs are the same agency’s. Talk to its people: no consent between agencies is needed.")
    closed = next((one for one in (need, partner) if one.status not in Need.OPEN), None)
    if closed:
        raise CannotJoin(
            f"{closed.reference} is {closed.get_status_display().lower()}, so nothing can join it any more."
        )
    if JoinProposal.objects.filter(partner=need, status__in=["proposed", "joined"]).exists():
        raise CannotJoin(f"{need.reference} follows another need itself. Propose it from that one.")


@transaction.atomic
def answer_join(
    *, proposal: JoinProposal, consents: bool, reason: str = "", by: User, now: Clock = database_now
) -> JoinProposal:
    """One agency's answer. With both consents the needs are joined; one refusal ends the proposal, with its reason.

    Raises CannotJoin where the side has answered or its need is decided meanwhile, MoveRefused once it is over.
    """
    proposal = (
        JoinProposal.objects.select_for_update().select_related("need__agency", "partner__agency").get(pk=proposal.pk)
    )
    side = proposal.side_of(by)
    require(by, "rfp.answer_join", side)
    at = now()
    if not consents:
        proposal.reason = reason
        proposal = move(proposal, JoinProposal.Status.DECLINED, by=by, at=at, fields=["reason"], reason=reason)
        _tell_officer(proposal, f"{side.agency} would rather not join", at)
        return proposal
    name = "need" if side == proposal.need else "partner"
    if getattr(proposal, f"{name}_consented_at"):
        raise CannotJoin(f"{side.agency} has consented already. The other agency’s answer is still to come.")
    setattr(proposal, f"{name}_consented_by", by)
    setattr(proposal, f"{name}_consented_at", at)
    fields = [f"{name}_consented_by", f"{name}_consented_at"]
    if proposal.need_consented_at and proposal.partner_consented_at:
        proposal = move(proposal, JoinProposal.Status.JOINED, by=by, at=at, fields=fields)
        _hand_over(proposal, at)
        _tell_officer(proposal, "Both agencies consent", at)
        return proposal
    proposal.save(update_fields=fields)
    record(action="rfp.join_proposal.consented", obj=proposal, by=by, at=at, data={"agency": str(side.agency)})
    return proposal


def _hand_over(proposal: JoinProposal, at: Any) -> None:
    """Whoever decides the leading need decides the other with it. Raises CannotJoin where one is over meanwhile."""
    lead, partner = _locked(proposal.need, proposal.partner)
    closed = next((one for one in (lead, partner) if one.status not in Need.OPEN), None)
    if closed:
        raise CannotJoin(f"{closed.reference} is {closed.get_status_display().lower()} meanwhile. Nothing was joined.")
    partner.owner = lead.owner
    if partner.status == Need.Status.STATED:
        move(partner, Need.Status.IN_TRIAGE, by=lead.owner, at=at, fields=["owner"])
    else:
        partner.save(update_fields=["owner"])
        record(action="rfp.need.handed_over", obj=partner, by=lead.owner, at=at, data={"with": lead.reference})


@transaction.atomic
def withdraw_join(*, proposal: JoinProposal, by: User, now: Clock = database_now) -> JoinProposal:
    """The office takes its proposal back before both have answered. Raises MoveRefused after that."""
    require(by, "rfp.triage_need", proposal.need)
    proposal = JoinProposal.objects.select_for_update().get(pk=proposal.pk)
    return move(proposal, JoinProposal.Status.WITHDRAWN, by=by, at=now())


def _tell_officer(proposal: JoinProposal, words: str, at: Any) -> None:
    notify(
        recipients=[proposal.proposed_by],
        key=f"join-answered:{proposal.pk}:{proposal.status}",
        subject=f"{words}: {proposal}",
        body=proposal.reason or proposal.words,
        address=proposal.need.get_absolute_url(),
        at=at,
    )
