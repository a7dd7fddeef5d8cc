"""What a month of a contract costs whom: the lines of its orders, by who bills and who pays. Pure but for the reading.

A full month is the order's monthly fee; of a part of it the fee × days covered ÷ days of the month, to the cent. What
is paid once is billed in the order's first month. A joint order is split by its shares, to the cent.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from catalog.offerings.pricing import counted
from contracts.agreements.models import Contract
from contracts.agreements.parties import parties_of
from contracts.orders.changes import fee_in
from contracts.orders.models import Order, Provisioning
from contracts.orders.modes import LEVIED, levy_percent, levy_percents_under, parties_for, whole_mode
from marketplace.billing.actions import Bill, BillLine
from marketplace.billing.models import InvoiceLine
from marketplace.billing.queries import billed_causes
from marketplace.components.formats import day, money
from marketplace.money import round_cents, split_cents
from marketplace.organisations.models import Organisation

from .once import charge_back_lines, milestone_lines, use_lines

UNPRICED: dict[str, Any] = {"unit_price": None}
UNCOUNTED: dict[str, Any] = {"quantity": None, "unit": "", "unit_price": None}


@dataclass(frozen=True)
class Month:
    """A calendar month as a half-open span of days."""

    first: datetime.date

    @property
    def following(self) -> datetime.date:
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    @property
    def days(self) -> int:
        return (self.following - self.first).days


@dataclass(frozen=True)
class Owed:
    """One line with its two sides, and the levy in per cent that goes with it."""

    issuer: Organisation
    payer: Organisation
    line: BillLine
    levy_percent: Decimal


def bills_of(contract: Contract, period: datetime.date) -> list[Bill]:
    """One bill for each two sides, in order of the payer's name; none where nothing is owed for that month.

    Who bills is told by the table of delivery modes; under a hybrid contract each order has its own. Each line carries
    the levy of its own agreement, as of the day on which its time begins.
    """
    month = Month(period.replace(day=1))
    sides: dict[tuple[Organisation, Organisation], list[Owed]] = defaultdict(list)
    for owed in [*_of_orders(contract, month), *_once(contract, month)]:
        if owed.issuer.pk != owed.payer.pk:
            sides[owed.issuer, owed.payer].append(owed)
    return [
        Bill(
            issuer=issuer,
            payer=payer,
            contract_reference=contract.reference,
            ocid=contract.ocid,
            title=contract.title,
            delivery_mode=contract.delivery_mode,
            time_zone=contract.time_zone,
            period=month.first,
            lines=tuple(replace(one.line, levy_percent=one.levy_percent) for one in found),
            currency=contract.currency,
            levy_percent=found[0].levy_percent,
            purchase_order=next((one.line.order_reference for one in found if one.line.order_reference), "")
            or contract.reference,
        )
        for (issuer, payer), found in sorted(sides.items(), key=lambda one: (one[0][1].sort_name, one[0][0].pk))
    ]


def _of_orders(contract: Contract, month: Month) -> Iterable[Owed]:
    for order in _orders(contract, month):
        order.contract = contract
        yield from _owed(order, contract, _lines(order, contract, month))


def _owed(order: Order, contract: Contract, lines: Iterable[BillLine]) -> Iterable[Owed]:
    issuer = contract.organisation_of(parties_for(order).invoice_issuer)
    if issuer is not None:
        for line in lines:
            for payer, part in _parts(order, line):
                yield Owed(issuer, payer, part, levy_percent(order, line.starts_on))


def _once(contract: Contract, month: Month) -> Iterable[Owed]:
    """What is billed once and is on no invoice yet: metered use, milestones, credits that were too large."""
    found: list[Owed] = []
    for order, line in use_lines(contract, month.following):
        found += _owed(order, contract, [line])
    parties = parties_of(contract.delivery_mode, line_mode=whole_mode(contract))
    issuer = contract.organisation_of(parties.invoice_issuer)
    if issuer is not None:
        lines = [*milestone_lines(contract, month.following), *charge_back_lines(contract, month.following)]
        percents = levy_percents_under(contract, {line.starts_on for line in lines})
        found += [Owed(issuer, contract.agency, line, percents[line.starts_on]) for line in lines]
    billed = billed_causes(one.line.cause for one in found)
    return [one for one in found if one.line.cause not in billed]


def _orders(contract: Contract, month: Month) -> Iterable[Order]:
    rows = contract.orders.recurring_in(start_on=month.first, end_on=month.following)
    rows = rows.select_related("framework_lot__framework", "provisioning", "agency")
    return rows.prefetch_related("changes", "shares__agency", LEVIED).order_by("reference")


def _lines(order: Order, contract: Contract, month: Month) -> Iterable[BillLine]:
    ready_on, accepted = _delivered(order, contract)
    if ready_on is None:
        return
    starts_on = max(month.first, order.starts_on or month.first, ready_on)
    ends_on = min(month.following, order.ends_on or month.following, contract.end_day)
    if starts_on >= ends_on:
        return
    quantity, fee = fee_in(order, month.first)
    covered = (ends_on - starts_on).days
    amount = fee if covered == month.days else round_cents(fee * covered / month.days)
    line = BillLine(
        kind=InvoiceLine.Kind.RECURRING,
        description=order.offering_name[:200],
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
        why=_why(order, quantity, fee, covered, month),
        order_reference=order.reference,
        order_address=order.get_absolute_url(),
        delivery_reference=accepted,
        source_address=f"{contract.get_absolute_url()}?month={month.first:%Y-%m}",
        delivered_by=contract.vendor.name,
        quantity=Decimal(quantity),
        unit=order.unit,
        unit_price=_unit_price(order, quantity, fee),
    )
    if amount:
        yield line
    if order.one_off_value and order.starts_on is not None and month.first <= order.starts_on < month.following:
        why = f"paid once, with the first month of {order.reference}"
        once: dict[str, Any] = {"kind": InvoiceLine.Kind.ONE_OFF, "amount": order.one_off_value, "why": why}
        yield replace(line, **once, **UNCOUNTED)


def _unit_price(order: Order, quantity: int, fee: Decimal) -> Any:
    """Where the fee is so many times the price of one, that price; None otherwise."""
    return order.unit_price if order.unit_price * quantity == fee else None


def _why(order: Order, quantity: int, fee: Decimal, covered: int, month: Month) -> str:
    words = f"{counted(quantity, order.unit)}, {order.plan_name}, {money((fee, order.currency))} a month"
    return words if covered == month.days else f"{words} × {covered} of {month.days} days"


def _delivered(order: Order, contract: Contract) -> tuple[datetime.date | None, str]:
    """From which day on it can be billed, and by what it was accepted; no day where it is not ready yet."""
    provisioning: Provisioning | None = getattr(order, "provisioning", None)
    if provisioning is None:
        return datetime.date.min, ""
    if provisioning.ready_at is None:
        return None, ""
    ready_on = provisioning.ready_at.astimezone(ZoneInfo(contract.time_zone)).date()
    if provisioning.confirmed_at:
        confirmed_on = provisioning.confirmed_at.astimezone(ZoneInfo(contract.time_zone)).date()
        return ready_on, f"ready {day(ready_on)}, accepted {day(confirmed_on)}"
    return ready_on, f"ready {day(ready_on)}"


def _parts(order: Order, line: BillLine) -> list[tuple[Organisation, BillLine]]:
    shares = list(order.shares.all())
    if not shares:
        return [(order.agency, line)]
    amounts = split_cents(line.amount, [share.part for share in shares])

    def cause(agency_id: int) -> str:
        return f"{line.cause}:{agency_id}" if line.cause else ""

    return [
        (
            share.agency,
            replace(line, amount=amount, why=f"{share.words} of {line.why}", cause=cause(share.agency_id), **UNPRICED),
        )
        for share, amount in zip(shares, amounts, strict=True)
        if amount
    ]
