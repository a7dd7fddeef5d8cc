"""Which row of the table of delivery modes counts for an order, and the levy that follows: asked here by all."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.agreements.models import Contract
from contracts.agreements.parties import Levy, Parties, parties_of
from contracts.frameworks.levies import levy_of_lot

from .models import Order

HYBRID = "hybrid"


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


def levy_percent(order: Order) -> Decimal:
    """Of a brokered order its framework agreement's own percent, without one the office's; of others nothing.

    Wants `contract` and `framework_lot__framework`.
    """
    if parties_for(order).levy != Levy.CHARGED:
        return Decimal(0)
    return levy_of_lot(order.framework_lot)


def levy_percent_under(contract: Contract) -> Decimal:
    """Of what a contract owes apart from its orders: as of its first order. One statement."""
    if parties_of(contract.delivery_mode, line_mode=whole_mode(contract)).levy != Levy.CHARGED:
        return Decimal(0)
    orders = contract.orders.filter(status__in=Order.ACCEPTED_STATES).select_related("framework_lot__framework")
    first = orders.order_by("reference").first()
    return levy_of_lot(first.framework_lot if first else None)


def levy_percent_together(orders: Sequence[Order]) -> Decimal:
    """Of what is taken off the orders of a contract together: by their fees, where they stand under several agreements.

    Wants of each what `levy_percent` wants.
    """
    percents = {levy_percent(order) for order in orders}
    whole = sum((order.monthly_fee for order in orders), Decimal(0))
    if len(percents) < 2 or not whole:
        return max(percents, default=Decimal(0))
    return sum((levy_percent(order) * order.monthly_fee for order in orders), Decimal(0)) / whole
