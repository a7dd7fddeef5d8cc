"""Under which framework agreement an order is placed: one that both sides may use and that has room for it."""

import datetime

from catalog.offerings.plans import price_day
from contracts.frameworks.actions import check_order
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.queries import lots_for, room_in
from marketplace.errors import DomainError

from .models import Order
from .terms import months_after


def framework_lot_for(order: Order, *, at: datetime.datetime) -> FrameworkLot | None:
    """The lot of the newest agreement that the order fits; None where agency and vendor share no agreement.

    Where they do and it fits none: raises the refusal of the newest, ClosedForOrders, RunsTooLong or CeilingReached.
    """
    on = price_day(at)
    ends_on = months_after(max(order.wanted_from, on), order.months)
    refusals = []
    lots = lots_for(
        agency=order.agency, vendor=order.vendor, lot_code=order.offering.lot_code, currency=order.currency, on=on
    )
    for lot in lots:
        try:
            check_order(lot, amount=order.total_value, ends_on=ends_on, room=room_in(lot), on=on)
        except DomainError as refusal:
            refusals.append(refusal)
        else:
            return lot
    if refusals:
        raise refusals[0]
    return None
