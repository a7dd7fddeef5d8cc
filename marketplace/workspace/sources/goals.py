"""Missed goals without a plan, steps of plans to do, and plans whose day of check has come."""

from django.db.models import QuerySet

from contracts.portfolio.goals.models import GoalScorecardLine, ImprovementPlan, PlanStep
from contracts.portfolio.goals.queries import plans_to_check, steps_open, unplanned
from marketplace.permissions import AGENCY_ROLES, BROKER_ROLES, Role

from ..reader import Reader
from ..steps import Source, Step


def missed_goals(reader: Reader) -> QuerySet[GoalScorecardLine]:
    """Of the reader's own measures, the oldest quarter first."""
    return unplanned(owner=reader.user)


def tell_missed(line: GoalScorecardLine, reader: Reader) -> Step:
    return Step(
        what="Plan what is done about",
        reference=str(line.measure.goal),
        url=f"{line.scorecard.get_absolute_url()}#lines",
        about=line.scorecard.quarter_name,
        why="It was missed; the next quarter is not frozen before there is a plan.",
        button="Open the quarter",
        since=line.scorecard.drawn_up_at,
    )


MISSED_GOALS = Source(
    "missed-goals",
    "missed goal without a plan",
    "missed goals without a plan",
    AGENCY_ROLES | BROKER_ROLES,
    missed_goals,
    tell_missed,
)


def plan_steps(reader: Reader) -> QuerySet[PlanStep]:
    """The reader's own, the next due first."""
    return steps_open(owner=reader.user)


def tell_step(step: PlanStep, reader: Reader) -> Step:
    return Step(
        what="Do",
        reference=step.what,
        url=step.plan.get_absolute_url(),
        about=str(step.plan.line.measure.goal),
        why="A step of the plan for a goal that was missed.",
        button="Open the plan",
        mark="Step of a plan",
        due=step.due_on,
        since=step.plan.planned_at,
    )


PLAN_STEPS = Source(
    "plan-steps",
    "step of an improvement plan",
    "steps of improvement plans",
    AGENCY_ROLES | BROKER_ROLES,
    plan_steps,
    tell_step,
)


def checks_due(reader: Reader) -> QuerySet[ImprovementPlan]:
    """Plans of others whose day has come."""
    return plans_to_check(reader.user, on=reader.today)


def tell_check(plan: ImprovementPlan, reader: Reader) -> Step:
    return Step(
        what="Check whether it worked:",
        reference=str(plan.line.measure.goal),
        url=plan.get_absolute_url(),
        about=plan.agency.name,
        why="The day of the check has come.",
        button="Open the plan",
        mark="Plan to check",
        due=plan.check_on,
        since=plan.planned_at,
    )


CHECKS_DUE = Source(
    "plans-to-check",
    "improvement plan to check",
    "improvement plans to check",
    frozenset({Role.PERFORMANCE_OFFICER, Role.CIO}),
    checks_due,
    tell_check,
)
