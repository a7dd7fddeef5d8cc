"""Background work: Stripe's events are handled, and every hour what they may have missed is looked at."""

import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now

from .actions import fees, online, sending
from .models import Invoice, OnlinePayment
from .stripe_gateway import gateway, is_configured

RETRY = RetryStrategy(max_attempts=12, exponential_wait=4)
LOOK_BACK = datetime.timedelta(days=120)  # as long as a payer's bank may dispute


@app.task(name="billing.handle_event", retry=RETRY)
def handle_event(event_id: int) -> None:
    """Looks again at what one event is about."""
    if is_configured():
        online.handle_event(event_id=event_id, through=gateway())


@app.task(name="billing.send_credits", retry=RETRY)
def send_credits(invoice_id: int) -> None:
    """Tells Stripe what was taken off an invoice that it has sent, and gives back what it kept of it too much."""
    if not is_configured():
        return
    for attempt in OnlinePayment.objects.filter(invoice=invoice_id, status="open"):
        sending.send_credits(online=attempt, through=gateway())
    fees.lower_fees(invoice=Invoice.objects.get(pk=invoice_id), through=gateway())


@app.periodic(cron="35 * * * *")
@app.task(name="billing.reconcile", queueing_lock="billing.reconcile", retry=RETRY)
def reconcile(timestamp: int) -> None:
    """Looks at every attempt that is open or recent."""
    if is_configured():
        online.reconcile(through=gateway(), since=database_now() - LOOK_BACK)
