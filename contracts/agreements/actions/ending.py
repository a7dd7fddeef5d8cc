"""Contracts end: on their last day, or before for a cause."""

from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from .amending import lock_running
from .use import note_use


class StillRunning(DomainError):
    """The last day of the contract has not passed."""

    sentence = "This contract still runs. It ends by itself after its last day; to end it before, terminate it."


@transaction.atomic
def end_contract(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """Records that the last day has passed. Raises PermissionDenied, NotRunning, StillRunning."""
    require(by, "contracts.end_contract", contract)
    contract, at = lock_running(contract), now()
    if at < local_midnight(contract.ends_on, contract.time_zone) or contract.refuse_by is not None:
        raise StillRunning
    contract.ended_at = at
    move(contract, Contract.Status.ENDED, by=by, at=at, fields=["ended_at"])
    note_use(contract, at=at)
    return contract


@transaction.atomic
def terminate_contract(*, contract: Contract, reason: str, by: Any, now: Clock = database_now) -> Contract:
    """Ends a contract before its last day. Raises PermissionDenied, NotRunning, InvalidInput without a reason."""
    require(by, "contracts.terminate_contract", contract)
    contract, at = lock_running(contract), now()
    if not reason.strip():
        raise InvalidInput("A termination needs a reason. Say what it is terminated for.")
    contract.ended_at = at
    move(contract, Contract.Status.TERMINATED, by=by, at=at, fields=["ended_at"], reason=reason)
    note_use(contract, at=at)
    return contract
