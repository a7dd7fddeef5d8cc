"""Background work: recording that orders start and end. Their dates hold whether or not it ran."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .models import Order

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="10 * * * *")
@app.task(name="contracts.run_due_orders", queueing_lock="contracts.run_due_orders")
def run_due_orders(timestamp: int) -> None:
    """Enqueues one job for each order whose first or last day has come."""
    jobs = [{"order_id": pk} for pk in Order.objects.due_to_run(at=database_now()).values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.run_order").batch_defer(*jobs)


@app.task(name="contracts.run_order", retry=RETRY)
def run_order(order_id: int) -> None:
    """Starts or ends one order where its day has come; a second run changes nothing."""
    actions.run_order(order=Order.objects.get(pk=order_id), by=SYSTEM)
