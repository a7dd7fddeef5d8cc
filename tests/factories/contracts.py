"""Contracts in force with what they promise, and orders at each of their steps, made by the real actions."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

import factory
from django.utils import timezone

from catalog.models import Offering, Plan
from contracts.agreements.actions import (
    Agreed,
    Amended,
    Approval,
    Consent,
    Extension,
    agree_amendment,
    approve_amendment,
    conclude_contract,
    draw_up_contract,
    propose_amendment,
    sign_contract,
)
from contracts.agreements.models import AmendmentProposal, Contract
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.agreements.underpinning import stands_between
from contracts.orders.actions import (
    Award,
    Part,
    Share,
    accept_order,
    approve_order,
    choose_way,
    draft_order,
    fund_order,
    request_change,
    share_order,
    submit_order,
)
from contracts.orders.changes import first_days
from contracts.orders.duplicates import Answer
from contracts.orders.models import Order, OrderChange
from contracts.orders.pricing import Wanted
from contracts.orders.vehicles import is_own_service, lot_options
from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person

MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
AWARD = Award("only_one", "Nobody else answers calls in these languages.")
RENEWS = {"renews_for_months": 12, "refuse_days": 60}
AVAILABILITY = PromisedLevel(code="availability", title="Availability", target=Decimal("99.9"))


class ContractFactory(factory.django.DjangoModelFactory):
    """A draft, unsigned: its terms can still be written. `signed_contract` goes the real way."""

    class Meta:
        model = Contract

    reference = factory.Sequence(lambda n: f"C-2025-{n + 1:04d}")
    ocid = factory.LazyAttribute(lambda contract: f"ocds-stoa00-{contract.reference}")
    title = "Case management"
    agency = factory.SubFactory(OrganisationFactory)
    vendor = factory.SubFactory(OrganisationFactory, vendor=True)
    delivery_mode = "brokered"
    time_zone = "America/New_York"
    starts_on = datetime.date(2026, 1, 1)
    ends_on = datetime.date(2027, 1, 1)
    value = Decimal("148800.00")
    created_at = MONDAY_NOON


def agreed(**changes) -> Agreed:
    """What two organisations agreed on, by default for the year 2026."""
    details = {
        "title": "Case management",
        "ocid": "ocds-stoa00-O-2026-0001",
        "broker": None,
        "offering": None,
        "offering_revision": None,
        "delivery_mode": "brokered",
        "time_zone": "America/New_York",
        "currency": "USD",
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2027, 1, 1),
        "value": Decimal("148800.00"),
    } | changes
    details["agency"] = changes.get("agency") or OrganisationFactory()
    details["vendor"] = changes.get("vendor") or OrganisationFactory(vendor=True)
    return Agreed(**details)


def signed_contract(*, levels=(AVAILABILITY,), by=None, at=MONDAY_NOON, **changes) -> Contract:
    """A contract in force, concluded by a signatory of its vendor."""
    what = agreed(**changes)
    by = by or person(Role.SIGNATORY, of=what.vendor)
    said = {"approval": approval_of(what), "consent": consent_of(what)}
    return conclude_contract(agreed=what, levels=levels, by=by, now=lambda: at, **said)


def consent_of(what: Agreed) -> Consent | None:
    """The office's word where it stands between, given a month before."""
    if not stands_between(what.delivery_mode):
        return None
    at = MONDAY_NOON - datetime.timedelta(days=30)
    return Consent(person(Role.CIO), at, "Buying policy P-2026-0001", "/buying-policy/P-2026-0001/")


def approval_of(what: Agreed) -> Approval:
    """The agency's side, an hour before."""
    return Approval(person(Role.APPROVER, of=what.agency), MONDAY_NOON - datetime.timedelta(hours=1))


def contract_to_sign(*, levels=(AVAILABILITY,), by=None, at=MONDAY_NOON, **changes) -> Contract:
    """Drawn up by the broker office; nobody has signed."""
    by = by or person(Role.CONTRACT_MANAGER)
    return draw_up_contract(agreed=agreed(**changes), levels=levels, by=by, now=lambda: at)


def renewing_contract(agency: Organisation, vendor: Organisation) -> Contract:
    """Signed by both sides; renews itself, and can be extended by a year."""
    today = timezone.localdate()
    ends_on, soon = today + datetime.timedelta(days=400), today + datetime.timedelta(days=300)
    what = agreed(agency=agency, vendor=vendor, title="Lines", starts_on=today, ends_on=ends_on, **RENEWS)
    extension = Extension(ends_on + datetime.timedelta(days=365), Decimal(9000), soon)
    contract = draw_up_contract(agreed=what, levels=[], extensions=[extension], by=person(Role.CONTRACT_MANAGER))
    people = {"agency": person(Role.APPROVER, of=agency, limit=10**6), "vendor": person(Role.SIGNATORY, of=vendor)}
    for side, by in people.items():
        contract = sign_contract(contract=contract, side=side, digest=contract.versions.get().digest, by=by)
    return contract


def proposed_amendment(contract: Contract, *, by: User, **changes) -> AmendmentProposal:
    """One more office: a tenth more of the value."""
    terms = Amended(contract.value * Decimal("1.1"), contract.ends_on)
    said = {"grounds": "additional", "rationale": "One more office opens."} | changes
    return propose_amendment(contract=contract, terms=terms, by=by, **said)


