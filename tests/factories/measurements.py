"""Signed contracts with an order, monitors' histories in CSV, and evidence already loaded."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.orders.models import Order
from contracts.service_levels.actions import close_period, load_measurements
from contracts.service_levels.models import EvidenceBatch, PeriodResult
from contracts.service_levels.readings import HEADER, read_history
from marketplace.permissions import SYSTEM
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import UserFactory

Moment = datetime.datetime
Row = tuple[Moment, str]

UTC = datetime.UTC
SIX_HOURS = datetime.timedelta(hours=6)
PERIOD = datetime.date(2026, 6, 1)
JUNE = datetime.datetime(2026, 6, 1, tzinfo=UTC)
JULY = datetime.datetime(2026, 7, 1, tzinfo=UTC)
CLOSED_AT = datetime.datetime(2026, 7, 3, 10, tzinfo=UTC)


def june(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> Moment:
    return datetime.datetime(2026, 6, day, hour, minute, second, tzinfo=UTC)


def contract_with_order(*, monthly_fee: str = "12400.00", level: dict[str, Any] | None = None, **changes) -> Contract:
    """A contract of 2026 in UTC, signed, with one order of 124 users under it."""
    changes = {"time_zone": "UTC"} | changes
    promised = PromisedLevel(
        **({"code": "availability", "title": "Availability", "target": Decimal("99.9")} | (level or {}))
    )
    contract = signed_contract(levels=[promised], **changes)
    order_under(contract, monthly_fee=monthly_fee)
    return contract


def order_under(contract: Contract, *, monthly_fee: str = "12400.00", **changes) -> Order:
    """An active order for the contract's whole term."""
    offering = OfferingFactory(vendor=contract.vendor, orderable=True)
    plan = offering.plans.get()
    requester, approver = UserFactory(), UserFactory()
    details = {
        "reference": f"O-2026-{1000 + Order.objects.count()}",
        "form_token": plan.code,
        "agency": contract.agency,
        "vendor": contract.vendor,
        "requester": requester,
        "submitted_by": requester,
        "approved_by": approver,
        "contract": contract,
        "offering": offering,
        "offering_revision": offering.latest_revision,
        "offering_name": offering.name,
        "delivery_mode": contract.delivery_mode,
        "plan_code": plan.code,
        "plan_name": plan.name,
        "unit": "user",
        "unit_price": Decimal(monthly_fee) / 124,
        "interval": "month",
        "minimum_term_months": 1,
        "included_quantity": 0,
        "quantity": 124,
        "months": 12,
        "wanted_from": contract.starts_on,
        "monthly_fee": Decimal(monthly_fee),
        "total_value": Decimal(monthly_fee) * 12,
        "status": Order.Status.ACTIVE,
        "created_at": contract.created_at,
        "submitted_at": contract.created_at,
        "approved_at": contract.created_at,
        "accepted_at": contract.created_at,
        "starts_on": contract.starts_on,
        "ends_on": contract.ends_on,
    }
    return Order.objects.create(**(details | changes))


def term_of(contract: Contract) -> ServiceLevelTerm:
    return contract.service_level_terms.get()


def csv_of(rows: Iterable[Row], *, source: str = "probe--desk") -> bytes:
    """A history as a monitor writes it."""
    lines = [",".join(HEADER), *(f"{source},{at:%Y-%m-%dT%H:%M:%SZ},{status},200,120" for at, status in rows)]
    return ("\n".join(lines) + "\n").encode()


def steady(start: Moment, end: Moment, *down: tuple[Moment, Moment], status: str = "down") -> list[Row]:
    """A look every six hours from start to end, both included; in each of `down`, rows at its start and its end."""
    looks = {start + n * SIX_HOURS for n in range((end - start) // SIX_HOURS + 1)}
    marks = {at for pair in down for at in pair}
    return [
        (at, status if any(first <= at < last for first, last in down) else "up")
        for at in sorted(looks | marks | {end})
    ]


def loaded(term: ServiceLevelTerm, rows: Iterable[Row], *, at: Moment = CLOSED_AT, **source: str) -> EvidenceBatch:
    """Evidence in the storage."""
    batch = load_measurements(term=term, readings=read_history(csv_of(rows, **source)), by=SYSTEM, now=lambda: at).batch
    assert batch is not None
    return batch


def closed(
    term: ServiceLevelTerm, *, period: datetime.date = PERIOD, at: Moment = CLOSED_AT, by: Any = SYSTEM
) -> PeriodResult:
    return close_period(term=term, period=period, by=by, now=lambda: at)[0]
