"""Background work: bids whose time of keeping is over are destroyed. The day is compared in the action."""

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now, office_day
from marketplace.permissions import SYSTEM
from rfp.solicitations.models import Solicitation

from . import actions
from .queries import procurements_due

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="23 3 * * *")
@app.task(name="rfp.destroy_bids_of_all", queueing_lock="rfp.destroy_bids_of_all")
def destroy_bids_of_all(timestamp: int) -> None:
    """Enqueues one job for each procurement with a bid whose day has come and that nothing protects."""
    due = procurements_due(on=office_day(database_now()))
    jobs: list[dict[str, Any]] = [{"solicitation_id": one.pk} for one in due]
    if jobs:
        app.configure_task("rfp.destroy_bids").batch_defer(*jobs)


@app.task(name="rfp.destroy_bids", retry=RETRY)
def destroy_bids(solicitation_id: int) -> None:
    """Destroys those of one procurement; a second run changes nothing."""
    actions.destroy_bids(solicitation=Solicitation.objects.get(pk=solicitation_id), by=SYSTEM)
