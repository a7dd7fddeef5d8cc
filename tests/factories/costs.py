"""Rates of the state's own services, made by the real actions."""

import datetime
from decimal import Decimal

from contracts.agreements.models import Contract
from contracts.costs.actions import (
    PoolTerms,
    RateTerms,
    draft_rate_card,
    file_levy_return,
    open_levy_returns,
    publish_rate_card,
    send_cost_file,
    set_budget,
    tell_seats,
    write_charges,
)
from contracts.costs.models import Charge, LevyReturn, RateCard
from contracts.costs.views.charges import focus_lines
from marketplace.accounts.models import User
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import Trade
from tests.factories.marketplace import OrganisationFactory, person

# The parts of a virtual machine, as they are published: 1,450,000.00 ÷ 14,400 = 100.69.
MACHINE = {
    "staff": "612000",
    "hardware": "240000",
    "software": "180000",
    "power": "156000",
    "security": "132000",
    "network": "60000",
    "overhead": "95000",
    "carried": "-25000",
}
MACHINE_MONTHS = 14_400
FIRST_DAY = datetime.date(2026, 7, 1)


def own_service(**fields):
    """A service of the state's own, in the catalogue with one plan."""
    vendor = fields.pop("vendor", None) or OrganisationFactory(broker=True, name="Data Center")
    return OfferingFactory(orderable=True, vendor=vendor, delivery_mode="internal", **fields)


def rate_terms(offering, **changes) -> RateTerms:
    pools = changes.pop("pools", MACHINE)
    details = {
        "offering": offering,
        "plan_code": offering.plans.all()[0].code,
        "fiscal_year": 2027,
        "holds_from": FIRST_DAY,
        "forecast_units": MACHINE_MONTHS,
        "pools": {code: PoolTerms(Decimal(amount), f"Of {code}.") for code, amount in pools.items()},
    }
    return RateTerms(**(details | changes))


def drafted_rate(*, by: User | None = None, offering=None, **changes) -> RateCard:
    return draft_rate_card(
        terms=rate_terms(offering or own_service(), **changes), by=by or person(Role.CONTRACT_MANAGER)
    )


def published_rate(*, by: User | None = None, **changes) -> RateCard:
    return publish_rate_card(card=drafted_rate(**changes), by=by or person(Role.CIO))


def state_trade() -> Trade:
    """An agency and the data centre, whose machines have a published rate from July 2026 on."""
    service = own_service()
    published_rate(offering=service)
    agency = OrganisationFactory()
    return Trade(
        agency=agency,
        requester=person(Role.REQUESTER, of=agency),
        approver=person(Role.APPROVER, of=agency, limit=Decimal(500_000)),
        vendor=service.vendor,
        signatory=person(Role.CONTRACT_MANAGER, of=service.vendor),
        offering=service,
    )


def costs_of(contract: Contract, *, by: User, owner: User) -> dict:
    """Two months of 2026 charged: one return of the levy to file, one that differs; a bill file, a budget, seats."""
    september, october = datetime.date(2026, 9, 1), datetime.date(2026, 10, 1)
    at = datetime.datetime(2026, 11, 5, 12, tzinfo=datetime.UTC)
    for month in (september, october):
        write_charges(month=month, by=SYSTEM, now=lambda: at)
        open_levy_returns(month=month, by=SYSTEM, now=lambda: at)
    returns = {row.month: row for row in LevyReturn.objects.filter(vendor=contract.vendor)}
    charged = Charge.objects.filter(contract=contract, month=october)
    order = contract.orders.earliest("pk")
    set_budget(agency=contract.agency, fiscal_year=2027, amount=Decimal(200_000), by=owner)
    tell_seats(order=order, month=october, active=80, by=by, now=lambda: at)
    return {
        "billed_month": "2026-10",
        "charge": charged.first(),
        "levy_return": returns[october],
        "levy_gap": file_levy_return(levy_return=returns[september], amounts={}, by=by, now=lambda: at),
        "bill_file": send_cost_file(
            contract=contract, name="october.csv", content="".join(focus_lines(charged.filter(origin="order"))), by=by
        ),
    }