def novated(contract: Contract, successor: Organisation) -> Contract:
    """Another company has taken the vendor's place: proposed by the office, approved by the agency, agreed by it."""
    proposal = propose_amendment(
        contract=contract,
        terms=Amended(contract.value, contract.ends_on, successor),
        grounds="novation",
        rationale="It bought the desk.",
        by=person(Role.CONTRACT_MANAGER),
        now=lambda: MONDAY_NOON,
    )
    approver = person(Role.APPROVER, of=contract.agency, limit=Decimal(500_000))
    approve_amendment(proposal=proposal, by=approver, now=lambda: MONDAY_NOON)
    agree_amendment(proposal=proposal, by=person(Role.SIGNATORY, of=successor), now=lambda: MONDAY_NOON)
    return Contract.objects.select_related("vendor").get(pk=contract.pk)


@dataclass(frozen=True)
class Trade:
    """Everybody who takes part in one order: an agency with its people, a vendor with an orderable offering."""

    agency: Organisation
    requester: User
    approver: User
    vendor: Organisation
    signatory: User
    offering: Offering

    @property
    def plan(self) -> Plan:
        return self.offering.plans.all()[0]


def trade(*, limit=Decimal(500_000), **offering) -> Trade:
    """A new agency and a new vendor who can do business; `limit` is the approver's."""
    agency = OrganisationFactory()
    offering = OfferingFactory(orderable=True, **offering)
    return Trade(
        agency=agency,
        requester=person(Role.REQUESTER, of=agency),
        approver=person(Role.APPROVER, of=agency, limit=limit),
        vendor=offering.vendor,
        signatory=person(Role.SIGNATORY, of=offering.vendor),
        offering=offering,
    )


def wanted(parties: Trade, **changes) -> Wanted:
    """100 users for 12 months from 1 December 2026: $23,400.00 and the levy of $175.50."""
    details = {
        "offering": parties.offering,
        "plan_code": parties.plan.code,
        "quantity": 100,
        "months": 12,
        "wanted_from": datetime.date(2026, 12, 1),
    }
    return Wanted(**(details | changes))


def drafted_order(parties: Trade, *, at=MONDAY_NOON, need_reference="", **changes) -> Order:
    return draft_order(
        wanted=wanted(parties, **changes),
        agency=parties.agency,
        form_token=uuid.uuid4(),
        need_reference=need_reference,
        by=parties.requester,
        now=lambda: at,
    )


def funded_order(parties: Trade, *, at=MONDAY_NOON, **changes) -> Order:
    order = funded(drafted_order(parties, at=at, **changes), parties, at=at)
    return _ways_chosen(order, at=at)


def funded(order: Order, parties: Trade, *, at=MONDAY_NOON) -> Order:
    """With its purpose and two sources that pay all of it."""
    shares = [Share("General fund", Decimal(60)), Share("Federal grant", Decimal(40))]
    return fund_order(
        order=order,
        shares=shares,
        justification="Callers wait two days for an answer.",
        version=order.version,
        by=parties.requester,
        now=lambda: at,
    )


def _ways_chosen(order: Order, *, at: datetime.datetime) -> Order:
    """Where no agreement is shared it is a direct award, with its reason."""
    if is_own_service(order) or lot_options(order, at=at):
        return order
    return choose_way(order=order, award=AWARD, version=order.version, by=order.requester, now=lambda: at)


def submitted_order(parties: Trade, *, at=MONDAY_NOON, answer: Answer | None = None, **changes) -> Order:
    order = funded_order(parties, at=at, **changes)
    return submit_order(order=order, version=order.version, answer=answer, by=parties.requester, now=lambda: at)


def approved_order(parties: Trade, *, at=MONDAY_NOON, **changes) -> Order:
    order = submitted_order(parties, at=at, **changes)
    return approve_order(order=order, version=order.version, by=parties.approver, now=lambda: at)


def accepted_order(parties: Trade, *, at=MONDAY_NOON, **changes) -> Order:
    order = approved_order(parties, at=at, **changes)
    return accept_order(order=order, version=order.version, by=parties.signatory, now=lambda: at)


def asked_change(parties: Trade, *, quantity=150, at: datetime.datetime | None = None) -> OrderChange:
    """Another quantity of a new order, from the second month on that can still be chosen; nobody has decided."""
    at = at or timezone.now()
    order = accepted_order(parties, at=at, wanted_from=at.date())
    return request_change(
        order=order,
        quantity=quantity,
        holds_from=first_days(order, on=at.date())[1],
        words="A new office.",
        version=order.version,
        by=parties.requester,
        now=lambda: at,
    )


def joint_order(parties: Trade, *, partner: Organisation) -> Order:
    """Sent by its lead, of which it is 60%; the partner has not decided on its 40%."""
    order = funded_order(parties)
    parts = [Part(parties.agency, Decimal(60)), Part(partner, Decimal(40))]
    order = share_order(order=order, parts=parts, version=order.version, by=parties.requester)
    return submit_order(order=order, version=order.version, by=parties.requester)
