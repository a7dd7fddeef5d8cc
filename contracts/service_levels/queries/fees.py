"""The base of a month's credit: the recurring fees of the contract's orders, without one-off charges and levy."""

from collections.abc import Iterable
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


def fees_of(contracts: Iterable[Contract], period: date) -> dict[int, list[FeeLine]]:
    """The accepted orders whose term reaches into the month, by contract, in order of reference. Two statements."""
    first = period.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    found: dict[int, list[FeeLine]] = {contract.pk: [] for contract in contracts}
    orders = Order.objects.filter(contract__in=list(found)).recurring_in(start_on=first, end_on=following)
    for one in orders.order_by("reference").prefetch_related("changes"):
        quantity, fee = fee_in(one, first)
        if fee and one.contract_id is not None:
            found[one.contract_id].append(FeeLine(one.reference, quantity, one.unit, one.unit_price, one.interval, fee))
    return found
