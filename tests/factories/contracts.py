"""Contracts in force, with what they promise."""

import datetime
from decimal import Decimal

import factory

from contracts.agreements.actions import Agreed, conclude_contract
from contracts.agreements.models import Contract
from contracts.agreements.templates_of_terms import PromisedLevel
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, person

MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
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
        "signed_by_agency_at": MONDAY_NOON - datetime.timedelta(hours=1),
    } | changes
    details["agency"] = changes.get("agency") or OrganisationFactory()
    details["vendor"] = changes.get("vendor") or OrganisationFactory(vendor=True)
    return Agreed(**details)


def signed_contract(*, levels=(AVAILABILITY,), by=None, at=MONDAY_NOON, **changes) -> Contract:
    """A contract in force, concluded by a signatory of its vendor."""
    what = agreed(**changes)
    by = by or person(Role.SIGNATORY, of=what.vendor)
    return conclude_contract(agreed=what, levels=levels, by=by, now=lambda: at)
