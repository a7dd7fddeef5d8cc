"""The base of a month's credit: the recurring fees of the contract's orders, without one-off charges and levy."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from contracts.agreements.models import Contract
from contracts.orders.changes import fee_in
from contracts.orders.models import Order


@dataclass(frozen=True)
class FeeLine:
    """What one order costs a month."""

    order: str
    quantity: int
    unit: str
    unit_price: Decimal
    interval: str
    fee: Decimal


def fee_lines(contract: Contract, period: date) -> list[FeeLine]:
    """The accepted orders whose term reaches into the month, in order of reference."""
    first = period.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    orders = Order.objects.filter(contract=contract).recurring_in(start_on=first, end_on=following)
    fees = [(one, *fee_in(one, first)) for one in orders.order_by("reference").prefetch_related("changes")]
    return [
        FeeLine(one.reference, quantity, one.unit, one.unit_price, one.interval, fee)
        for one, quantity, fee in fees
        if fee
    ]
