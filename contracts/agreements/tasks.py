"""Background work: recording that contracts have ended or renewed themselves. Their days hold whether it ran or not."""

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


@app.periodic(cron="5 * * * *")
@app.task(name="contracts.renew_due_contracts", queueing_lock="contracts.renew_due_contracts")
def renew_due_contracts(timestamp: int) -> None:
    """Enqueues one job for each contract whose last day to refuse its renewal has passed."""
    at = database_now()
    jobs = [{"contract_id": pk} for pk in Contract.objects.due_to_renew(at=at).values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.renew_contract").batch_defer(*jobs)


@app.task(name="contracts.renew_contract", retry=RETRY)
def renew_contract(contract_id: int) -> None:
    """Renews one contract; one that was renewed or ended meanwhile is left as it is."""
    contract = Contract.objects.due_to_renew(at=database_now()).filter(pk=contract_id).first()
    if contract:
        actions.renew_contract(contract=contract, by=SYSTEM)


@app.task(name="contracts.end_contract", retry=RETRY)
def end_contract(contract_id: int) -> None:
    """Ends one contract; one that ended meanwhile is left as it is."""
    contract = Contract.objects.due_to_end(at=database_now()).filter(pk=contract_id).first()
    if contract:
        actions.end_contract(contract=contract, by=SYSTEM)


@app.periodic(cron="10 * * * *")
@app.task(name="contracts.terminate_due_contracts", queueing_lock="contracts.terminate_due_contracts")
def terminate_due_contracts(timestamp: int) -> None:
    """Enqueues one job for each contract that a notice has brought to its end."""
    due = Contract.objects.due_to_terminate(at=database_now())
    jobs = [{"contract_id": pk} for pk in due.values_list("pk", flat=True)]
    if jobs:
        app.configure_task("contracts.terminate_contract").batch_defer(*jobs)


@app.task(name="contracts.terminate_contract", retry=RETRY)
def terminate_contract(contract_id: int) -> None:
    """Records one end; one that is recorded is left as it is."""
    contract = Contract.objects.due_to_terminate(at=database_now()).filter(pk=contract_id).first()
    if contract:
        actions.terminate_contract(contract=contract, by=SYSTEM)
