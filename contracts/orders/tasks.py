"""Background work: recording that orders start and end (their dates hold anyway); handing over what leavers left."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.organisations.models import HandOver
from marketplace.permissions import SYSTEM, Role

from . import actions
from .models import CascadeOffer, Order

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="10 * * * *")
@app.task(name="contracts.run_due_orders", queueing_lock="contracts.run_due_orders")
def run_due_orders(timestamp: int) -> None:
    """Enqueues one job for each order whose first or last day has come."""
    jobs = [{"order_id": pk} for pk in Order.objects.due_to_run(at=database_now()).values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.run_order").batch_defer(*jobs)


@app.periodic(cron="20 * * * *")
@app.task(name="contracts.tell_of_new_prices", queueing_lock="contracts.tell_of_new_prices")
def tell_of_new_prices(timestamp: int) -> None:
    """Tells the requesters of drafts whose price is another one now, once for each new price."""
    for order in Order.objects.to_price_anew().select_related("offering__vendor", "requester").iterator():
        actions.tell_of_new_price(order=order)


@app.periodic(cron="*/10 * * * *")
@app.task(name="contracts.pass_orders_on", queueing_lock="contracts.pass_orders_on")
def pass_orders_on(timestamp: int) -> None:
    """Enqueues one job for each order by rank of which an offer has run out: to record it and tell the next vendor."""
    waiting = CascadeOffer.objects.run_out(database_now()).order_by("order_id")
    jobs = [{"order_id": pk} for pk in waiting.values_list("order_id", flat=True).distinct()]
    if jobs:
        app.configure_task("contracts.pass_order_on").batch_defer(*jobs)


@app.task(name="contracts.pass_order_on", retry=RETRY)
def pass_order_on(order_id: int) -> None:
    """Records what the times of one line have decided; a second run changes nothing."""
    actions.pass_on(order=Order.objects.get(pk=order_id), by=SYSTEM)


@app.task(name="contracts.run_order", retry=RETRY)
def run_order(order_id: int) -> None:
    """Starts or ends one order where its day has come; a second run changes nothing."""
    actions.run_order(order=Order.objects.get(pk=order_id), by=SYSTEM)


@app.periodic(cron="*/10 * * * *")
@app.task(name="contracts.hand_open_orders_over", queueing_lock="contracts.hand_open_orders_over")
def hand_open_orders_over(timestamp: int) -> None:
    """Enqueues one job for each requester who left and named a successor."""
    waiting = HandOver.objects.waiting().filter(role=Role.REQUESTER)
    jobs = [{"hand_over_id": pk} for pk in waiting.values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.hand_orders_over").batch_defer(*jobs)


@app.task(name="contracts.hand_orders_over", retry=RETRY)
def hand_orders_over(hand_over_id: int) -> None:
    """Gives one leaver's open orders to the successor; a second run changes nothing."""
    actions.hand_orders_over(hand_over=HandOver.objects.get(pk=hand_over_id), by=SYSTEM)
