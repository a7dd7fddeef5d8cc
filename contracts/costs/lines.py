"""What an order costs in one month: lines of its plan, each split over the accounts that bear it. Pure arithmetic."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from catalog.offerings.pricing import unit_money
from contracts.agreements.models import Contract
from contracts.orders.changes import fee_in
from contracts.orders.models import Order
from contracts.orders.modes import levy_percent
from marketplace.components.formats import money, number
from marketplace.money import round_cents, split_cents

FINE = Decimal(1).scaleb(-12)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Account:
    """Who bears a part: an agency, its program and cost centre, and how much of the whole (a fraction)."""

    agency_id: int
    program: str
    cost_centre: str
    share: Decimal


@dataclass(frozen=True)
class Line:
    """One line of a month before it is split; amounts to the cent, list price as exact as it is."""

    code: str
    what: str
    start: datetime.date
    end: datetime.date
    quantity: Decimal
    unit: str
    list_price: Decimal
    amount: Decimal
    category: str = "Purchase"
    frequency: str = "Recurring"
    why: list[list[str]] = field(default_factory=list)


class Month(NamedTuple):
    """One month of an order: its days [start, end), quantity, whole fee, the part that is owed, what is paid once."""

    start: datetime.date
    end: datetime.date
    quantity: int
    fee: Decimal
    fraction: Decimal
    once: Decimal


def service_month(order: Order, month: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The days of a calendar month in which the order is in force, as its invoice counts them."""
    if order.starts_on is None or order.ends_on is None:
        return None
    first = month.replace(day=1)
    start, end = max(first, order.starts_on), min(following(first), order.ends_on)
    return (start, end) if start < end else None


def following(first: datetime.date) -> datetime.date:
    """The first day of the next month."""
    return (first + datetime.timedelta(days=31)).replace(day=1)


def month_of(order: Order, month: datetime.date) -> Month | None:
    """What recurs in a calendar month, by its days where it is a part of one; None where it is not in force."""
    days, first = service_month(order, month), month.replace(day=1)
    if days is None:
        return None
    start, end = days
    quantity, fee = fee_in(order, first)
    fraction = Decimal((end - start).days) / (following(first) - first).days
    once = order.one_off_value if start == order.starts_on else Decimal()
    return Month(start, end, quantity, fee, fraction, once)


def cost_in(order: Order, month: datetime.date) -> Decimal:
    """All that a month costs, levy included. Wants `changes`, `contract` and LEVIED of orders/modes.py."""
    found = month_of(order, month)
    if found is None:
        return Decimal("0.00")
    base = round_cents(found.fee * found.fraction) + found.once
    return base + round_cents(base * levy_percent(order, found.start) / HUNDRED)


def lines_of(order: Order, month: datetime.date) -> list[Line]:
    """The lines of a month; nothing where the order is not in force. Wants `changes` and the pinned revision."""
    found = month_of(order, month)
    if found is None:
        return []
    lines = []
    if found.fee:
        lines.append(_recurring(order, found))
    if found.once:
        lines.append(_once(order, found.start, found.end))
    if lines and (percent := levy_percent(order, found.start)):
        lines.append(levy_line(lines, percent, order.currency))
    return lines


def _plan(order: Order) -> dict[str, Any]:
    plans = order.offering_revision.content.get("plans", [])
    return next((plan for plan in plans if str(plan.get("code")) == str(order.plan_code)), {})


def _list_month(order: Order) -> Decimal:
    """What one unit costs a month by the published list, before any discount; the order's own price where unknown."""
    price = Decimal(str(_plan(order).get("price") or order.unit_price))
    if order.interval == "once":
        return Decimal(0)
    return price / 12 if order.interval == "year" else price


