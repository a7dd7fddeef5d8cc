"""What can happen to priorities, goals, quarters and plans."""

from .freezing import (
    NothingToMeasure,
    PlanMissing,
    QuarterFrozen,
    QuarterStillRuns,
    digest_of,
    freeze_quarter,
    outcome_of,
)
from .planning import NotYetToCheck, PlannedAlready, StepPlanned, check_plan, finish_step, plan_improvement
from .serving import name_goal, take_goal_off
from .setting import end_measure, set_goal, set_measure, set_priority

__all__ = [
    "NotYetToCheck",
    "NothingToMeasure",
    "PlanMissing",
    "PlannedAlready",
    "QuarterFrozen",
    "QuarterStillRuns",
    "StepPlanned",
    "check_plan",
    "digest_of",
    "end_measure",
    "finish_step",
    "freeze_quarter",
    "name_goal",
    "outcome_of",
    "plan_improvement",
    "set_goal",
    "set_measure",
    "set_priority",
    "take_goal_off",
]
