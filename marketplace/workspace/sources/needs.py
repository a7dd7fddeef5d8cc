"""Needs: for the office to take up and decide, for the agency to order what was decided."""

from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from contracts.orders.models import Order
from marketplace.components.formats import number, short_day
from marketplace.permissions import AGENCY_ROLES, Role, organisations_for
from rfp.needs.models import JoinProposal, Need

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def needs_to_decide(reader: Reader) -> QuerySet[Need]:
    """Those that nobody has taken up, and those that the reader has."""
    own = Q(status=Need.Status.IN_TRIAGE, owner=reader.user)
    mine = Need.objects.filter(permitted(reader.user, "rfp.triage_need")).filter(Q(status=Need.Status.STATED) | own)
    return mine.select_related("agency").order_by("decision_due_at", "pk")


def tell_need(need: Need, reader: Reader) -> Step:
    new = need.status == Need.Status.STATED
    why = f"{need.agency} stated it on {short_day(need.stated_at)}, for {number(need.users)} users. "
    why += "Nobody has taken it up." if new else "You took it up; the agency waits for your decision."
    return Step(
        what="Take up" if new else "Decide how to meet",
        reference=need.reference,
        url=need.get_absolute_url(),
        about=need.title,
        why=why,
        button="Take up" if new else "Decide",
        mark="Decision due",
        due=need.decision_due_at,
    )


def needs_to_order(reader: Reader) -> QuerySet[Need]:
    """The reader's own needs that were sent to the catalogue and have no request yet."""
    requested = Order.objects.filter(need_reference=OuterRef("reference")).exclude(status=Order.Status.CANCELLED)
    return (
        Need.objects.filter(~Exists(requested), stated_by=reader.user, status=Need.Status.DECIDED)
        .filter(agency__in=organisations_for(reader.user, "contracts.draft_order"))
        .filter(route__in=Need.ORDERED, offering__isnull=False)
        .select_related("offering")
        .order_by(F("wanted_on").asc(nulls_last=True), "decided_at", "pk")
    )


def tell_order_to_make(need: Need, reader: Reader) -> Step:
    carried = urlencode({"offering": need.offering.slug, "quantity": need.users, "need": need.reference})
    return Step(
        what="Order what meets",
        reference=need.reference,
        url=need.get_absolute_url(),
        about=need.title,
        why=f"The broker office decided on {short_day(need.decided_at)}: {need.offering} can be ordered directly.",
        button="Request it",
        target=f"{reverse('order_new')}?{carried}",
        mark="Wanted by",
        due=need.wanted_on,
        since=need.decided_at,
    )


def joins_to_answer(reader: Reader) -> QuerySet[JoinProposal]:
    """Proposals to meet a need of the reader's agency together with another, not answered by it yet."""
    own = organisations_for(reader.user, "rfp.answer_join")
    first = Q(need__agency__in=own, need_consented_at__isnull=True)
    second = Q(partner__agency__in=own, partner_consented_at__isnull=True)
    waiting = JoinProposal.objects.filter(first | second, status=JoinProposal.Status.PROPOSED)
    return waiting.select_related("need__agency", "partner__agency").order_by("proposed_at", "pk")


def tell_join(proposal: JoinProposal, reader: Reader) -> Step:
    side = proposal.side_of(reader.user)
    other = proposal.other_than(side)
    return Step(
        what="Answer whether to join",
        reference=side.reference,
        url=side.get_absolute_url(),
        about=side.title,
        why=f"{other.agency} wants something alike: {proposal.words}",
        button="Answer",
        target=reverse("need_join_answer", args=[proposal.pk]),
        since=proposal.proposed_at,
    )


NEEDS_TO_DECIDE = Source(
    "needs-to-decide",
    "need to decide",
    "needs to decide",
    frozenset({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}),
    needs_to_decide,
    tell_need,
)
NEEDS_TO_ORDER = Source(
    "needs-to-order",
    "need of yours to order for",
    "needs of yours to order for",
    frozenset({Role.REQUESTER}),
    needs_to_order,
    tell_order_to_make,
)
JOINS_TO_ANSWER = Source(
    "joins-to-answer",
    "proposal to join to answer",
    "proposals to join to answer",
    AGENCY_ROLES,
    joins_to_answer,
    tell_join,
)
