"""A contract is suspended, with what stands still, and that is lifted again."""

from typing import Any

from django.db import transaction

from contracts.agreements.actions import lock_in_force
from contracts.agreements.models import Contract
from contracts.exits.models import Suspension
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from .telling import tell_sides


class AlreadySuspended(DomainError):
    sentence = "This contract is suspended already. Nothing was changed. Its page says since when and why."


class NotSuspended(DomainError):
    sentence = "This contract is not suspended, so there is nothing to lift. Nothing was changed."


@transaction.atomic
def suspend_contract(
    *, contract: Contract, cause: str, reason: str, pauses_levels: bool, by: Any, now: Clock = database_now
) -> Suspension:
    """Nothing is ordered and nothing amended from now on; with `pauses_levels` the service stands still as well.

    Its last day, a notice that runs and months that have ended are not moved. Raises PermissionDenied, NotRunning,
    AlreadySuspended, InvalidInput.
    """
    require(by, "contracts.suspend_contract", contract)
    contract, at = lock_in_force(contract), now()
    if contract.status == Contract.Status.SUSPENDED:
        raise AlreadySuspended
    if cause not in Suspension.Cause.values or not reason.strip():
        raise InvalidInput("A suspension names its cause and says why. Nothing was changed.")
    made = Suspension.objects.create(
        contract=contract,
        cause=cause,
        reason=reason.strip(),
        pauses_levels=pauses_levels,
        suspended_at=at,
        suspended_by=by,
    )
    contract.suspended_at = at
    data = {"cause": cause, "pauses_levels": pauses_levels}
    move(contract, Contract.Status.SUSPENDED, by=by, at=at, fields=["suspended_at"], reason=made.reason, data=data)
    stands = " The service stands still meanwhile." if pauses_levels else " The service goes on."
    said = f"{made.get_cause_display()}: {made.reason} Nothing can be ordered under it.{stands}"
    tell_sides(contract, key=f"suspension-{made.pk}", subject="Suspended", body=said, at=at)
    return made


@transaction.atomic
def lift_suspension(*, contract: Contract, reason: str, by: Any, now: Clock = database_now) -> Suspension:
    """The contract goes on as it was. Raises PermissionDenied, NotRunning, NotSuspended, InvalidInput."""
    require(by, "contracts.suspend_contract", contract)
    contract, at = lock_in_force(contract), now()
    held = contract.suspensions.filter(lifted_at__isnull=True).first()
    if contract.status != Contract.Status.SUSPENDED or held is None:
        raise NotSuspended
    if not reason.strip():
        raise InvalidInput("Say why it is lifted: both sides read it. Nothing was changed.")
    held.lifted_at, held.lifted_by, held.lifted_because = at, by, reason.strip()
    held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    move(contract, Contract.Status.ACTIVE, by=by, at=at, reason=held.lifted_because)
    tell_sides(
        contract, key=f"suspension-{held.pk}-lifted", subject="No longer suspended", body=held.lifted_because, at=at
    )
    return held
