"""Priorities, goals, measures; each quarter frozen; and what is done about a goal that was missed."""

from .goal import Goal, Measure, Priority
from .plan import ImprovementPlan, PlanStep
from .quarters import quarter_after, quarter_name, quarter_of
from .questions import DIRECTIONS, Direction, Question, unit_of, with_unit
from .scorecard import GoalScorecard, GoalScorecardLine
from .serving import Serving

__all__ = [
    "DIRECTIONS",
    "Direction",
    "Goal",
    "GoalScorecard",
    "GoalScorecardLine",
    "ImprovementPlan",
    "Measure",
    "PlanStep",
    "Priority",
    "Question",
    "Serving",
    "quarter_after",
    "quarter_name",
    "quarter_of",
    "unit_of",
    "with_unit",
]
