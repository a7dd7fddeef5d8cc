"""Telling requesters that the price of a draft has changed. The draft itself stays as it is until they look."""

from django.db import transaction

from catalog.offerings.plans import price_day
from contracts.orders.models import Order
from contracts.orders.pricing import amounts_of, snapshot, wanted_by
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError
from marketplace.notifications.actions import notify


@transaction.atomic
def tell_of_new_price(*, order: Order, now: Clock = database_now) -> bool:
    """Tells the requester of a draft that it costs something else now, once a total. False where it does not."""
    at = now()
    try:
        present = snapshot(wanted_by(order), on=price_day(at))
    except DomainError:
        return False  # it cannot be ordered at all now: the draft's own page says so
    if not order.is_editable or amounts_of(present["price_lines"]) == amounts_of(order.price_lines):
        return False
    was, total = (money((value, order.currency)) for value in (order.total_value, present["total_value"]))
    notify(
        recipients=[order.requester],
        key=f"{order.reference}-price-{present['total_value']}",
        subject=f"New price: {order.offering_name}, {total}",
        body=f"Your draft {order.reference} holds {was}. Save its first step to take the new price over, or cancel it.",
        address=order.get_absolute_url(),
        at=at,
    )
    return True
