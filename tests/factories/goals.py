"""Goals with a measure, a quarter that was missed and frozen, and a plan for another, made by the real actions."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from contracts.portfolio.goals.actions import (
    StepPlanned,
    freeze_quarter,
    plan_improvement,
    set_goal,
    set_measure,
    set_priority,
)
from contracts.portfolio.goals.models import (
    Goal,
    GoalScorecard,
    ImprovementPlan,
    Priority,
    Question,
    quarter_of,
)
from contracts.relationships.actions.complaining import raise_complaint
from marketplace.accounts.models import User
from marketplace.clock import office_day
from marketplace.organisations.models import Organisation

A_DAY = datetime.timedelta(days=1)


def last_quarter(at: datetime.datetime | None = None) -> datetime.date:
    """The first day of the quarter before the one of that moment, or of today."""
    return quarter_of(quarter_of(office_day(at or timezone.now())) - A_DAY)


def priority(*, by: User, title: str = "People get an answer") -> Priority:
    return set_priority(title=title, words="Whoever asks the state hears from it.", by=by)


def measured_goal(
    *, agency: Organisation, owner: User, by: User, source: str = Question.COMPLAINTS, target: int = 90, **details: Any
) -> Goal:
    """A goal with one measure that ran in the last quarter."""
    under = details.pop("priority", None) or priority(by=by)
    goal = set_goal(priority=under, agency=agency, title=details.pop("title", "Complaints are heard in a day"), by=by)
    starts = {"starts_on": details.pop("starts_on", last_quarter())}
    set_measure(goal=goal, source=source, target=Decimal(target), owner=owner, by=by, **starts, **details)
    return goal


def unheard_complaint(*, agency: Organisation, by: User, quarter: datetime.date | None = None) -> None:
    """A complaint of the last quarter, or of another, that nobody ever acknowledged."""
    day = (quarter or last_quarter()) + 10 * A_DAY
    at = datetime.datetime.combine(day, datetime.time(18), datetime.UTC)
    asked = {"title": "Nobody answers", "words": "For a week.", "remedy_sought": "An answer."}
    raise_complaint(organisation=agency, by=by, now=lambda: at, **asked)


def missed_quarter(*, agency: Organisation, owner: User, asks: User, by: User) -> GoalScorecard:
    """The last quarter, frozen, with one goal missed."""
    unheard_complaint(agency=agency, by=asks)
    measured_goal(agency=agency, owner=owner, by=by)
    return freeze_quarter(agency=agency, quarter=last_quarter(), by=by)


def planned(scorecard: GoalScorecard, *, by: User) -> ImprovementPlan:
    """A plan of one step for the scorecard's first line, checked in a month."""
    day = office_day(timezone.now())
    step = StepPlanned("Somebody reads the mailbox each morning", by, day + 14 * A_DAY)
    line = scorecard.lines.order_by("pk").first()
    return plan_improvement(line=line, cause="Nobody read it.", steps=[step], check_on=day + 30 * A_DAY, by=by)


def goals_of(agency: Organisation, *, asks: User, owner: User, by: User) -> dict[str, Any]:
    """What every page of goals shows something of: two quarters' lines, one planned for and one not."""
    scorecard = missed_quarter(agency=agency, owner=owner, asks=asks, by=by)
    again = freeze_quarter(agency=agency, quarter=last_quarter(), reason="A file came late.", by=by)
    plan = planned(scorecard, by=owner)
    goal = Goal.objects.get(agency=agency)
    return {
        "goal": goal,
        "measure": goal.measures.get(),
        "goal_scorecard": again,
        "missed_line": again.lines.get(),
        "plan_of_goal": plan,
        "plan_step": plan.steps.get(),
    }
