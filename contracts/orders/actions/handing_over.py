"""A requester who leaves hands open orders over to the colleague named."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from contracts.orders.models import Order
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.organisations.models import HandOver
from marketplace.permissions import require

from .guards import next_version

OPEN = (*Order.EDITABLE, Order.Status.SUBMITTED, Order.Status.APPROVED)


@transaction.atomic
def hand_orders_over(*, hand_over: HandOver, by: Any, now: Clock = database_now) -> list[Order]:
    """Gives the leaver's open orders to the successor. A second time nothing is left to give.

    An order that the successor has approved stays with the leaver: nobody approves their own. Raises PermissionDenied.
    """
    require(by, "contracts.hand_orders_over", hand_over)
    hand_over = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    if hand_over.drained_at is not None:
        return []
    at = now()
    theirs = Order.objects.filter(requester_id=hand_over.from_user_id, agency_id=hand_over.organisation_id)
    orders = list(
        theirs.filter(status__in=OPEN)
        .filter(Q(approved_by__isnull=True) | ~Q(approved_by=hand_over.to_user_id))
        .select_for_update(of=["self"])
        .order_by("pk")
    )
    for order in orders:
        order.requester_id = hand_over.to_user_id
        order.save(update_fields=["requester", *next_version(order)])
        data = {"from_user": hand_over.from_user_id, "to_user": hand_over.to_user_id}
        record(action="contracts.order.handed_over", obj=order, by=by, at=at, data=data)
    hand_over.drained_at = at
    hand_over.save(update_fields=["drained_at"])
    return orders
