"""The plan of the exit: proposed, agreed by both sides, done step by step, the agency's data returned and deleted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from contracts.exits.models import DATA_STEPS, ExitPlan, ExitStep
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from .telling import tell_sides

SIDES = ("agency", "vendor")


class PlanOpen(DomainError):
    sentence = "A plan of this contract’s exit waits for both sides. Nothing was proposed. Let it be agreed or refused."


class PlanDecided(DomainError):
    sentence = "This plan is decided, or your side has agreed to it. Nothing was changed. Load the page again."


class StepDone(DomainError):
    sentence = "This step is done, or its plan does not hold. Nothing was changed. Load the page again."


class DataNotReturned(DomainError):
    """Nobody certifies that data is gone before its owner has it back."""

    sentence = (
        "The agency has not confirmed that it has its data back. Nothing was certified. Once it has, the deletion can "
        "be certified."
    )


@dataclass(frozen=True)
class StepTerms:
    """One step before it has a number."""

    what: str
    owner: str
    days_after_end: int
    kind: str = ExitStep.Kind.OTHER


@transaction.atomic
def propose_exit_plan(
    *, contract: Contract, steps: Sequence[StepTerms], by: Any, now: Clock = database_now
) -> ExitPlan:
    """Proposes a plan; both sides agree to it. At signing, or at any time until the exit is done.

    Raises PermissionDenied, PlanOpen, and InvalidInput unless it says how data is returned and when it is deleted.
    """
    require(by, "contracts.propose_exit_plan", contract)
    contract = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk)
    if contract.status in (Contract.Status.DRAFT, Contract.Status.WITHDRAWN):
        raise InvalidInput("This contract was not concluded, so it needs no exit. Nothing was proposed.")
    if contract.exit_plans.filter(status=ExitPlan.Status.PROPOSED).exists():
        raise PlanOpen
    _check_steps(contract, steps)
    at = now()
    plan = ExitPlan.objects.create(
        contract=contract, number=contract.exit_plans.count() + 1, proposed_by=by, proposed_at=at
    )
    ExitStep.objects.bulk_create(
        ExitStep(plan=plan, number=number, **vars(step)) for number, step in enumerate(steps, 1)
    )
    data = {"plan": plan.number, "steps": [vars(step) for step in steps]}
    record(action="contracts.contract.exit_plan_proposed", obj=contract, by=by, at=at, data=data)
    _tell(plan, SIDES, "To agree, the plan of the exit", f"{by} proposes {len(steps)} steps.", at)
    return plan


def _check_steps(contract: Contract, steps: Sequence[StepTerms]) -> None:
    kinds = [step.kind for step in steps]
    if any(kinds.count(kind) != 1 for kind in DATA_STEPS):
        raise InvalidInput(
            "A plan says once how the agency’s data is returned and once when it is deleted. Nothing was proposed."
        )
    days = {step.kind: step.days_after_end for step in steps}
    if days[ExitStep.Kind.DELETION] < days[ExitStep.Kind.DATA_RETURN]:
        raise InvalidInput("Data is deleted after it is returned, not before. Nothing was proposed.")
    if any(contract.organisation_of(step.owner) is None for step in steps):
        raise InvalidInput("A step is owned by a side that this contract does not have. Nothing was proposed.")


@transaction.atomic
def agree_exit_plan(*, plan: ExitPlan, side: str, by: Any, now: Clock = database_now) -> ExitPlan:
    """One side agrees; with both it holds, and replaces the one before. Raises PermissionDenied, PlanDecided."""
    require(by, f"contracts.agree_exit_plan_for_{side}", plan)
    plan = _lock(plan)
    if plan.status != ExitPlan.Status.PROPOSED or getattr(plan, f"agreed_by_{side}_id") is not None:
        raise PlanDecided
    at = now()
    setattr(plan, f"agreed_by_{side}", by)
    setattr(plan, f"agreed_by_{side}_at", at)
    fields = [f"agreed_by_{side}", f"agreed_by_{side}_at"]
    if plan.agreed_by_agency_id is None or plan.agreed_by_vendor_id is None:
        plan.save(update_fields=fields)
        record(action="contracts.exit_plan.agreed_by_one_side", obj=plan, by=by, at=at, data={"side": side})
        return plan
    for former in plan.contract.exit_plans.filter(status=ExitPlan.Status.AGREED):
        move(former, ExitPlan.Status.REPLACED, by=by, at=at, data={"by": plan.number})
    move(plan, ExitPlan.Status.AGREED, by=by, at=at, fields=fields)
    _tell(plan, (*SIDES, "office"), "The plan of the exit is agreed", "Both sides have agreed to it.", at)
    return plan


@transaction.atomic
def refuse_exit_plan(*, plan: ExitPlan, side: str, reason: str, by: Any, now: Clock = database_now) -> ExitPlan:
    """One side says no, with a reason. Raises PermissionDenied, PlanDecided, InvalidInput."""
    require(by, f"contracts.agree_exit_plan_for_{side}", plan)
    plan = _lock(plan)
    if plan.status != ExitPlan.Status.PROPOSED:
        raise PlanDecided
    if not reason.strip():
        raise InvalidInput("Say why: the others read it. Nothing was changed.")
    plan.refused_because, at = reason.strip(), now()
    move(plan, ExitPlan.Status.REFUSED, by=by, at=at, fields=["refused_because"], reason=plan.refused_because)
    _tell(plan, ("office",), "The plan of the exit is refused", plan.refused_because, at)
    return plan


@transaction.atomic
def do_exit_step(*, step: ExitStep, note: str, by: Any, now: Clock = database_now) -> ExitStep:
    """The side that owns a step says that it is done, and how: for the agency's data, confirms or certifies it.

    Raises PermissionDenied, StepDone, DataNotReturned, InvalidInput.
    """
    require(by, "contracts.do_exit_step", step)
    plan = _lock(step.plan)
    step = plan.steps.select_for_update(of=["self"]).get(pk=step.pk)
    step.plan = plan
    if plan.status != ExitPlan.Status.AGREED or step.done_at is not None:
        raise StepDone
    if not note.strip():
        raise InvalidInput("Say how it was done: the other side relies on it. Nothing was changed.")
    returned = plan.steps.filter(kind=ExitStep.Kind.DATA_RETURN, done_at__isnull=False).exists()
    if step.kind == ExitStep.Kind.DELETION and not returned:
        raise DataNotReturned
    at = now()
    step.done_at, step.done_by, step.note = at, by, note.strip()
    step.save(update_fields=["done_at", "done_by", "note"])
    data = {"step": step.number, "kind": step.kind, "what": step.what, "note": step.note}
    record(action="contracts.contract.exit_step_done", obj=plan.contract, by=by, at=at, data=data)
    sides = tuple(side for side in (*SIDES, "office") if side != step.owner)
    _tell(plan, sides, f"Exit: {step.what[:60]}", step.note, at, key=f"exit-step-{step.pk}")
    return step


def _lock(plan: ExitPlan) -> ExitPlan:
    parties = ("contract__agency", "contract__vendor", "contract__broker")
    return ExitPlan.objects.select_for_update(of=["self"]).select_related(*parties).get(pk=plan.pk)


def _tell(
    plan: ExitPlan, sides: tuple[str, ...], subject: str, body: str, at: datetime.datetime, *, key: str = ""
) -> None:
    key = key or f"exit-plan-{plan.pk}-{plan.status}"
    address = plan.get_absolute_url()
    tell_sides(plan.contract, sides=sides, key=key, subject=subject, body=body, address=address, at=at)