def _recurring(order: Order, month: Month) -> Line:
    amount = round_cents(month.fee * month.fraction)
    support = Decimal(str(_plan(order).get("support_per_year") or 0)) / 12
    charged = max(month.quantity, order.included_quantity)
    listed = _list_month(order) + (support / charged if support else 0)
    each = unit_money(order.unit_price, order.currency)
    why = [
        ["How many", f"{number(charged)} × {order.unit}", ""],
        ["Price of one", f"{each} a {order.interval}, as ordered in {order.reference}", each],
        ["A month", "With discounts and support, without levy", money((month.fee, order.currency))],
    ]
    if month.fraction != 1:
        why.append(["Part of the month", f"{(month.end - month.start).days} days", money((amount, order.currency))])
    name = f"{order.offering_name}, {order.plan_name}"
    quantity = (charged * month.fraction).quantize(FINE)
    return Line("fee", name, month.start, month.end, quantity, order.unit, listed.quantize(FINE), amount, why=why)


def _once(order: Order, start: datetime.date, end: datetime.date) -> Line:
    why = [
        [line["label"], line["how"], money((Decimal(line["amount"]), order.currency))]
        for line in order.price_lines
        if line["once"]
    ]
    what = f"{order.offering_name}: what is paid once"
    amount = order.one_off_value
    return Line("once", what, start, end, Decimal(1), "order", amount, amount, frequency="One-Time", why=why)


def levy_line(lines: list[Line], percent: Decimal, currency: str, *, code: str = "levy") -> Line:
    """What the office takes of these lines together, to the cent."""
    base = sum((line.amount for line in lines), Decimal())
    amount, words = round_cents(base * percent / HUNDRED), f"{percent.normalize():f}%"
    how = [["Base", "What the vendor bills for the month", money((base, currency))]]
    how.append(["Levy", words, money((amount, currency))])
    start, end = lines[0].start, lines[0].end
    return Line(code, f"Broker levy, {words}", start, end, Decimal(1), "levy", amount, amount, why=how)


def cost_centre_of(source: str) -> str:
    """4120 of "4120 IT services"; the source itself where it begins with no number."""
    first = source.split(" ", 1)[0]
    return first if any(sign.isdigit() for sign in first) else source[:40]


def accounts_of(order: Order) -> list[Account]:
    """Every account that bears a part of an order; the shares are one together. Wants `shares` and `funding`."""
    sources = [(share.source, share.percent / HUNDRED) for share in order.funding.all()] or [("", Decimal(1))]
    joint = list(order.shares.all())
    agencies = [(order.agency_id, Decimal(1))]
    if joint:
        whole = sum((one.amount or Decimal() for one in joint), Decimal())
        agencies = [(one.agency_id, (one.amount or Decimal()) / whole) for one in joint]
    found = []
    for agency, part in agencies:
        own = sources if agency == order.agency_id else [("", Decimal(1))]
        for source, share in own:
            found.append(Account(agency, source, cost_centre_of(source) if source else "", part * share))
    return found


def accounts_of_credit(held: Contract, orders: Sequence[Order]) -> list[Account]:
    """Those of its agency that bear the contract's orders, by their fees; the shares are one together.

    Wants `shares` and `funding` of the orders.
    """
    borne: dict[tuple[str, str], Decimal] = {}
    for order in orders:
        for account in accounts_of(order):
            if account.agency_id == held.agency_id:
                key = (account.program, account.cost_centre)
                borne[key] = borne.get(key, Decimal()) + order.monthly_fee * account.share
    whole = sum(borne.values(), Decimal())
    if not whole:
        return [Account(held.agency_id, "", "", Decimal(1))]
    return [Account(held.agency_id, *key, part / whole) for key, part in borne.items()]


def split(line: Line, accounts: list[Account]) -> list[tuple[Account, Decimal, Decimal]]:
    """The accounts of a line, each with its quantity and its cents; together they are the line's own."""
    cents = split_cents(abs(line.amount), [account.share for account in accounts])
    sign = -1 if line.amount < 0 else 1
    return [
        (account, (line.quantity * account.share).quantize(FINE), part * sign)
        for account, part in zip(accounts, cents, strict=True)
    ]
