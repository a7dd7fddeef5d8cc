"""What is done about a missed goal: planning it in steps, doing them, and checking on its day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from ..models import GoalScorecardLine, ImprovementPlan, PlanStep


class NotYetToCheck(DomainError):
    sentence = "The day of the check has not come yet. Nothing was changed; look again on that day."


class PlannedAlready(DomainError):
    sentence = "There is a plan for this already. Open it; its steps say what is done."


@dataclass(frozen=True)
class StepPlanned:
    """A step of a plan: what, by whom, until when."""

    what: str
    owner: User
    due_on: datetime.date


@transaction.atomic
def plan_improvement(
    *, line: GoalScorecardLine, cause: str, steps: Sequence[StepPlanned], check_on: datetime.date, by: Any,
    now: Clock = database_now,
) -> ImprovementPlan:  # fmt: skip
    """Says why a goal was missed, what is done about it in steps, and on which day it is checked.

    Raises PermissionDenied, PlannedAlready; InvalidInput where nothing was missed, without a cause or a step, for a
    check that lies before today or a step that is due after it.
    """
    line = GoalScorecardLine.objects.select_for_update(of=["self"]).select_related("scorecard__agency").get(pk=line.pk)
    agency = line.scorecard.agency
    require(by, "contracts.plan_improvement", agency)
    if line.outcome != GoalScorecardLine.Outcome.MISSED:
        raise InvalidInput("This goal was not missed, so it needs no plan.")
    if ImprovementPlan.objects.filter(line=line).exists():
        raise PlannedAlready
    at = now()
    if not cause.strip():
        raise InvalidInput("Say why the goal was missed. Nothing was planned.")
    if not steps or not all(step.what.strip() for step in steps):
        raise InvalidInput("A plan has a step at least, and each says what is done. Nothing was planned.")
    if check_on <= office_day(at):
        raise InvalidInput("The check lies in the future. Choose a later day. Nothing was planned.")
    if any(step.due_on > check_on for step in steps):
        raise InvalidInput("Every step is due before the check, or on its day. Nothing was planned.")
    plan = ImprovementPlan.objects.create(
        line=line, agency=agency, cause=cause.strip(), check_on=check_on, planned_at=at, planned_by=by
    )
    PlanStep.objects.bulk_create(
        PlanStep(plan=plan, what=step.what.strip(), owner=step.owner, due_on=step.due_on) for step in steps
    )
    data = {"scorecard": line.scorecard.reference, "steps": len(steps), "check_on": check_on}
    record(action="contracts.improvement.planned", obj=plan, by=by, at=at, data=data)
    return plan


@transaction.atomic
def finish_step(*, step: PlanStep, by: Any, now: Clock = database_now) -> PlanStep:
    """Says that a step is done. Raises PermissionDenied, InvalidInput a second time or once the plan was checked."""
    step = PlanStep.objects.select_for_update(of=["self"]).select_related("plan__agency").get(pk=step.pk)
    require(by, "contracts.plan_improvement", step.plan.agency)
    if step.done_at is not None or step.plan.status != ImprovementPlan.Status.OPEN:
        raise InvalidInput("This step is done already, or its plan was checked. Nothing was changed.")
    step.done_at, step.done_by = now(), by
    step.save(update_fields=["done_at", "done_by"])
    record(action="contracts.improvement.step_done", obj=step, by=by, at=step.done_at, data={"what": step.what})
    return step


@transaction.atomic
def check_plan(
    *, plan: ImprovementPlan, worked: bool, finding: str, by: Any, now: Clock = database_now
) -> ImprovementPlan:
    """Says on the day of the check or later whether it worked; never the one who planned it.

    Raises PermissionDenied, NotYetToCheck, InvalidInput without words, MoveRefused a second time.
    """
    plan = ImprovementPlan.objects.select_for_update().get(pk=plan.pk)
    require(by, "contracts.check_improvement", plan)
    at = now()
    if office_day(at) < plan.check_on:
        raise NotYetToCheck
    if not finding.strip():
        raise InvalidInput("Say what the check found. Nothing was changed.")
    plan.checked_at, plan.checked_by, plan.finding = at, by, finding.strip()
    to = ImprovementPlan.Status.WORKED if worked else ImprovementPlan.Status.FAILED
    return move(plan, to, by=by, at=at, fields=["checked_at", "checked_by", "finding"])
