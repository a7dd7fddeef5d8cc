"""Background work: recording that contracts have ended. Their last day holds whether or not it ran."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .models import Contract

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="15 * * * *")
@app.task(name="contracts.end_due_contracts", queueing_lock="contracts.end_due_contracts")
def end_due_contracts(timestamp: int) -> None:
    """Enqueues one job for each contract whose last day has passed."""
    jobs = [{"contract_id": pk} for pk in Contract.objects.due_to_end(at=database_now()).values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.end_contract").batch_defer(*jobs)


@app.task(name="contracts.end_contract", retry=RETRY)
def end_contract(contract_id: int) -> None:
    """Ends one contract; one that ended meanwhile is left as it is."""
    contract = Contract.objects.filter(pk=contract_id, status=Contract.Status.ACTIVE).first()
    if contract:
        actions.end_contract(contract=contract, by=SYSTEM)
