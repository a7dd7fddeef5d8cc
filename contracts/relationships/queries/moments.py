"""Who is to be asked about what: orders delivered, disputes and incidents settled, awards, quarters, follow-ups."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from contracts.agreements.models import Contract, Signature
from contracts.orders.models import Provisioning
from contracts.service_levels.models import Dispute, Incident
from marketplace.clock import office_day
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role

from ..models import FollowUp, Moment

# What lies longer back is not asked about any more.
ASKED_WITHIN = datetime.timedelta(days=30)
Window = tuple[datetime.datetime, datetime.datetime]
ASKED_EACH_QUARTER = (Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN, Role.SIGNATORY, Role.VENDOR_ADMIN)


@dataclass(frozen=True)
class Due:
    """One person to be asked about one thing. Asked before, it is the same key, and nobody is asked twice."""

    moment: Moment
    subject: str
    about: str
    organisation_id: int
    person_id: int
    contract_id: int | None = None


def due_at(at: datetime.datetime) -> Iterator[Due]:
    """Everything of the last thirty days, whether or not it was asked already. Six statements."""
    window = (at - ASKED_WITHIN, at)
    yield from _orders(window)
    yield from _disputes(window)
    yield from _incidents(window)
    yield from _awards(window)
    yield from _quarter(at)
    yield from _again(at)


def quarter_before(day: datetime.date) -> tuple[str, datetime.date]:
    """The last whole quarter as 2026-Q3, and the first day after it."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    last = first - datetime.timedelta(days=1)
    return f"{last.year}-Q{(last.month + 2) // 3}", first


def _orders(window: Window) -> Iterator[Due]:
    rows = Provisioning.objects.filter(status=Provisioning.Status.CONFIRMED, confirmed_at__range=window)
    for row in rows.select_related("order"):
        order = row.order
        about = f"{order.offering_name}, order {order.reference}"
        yield Due(Moment.ORDER, order.reference, about, order.agency_id, order.requester_id, order.contract_id)


def _disputes(window: Window) -> Iterator[Due]:
    decided = Dispute.objects.filter(
        status__in=[Dispute.Status.UPHELD, Dispute.Status.REJECTED], closed_at__range=window
    ).exclude(organisation__kind=Organisation.Kind.BROKER)
    for row in decided.select_related("result__term__contract"):
        contract, month = row.result.term.contract, f"{row.result.period:%B %Y}"
        about = f"how your dispute of {month} under {contract.reference} was decided"
        yield Due(Moment.DISPUTE, f"D-{row.pk}", about, row.organisation_id, row.raised_by_id, contract.pk)


def _incidents(window: Window) -> Iterator[Due]:
    agreed = Incident.objects.filter(status=Incident.Status.AGREED, answered_at__range=window)
    for row in agreed.select_related("to_answer", "proposed_for"):
        about = f"how the incident {row.reference} was settled: {row.summary}"[:200]
        for side, person in ((row.proposed_for, row.proposed_by_id), (row.to_answer, row.answered_by_id)):
            if side.kind != Organisation.Kind.BROKER and person:
                yield Due(Moment.INCIDENT, row.reference, about, side.pk, person, row.contract_id)


def _awards(window: Window) -> Iterator[Due]:
    """Who signed a contract that came out of a competition, on both sides."""
    awarded = Contract.objects.filter(origins__isnull=False, signed_at__range=window)
    rows = Signature.objects.filter(contract__in=awarded).exclude(organisation__kind=Organisation.Kind.BROKER)
    for row in rows.select_related("contract"):
        about = f"how {row.contract.title} was awarded, {row.contract.reference}"[:200]
        subject, side = row.contract.reference, row.organisation_id
        yield Due(Moment.AWARD, subject, about, side, row.signed_by_id, row.contract_id)


def _quarter(at: datetime.datetime) -> Iterator[Due]:
    """In the thirty days after a quarter: those who ask, approve and sign where a contract runs."""
    today = office_day(at)
    name, first = quarter_before(today)
    if today - first > ASKED_WITHIN:
        return
    running = Contract.objects.running(on=today)
    parties = Q(organisation__in=running.values("agency_id")) | Q(organisation__in=running.values("vendor_id"))
    members = Membership.objects.in_force(at=at).filter(parties, role__in=ASKED_EACH_QUARTER)
    about = f"working with the broker office and your providers, quarter {name[-1]} of {name[:4]}"
    rows = members.exclude(organisation__kind=Organisation.Kind.BROKER).order_by("user_id", "organisation_id")
    for organisation, person in rows.values_list("organisation_id", "user_id").distinct():
        yield Due(Moment.QUARTER, name, about, organisation, person)


def _again(at: datetime.datetime) -> Iterator[Due]:
    today = office_day(at)
    closed = FollowUp.objects.filter(ask_again_on__lte=today, ask_again_on__gt=today - ASKED_WITHIN)
    for row in closed.select_related("answer__survey"):
        before = row.answer.survey
        about = f"{before.about}: you were not content, and we spoke"[:200]
        yield Due(Moment.AGAIN, f"F-{row.pk}", about, before.organisation_id, before.person_id, before.contract_id)
