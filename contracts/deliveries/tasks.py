"""Background work: silence that has accepted is recorded, ends of certificates are announced."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .models import Delivery

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="25 * * * *")
@app.task(name="contracts.record_silences", queueing_lock="contracts.record_silences")
def record_silences(timestamp: int) -> None:
    """Enqueues one job for each delivery that silence has accepted."""
    due = Delivery.objects.accepted_by_silence(at=database_now())
    jobs = [{"delivery_id": pk} for pk in due.values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.record_silence").batch_defer(*jobs)


@app.task(name="contracts.record_silence", retry=RETRY)
def record_silence(delivery_id: int) -> None:
    """Records one; one that is decided meanwhile is left as it is."""
    delivery = Delivery.objects.accepted_by_silence(at=database_now()).filter(pk=delivery_id).first()
    if delivery:
        actions.record_silence(delivery=delivery, by=SYSTEM)


@app.periodic(cron="40 6 * * *")
@app.task(name="contracts.announce_certificates", queueing_lock="contracts.announce_certificates", retry=RETRY)
def announce_certificates(timestamp: int) -> None:
    """Tells of certificates that come to their end, once at each mark."""
    actions.announce_certificates(by=SYSTEM)
