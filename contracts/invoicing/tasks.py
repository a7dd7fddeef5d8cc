"""Background work: on the first of a month the invoices of the last one are drafted; people issue them."""

import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from contracts.agreements.models import Contract
from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .queries import billable

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="0 14 1 * *")
@app.task(name="contracts.draft_invoices", queueing_lock="contracts.draft_invoices")
def draft_invoices(timestamp: int) -> None:
    """Enqueues one job for each contract of which an order ran in the month before."""
    period = (database_now().date().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    found = billable(period).values_list("pk", flat=True)
    jobs: list[JSONDict] = [{"contract_id": pk, "period": period.isoformat()} for pk in found]
    if jobs:
        app.configure_task("contracts.draft_invoices_of").batch_defer(*jobs)


@app.task(name="contracts.draft_invoices_of", retry=RETRY)
def draft_invoices_of(contract_id: int, period: str) -> None:
    """Drafts one contract's month; what stands already is left as it is."""
    contract = Contract.objects.with_parties().get(pk=contract_id)
    actions.draft_month(contract=contract, period=datetime.date.fromisoformat(period), by=SYSTEM)
