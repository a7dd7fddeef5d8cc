"""Background work: lists of receipts are published at closing, keys of what was called off destroyed."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM
from rfp.holds.models import LegalHold
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import PRESETS

from . import actions

SEALED = [kind for kind, preset in PRESETS.items() if preset.sealed]
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="* * * * *")
@app.task(name="rfp.list_receipts_of_all", queueing_lock="rfp.list_receipts_of_all")
def list_receipts_of_all(timestamp: int) -> None:
    """Enqueues one job for each solicitation that has closed without its list, or was called off with its keys."""
    sealed = Solicitation.objects.filter(kind__in=SEALED)
    closed = sealed.closed_at(database_now()).filter(closing_list__isnull=True)
    _enqueue("rfp.list_receipts", closed)
    called_off = sealed.filter(status=Solicitation.Status.CANCELLED, opened_at__isnull=True)
    called_off = called_off.exclude(holds__in=LegalHold.objects.standing())
    _enqueue("rfp.erase_bid_keys", called_off.filter(bid_keys__held__isnull=False).distinct())


def _enqueue(task: str, solicitations) -> None:
    jobs = [{"solicitation_id": pk} for pk in solicitations.order_by("pk").values_list("pk", flat=True)]
    if jobs:
        app.configure_task(task).batch_defer(*jobs)


@app.task(name="rfp.list_receipts", retry=RETRY)
def list_receipts(solicitation_id: int) -> None:
    """Publishes the list of one solicitation; a second run changes nothing."""
    actions.publish_closing_list(solicitation=Solicitation.objects.get(pk=solicitation_id), by=SYSTEM)


@app.task(name="rfp.erase_bid_keys", retry=RETRY)
def erase_bid_keys(solicitation_id: int) -> None:
    """Destroys the keys of one that was called off; a second run changes nothing."""
    actions.erase_keys(solicitation=Solicitation.objects.get(pk=solicitation_id), by=SYSTEM)
