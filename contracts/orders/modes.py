"""Which row of the table of delivery modes counts for an order, and the levy that follows: asked here by all."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

from contracts.agreements.models import Contract
from contracts.agreements.parties import Levy, Parties, parties_of
from contracts.frameworks.levies import levy_of_lot

from .models import Order

HYBRID = "hybrid"
LEVIED = "framework_lot__framework__levies"


def mode_of(order: Order) -> str:
    """Its contract's mode; under a hybrid contract, and before there is one, the order's own."""
    contract = order.contract
    mode = order.delivery_mode if contract is None or contract.delivery_mode == HYBRID else contract.delivery_mode
    return whole_mode(contract) if mode == HYBRID else mode


def whole_mode(contract: Contract | None) -> str:
    """Under which the office answers for what no order of a hybrid contract names a mode for."""
    own = contract is not None and contract.vendor_id == contract.broker_id
    return "internal" if own else "managed"


def parties_for(order: Order) -> Parties:
    """Who bills and pays an order, by the table of delivery modes."""
    return parties_of(mode_of(order))


def levy_percent(order: Order, on: datetime.date) -> Decimal:
    """Of a brokered order its agreement's own percent on that day, without one the office's; of others nothing.

    A charge bears the percent of the day on which its time begins. Wants `contract`, and LEVIED prefetched.
    """
    if parties_for(order).levy != Levy.CHARGED:
        return Decimal(0)
    return levy_of_lot(order.framework_lot, on)


def levy_percents_under(contract: Contract, days: Iterable[datetime.date]) -> dict[datetime.date, Decimal]:
    """Of what a contract owes apart from its orders, for times that begin on those days: as of its first order. Two
    statements."""
    if parties_of(contract.delivery_mode, line_mode=whole_mode(contract)).levy != Levy.CHARGED:
        return dict.fromkeys(days, Decimal(0))
    orders = contract.orders.filter(status__in=Order.ACCEPTED_STATES).prefetch_related(LEVIED)
    first = orders.select_related("framework_lot__framework").order_by("reference").first()
    return {day: levy_of_lot(first.framework_lot if first else None, day) for day in days}


def levy_percent_together(orders: Sequence[Order], on: datetime.date) -> Decimal:
    """Of what is taken off the orders of a contract together: by their fees, where they stand under several agreements.

    Wants of each what `levy_percent` wants.
    """
    percents = {levy_percent(order, on) for order in orders}
    whole = sum((order.monthly_fee for order in orders), Decimal(0))
    if len(percents) < 2 or not whole:
        return max(percents, default=Decimal(0))
    return sum((levy_percent(order, on) * order.monthly_fee for order in orders), Decimal(0)) / whole
