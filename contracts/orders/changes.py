"""What a change of a running order costs: the price that was pinned, by the days that are left. Pure but for the plan.

The difference of the whole term between two quantities (or, of an end, what recurs) × days left ÷ days of the term as
ordered, rounded to the cent. What is paid once stays paid.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.offerings.plans import plans_on, price_day
from catalog.offerings.pricing import LEVY, CostParts, cost_parts, counted
from marketplace.components.formats import day, money
from marketplace.errors import DomainError
from marketplace.money import round_cents

from .models import Order, OrderChange
from .modes import levy_percent
from .pricing import monthly_fee
from .terms import months_after

NOTICE_DAYS = 30
A_DAY = datetime.timedelta(days=1)


class ChangeImpossible(DomainError):
    """What is asked for does not fit the order; the sentence says why and what would."""


@dataclass(frozen=True)
class ChangeTerms:
    """Everything before and after, and how the difference was reckoned."""

    kind: str
    quantity_after: int
    holds_from: datetime.date
    ends_on_after: datetime.date
    monthly_after: Decimal
    total_after: Decimal
    how: str

    def difference(self, order: Order) -> Decimal:
        return self.total_after - order.total_value


def first_days(order: Order, *, on: datetime.date) -> list[datetime.date]:
    """The months from whose first day on another quantity can count: a month's fee is one figure."""
    first = (on.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
    starts_on, ends_on = term_of(order)
    return [each for each in (months_after(first, later) for later in range(12)) if starts_on <= each < ends_on]


def term_of(order: Order) -> tuple[datetime.date, datetime.date]:
    """First day, and first day not covered any more. Raises ChangeImpossible where the order was never accepted."""
    if order.starts_on is None or order.ends_on is None:
        raise ChangeImpossible(
            "Only an order that was accepted can be changed. Nothing was asked for. Change the request."
        )
    return order.starts_on, order.ends_on


def earliest_end(order: Order, *, on: datetime.date) -> datetime.date:
    """The first day that need not be covered any more: after the notice, and after the plan's minimum term."""
    return max(on + datetime.timedelta(days=NOTICE_DAYS), months_after(term_of(order)[0], order.minimum_term_months))


def quantity_terms(order: Order, *, quantity: int, holds_from: datetime.date, on: datetime.date) -> ChangeTerms:
    """Another quantity from the first day of a month on. Raises ChangeImpossible."""
    plan = _pinned_plan(order)
    if quantity == order.quantity:
        raise ChangeImpossible(
            f"The order is for {order.counted} already. Nothing was asked for. Enter another number."
        )
    if quantity < plan.included_quantity:
        raise ChangeImpossible(
            f"{order.plan_name} is sold from {counted(plan.included_quantity, order.unit)} on. Nothing was asked for. "
            "Enter at least that many, or end the order."
        )
    if holds_from not in first_days(order, on=on):
        raise ChangeImpossible(
            "Another quantity counts from the first day of a month that is still to come, within the term. "
            "Nothing was asked for. Choose one of the days offered."
        )
    percent = levy_percent(order, holds_from)
    before, after = (_cost(order, plan, each, percent) for each in (order.quantity, quantity))
    ends_on = term_of(order)[1]
    whole, left = after.total - before.total, (ends_on - holds_from).days
    if plan.interval == "once":
        if quantity < order.quantity:
            raise ChangeImpossible(
                "What was paid once is not paid back, so it cannot be lowered. Nothing was asked for."
            )
        difference, how = whole, f"{_signed(whole, order)}, paid once"
    else:
        difference = round_cents(whole * left / _term_days(order))
        how = f"{_signed(whole, order)} for a whole term × {left} of {_term_days(order)} days"
    return ChangeTerms(
        OrderChange.Kind.QUANTITY,
        quantity,
        holds_from,
        ends_on,
        monthly_fee(plan, quantity, order.months),
        order.total_value + difference,
        how,
    )


def ending_terms(order: Order, *, last_day_on: datetime.date, on: datetime.date) -> ChangeTerms:
    """An earlier last day. Raises ChangeImpossible."""
    ends_on, earliest = last_day_on + A_DAY, earliest_end(order, on=on)
    if ends_on < earliest:
        raise ChangeImpossible(
            f"With {NOTICE_DAYS} days of notice and the minimum term of {order.minimum_term_months} months the last "
            f"day is {day(earliest - A_DAY)} at the earliest. Nothing was asked for. Choose that day or a later one."
        )
    until = term_of(order)[1]
    if ends_on >= until:
        raise ChangeImpossible(
            f"The order ends by itself on {day(order.last_day_on)}. Nothing was asked for. Choose an earlier day."
        )
    cost = _cost(order, _pinned_plan(order), order.quantity, order.levy_percent)
    recurring, cut = _recurring(cost), (until - ends_on).days
    saved = round_cents(recurring * cut / _term_days(order))
    how = f"{money((recurring, order.currency))} that recurs × {cut} of {_term_days(order)} days are not paid"
    return ChangeTerms(
        OrderChange.Kind.ENDING,
        order.quantity,
        ends_on,
        ends_on,
        order.monthly_fee,
        order.total_value - saved,
        how,
    )


def fee_in(order: Order, first: datetime.date) -> tuple[int, Decimal]:
    """Quantity and fee of the month that begins on that day, whatever was changed for later months."""
    later = [
        change
        for change in order.changes.all()
        if change.status == OrderChange.Status.DONE
        and change.kind == OrderChange.Kind.QUANTITY
        and change.holds_from > first
    ]
    if not later:
        return order.quantity, order.monthly_fee
    return later[0].quantity_before, later[0].monthly_before


def _pinned_plan(order: Order) -> Any:
    on = price_day(order.submitted_at)  # type: ignore[arg-type]  # what runs was sent
    version = order.offering_revision.as_object()
    return next(plan for plan in plans_on(version, on) if plan.code == order.plan_code)


def _cost(order: Order, plan: Any, quantity: int, percent: Decimal) -> CostParts:
    return cost_parts(plan, quantity, order.months, order.delivery_mode, order.usage_expected, percent)


def _recurring(cost: CostParts) -> Decimal:
    levied = any(line.label == LEVY for line in cost.lines)
    once = cost.one_off + (round_cents(cost.one_off * cost.levy_percent / 100) if levied else 0)
    return cost.total - once


def _term_days(order: Order) -> int:
    starts_on = term_of(order)[0]
    return (months_after(starts_on, order.months) - starts_on).days


def _signed(amount: Decimal, order: Order) -> str:
    return f"{'+' if amount >= 0 else '−'}{money((abs(amount), order.currency))}"
