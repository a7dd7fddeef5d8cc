"""What every change of an order checks first: the row is locked, nobody was quicker, the form is not an old one."""

from typing import Any

from contracts.orders.models import Order
from marketplace.audit.models import AuditEvent
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput, StaleForm

VERBS = {
    Order.Status.SUBMITTED: "submitted",
    Order.Status.RETURNED: "returned",
    Order.Status.REJECTED: "rejected",
    Order.Status.APPROVED: "approved",
    Order.Status.DECLINED: "declined",
    Order.Status.ACCEPTED: "accepted",
    Order.Status.ACTIVE: "accepted",
    Order.Status.CANCELLED: "cancelled",
}


class AlreadyMoved(DomainError):
    """Somebody took the step before, perhaps the same person with a double click."""

    def __init__(self, order: Order) -> None:
        verb = VERBS.get(Order.Status(order.status))
        event = AuditEvent.objects.about(order).filter(action=f"contracts.order.{verb}").last() if verb else None
        done = f"{event.actor_label} {verb} {order.reference} on {moment(event.at)}" if event else ""
        state = f"This order is {order.get_status_display().lower()}"
        super().__init__(f"{done or state}, so nothing was done now. Its page shows what can be done next.")


def lock_order(order: Order, *states: Order.Status, version: int | None) -> Order:
    """The order as it stands now, its row locked until the transaction ends.

    `version` is the one that the form was filled in from; None where no form was. Raises AlreadyMoved unless the order
    is in one of `states`, StaleForm for an old version.
    """
    locked = locked_order(order.pk)
    if locked.status not in states:
        raise AlreadyMoved(locked)
    if version is not None and locked.version != version:
        raise StaleForm
    return locked


def locked_order(pk: int) -> Order:
    """The order with both sides, read after its row is locked: read in one statement with the lock, a vendor that
    changed meanwhile would make it vanish from the join. What few steps ask of it is read when they do."""
    Order.objects.select_for_update().only("pk").get(pk=pk)
    return Order.objects.select_related("agency", "vendor", "requester").get(pk=pk)


def stated(reason: str, *, what: str) -> str:
    """The reason without blanks around it. Raises InvalidInput where there is none."""
    reason = reason.strip()
    if not reason:
        raise InvalidInput(f"{what} needs a reason. Say in a sentence what the other side should know.")
    return reason


def next_version(order: Any) -> list[str]:
    """Counts the change; returns the names of the fields to save with it."""
    order.version += 1
    return ["version"]
