"""Contracts end: on their last day, or before for a cause."""

from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.permissions import require

from .amending import lock_in_force
from .use import note_use


class StillRunning(DomainError):
    """The last day of the contract has not passed."""

    sentence = "This contract still runs. It ends by itself after its last day; to end it before, give notice."


@transaction.atomic
def end_contract(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """Records that the last day has passed. Raises PermissionDenied, NotRunning, StillRunning."""
    require(by, "contracts.end_contract", contract)
    contract, at = lock_in_force(contract), now()
    if at < local_midnight(contract.ends_on, contract.time_zone) or contract.refuse_by is not None:
        raise StillRunning
    contract.ended_at = at
    move(contract, Contract.Status.ENDED, by=by, at=at, fields=["ended_at"])
    note_use(contract, at=at)
    return contract


@transaction.atomic
def terminate_contract(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """Records that a notice has brought the contract to its end. Raises PermissionDenied, NotRunning, StillRunning."""
    require(by, "contracts.record_termination", contract)
    contract, at = lock_in_force(contract), now()
    if not contract.is_over(at=at):
        raise StillRunning
    move(contract, Contract.Status.TERMINATED, by=by, at=at, data={"ended_at": contract.ended_at})
    note_use(contract, at=at)
    return contract
