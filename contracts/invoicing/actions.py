"""Telling what was used, and drafting a month's invoices from all that is owed. A repeat drafts nothing twice."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from catalog.offerings.pricing import MOST_USED
from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.audit.actions import record
from marketplace.billing.actions import draft_invoice
from marketplace.billing.models import BilledCause, Invoice
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import SYSTEM, allowed, require

from .bills import Month, bills_of
from .models import MeteredUse
from .once import charge_of

DEAREST = Decimal(10) ** 11


class MonthStillRuns(DomainError):
    """A month is billed once it is over, in the contract's own zone."""

    sentence = "This month is not over yet. Nothing was drafted. Bill it from the first day of the next month on."


class UseStillRuns(DomainError):
    """What was used is told once the month is over."""

    sentence = "This month is not over yet, so more may be used in it. Nothing was kept. Tell it when it is over."


class UseBilled(DomainError):
    """The month's use stands on an invoice."""

    sentence = (
        "The use of this month is billed already and stands as it was told. Nothing was kept. What is wrong with it "
        "is questioned on the invoice’s line."
    )


@transaction.atomic
def tell_use(
    *, order: Order, month: datetime.date, used: Mapping[str, int], by: Any, now: Clock = database_now
) -> list[MeteredUse]:
    """What was used of each charge in a month that is over, by the charge's key, with what the month includes.

    Told again it counts anew, until it is billed. Raises PermissionDenied, InvalidInput, UseStillRuns, UseBilled.
    """
    require(by, "contracts.tell_use", order)
    contract, at, first = _locked(order.contract_id), now(), Month(month.replace(day=1))
    if not used or any(charge_of(order, key) is None for key in used):
        raise InvalidInput("This order meters no such thing. Nothing was kept. Load the page again.")
    if order.starts_on is None or not (order.starts_on < first.following and first.first < order.ends_on):
        raise InvalidInput("The order was not in force in that month. Nothing was kept. Choose one in which it was.")
    if at.astimezone(ZoneInfo(contract.time_zone)).date() < first.following:
        raise UseStillRuns
    for key, count in used.items():
        charge: Any = charge_of(order, key)
        if not 0 <= count < MOST_USED or count * Decimal(charge["price"]) >= DEAREST:
            raise InvalidInput(f"{charge['name']}: this is more than can be billed. Nothing was kept. Check the unit.")
    rows = [
        MeteredUse(order=order, month=first.first, charge=key, used=count, told_by=by, told_at=at)
        for key, count in used.items()
    ]
    for row in rows:
        if BilledCause.objects.standing().filter(Q(key=row.cause) | Q(key__startswith=f"{row.cause}:")).exists():
            raise UseBilled
    MeteredUse.objects.bulk_create(rows)
    record(action="contracts.use.told", obj=order, by=by, at=at, data={"month": first.first, "used": dict(used)})
    return rows


@transaction.atomic
def draft_month(*, contract: Contract, period: datetime.date, by: Any, now: Clock = database_now) -> list[Invoice]:
    """Drafts the invoices of one contract for one month: one a payer, or those that stand already.

    Of a hybrid contract each side drafts its own. Raises PermissionDenied, MonthStillRuns.
    """
    at = now()
    if at.astimezone(ZoneInfo(contract.time_zone)).date() < Month(period.replace(day=1)).following:
        raise MonthStillRuns
    _locked(contract.pk)
    bills = bills_of(contract, period)
    if contract.delivery_mode == "hybrid" and by is not SYSTEM:
        own = [bill for bill in bills if allowed(by, "billing.draft_invoice", Invoice(issuer=bill.issuer))]
        bills = own or bills
    return [draft_invoice(bill=bill, by=by, now=lambda: at) for bill in bills]


def draft_months(
    *, contracts: Iterable[Contract], period: datetime.date, by: Any, now: Clock = database_now
) -> list[Invoice]:
    """Drafts the month of several contracts, each on its own; those that were billed already are left out."""
    made: list[Invoice] = []
    for contract in contracts:
        before = set(
            Invoice.objects.standing()
            .filter(contract_reference=contract.reference, period=period)
            .values_list("pk", flat=True)
        )
        drafted = draft_month(contract=contract, period=period, by=by, now=now)
        made += [one for one in drafted if one.pk not in before]
    return made


def _locked(contract_id: int | None) -> Contract:
    """The contract, its row held: what is told of a month is not billed meanwhile."""
    return Contract.objects.select_for_update().get(pk=contract_id)
