"""Questions about goals: the tree, the quarters of a goal, what was missed and has no plan."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import allowed

from .models import (
    Goal,
    GoalScorecard,
    GoalScorecardLine,
    ImprovementPlan,
    Measure,
    PlanStep,
    Priority,
    Question,
)

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class MeasureRow:
    """A measure in the tree, with its last frozen quarter."""

    measure: Measure
    line: GoalScorecardLine | None


@dataclass(frozen=True)
class Branch:
    """A priority with the goals of agencies under it, each with its measures."""

    priority: Priority
    goals: list[tuple[Goal, list[MeasureRow]]]


@dataclass(frozen=True)
class Tree:
    """Everything somebody may read, and how much of it is measured and met."""

    branches: list[Branch]

    @property
    def rows(self) -> list[MeasureRow]:
        return [row for branch in self.branches for _, rows in branch.goals for row in rows]

    @property
    def goals(self) -> int:
        return sum(len(branch.goals) for branch in self.branches)

    @property
    def goals_measured(self) -> int:
        return sum(bool(rows) for branch in self.branches for _, rows in branch.goals)

    @property
    def judged(self) -> int:
        return sum(bool(row.line and row.line.value is not None) for row in self.rows)

    @property
    def met(self) -> int:
        return sum(bool(row.line and row.line.outcome == GoalScorecardLine.Outcome.MET) for row in self.rows)


def tree_for(user: Any, *, on: datetime.date) -> Tree:
    """Priorities in their order, with the goals that somebody may read. Four statements."""
    measures = Measure.objects.running(on=on).select_related("owner")
    goals = (
        Goal.objects.visible_to(user)
        .select_related("agency")
        .prefetch_related(Prefetch("measures", queryset=measures, to_attr="running"))
    )
    of_agencies = Prefetch("goals", queryset=goals.order_by("agency__sort_name", "pk"), to_attr="seen")
    priorities: list[Any] = list(Priority.objects.prefetch_related(of_agencies))
    lines = latest_lines(measure.pk for one in priorities for goal in one.seen for measure in goal.running)

    def rows(goal: Any) -> list[MeasureRow]:
        return [MeasureRow(measure, lines.get(measure.pk)) for measure in goal.running]

    return Tree([Branch(one, [(goal, rows(goal)) for goal in one.seen]) for one in priorities])


def latest_lines(measures: Iterable[int]) -> dict[int, GoalScorecardLine]:
    """Of each measure the line of its last frozen quarter, of the last revision. One statement."""
    lines = GoalScorecardLine.objects.filter(measure__in=list(measures)).select_related("scorecard", "measure")
    newest = lines.order_by("measure_id", "-scorecard__quarter", "-scorecard__revision").distinct("measure_id")
    return {line.measure_id: line for line in newest}


def quarters_of(goal: Goal) -> list[GoalScorecardLine]:
    """The last quarters of a goal's measures, the newest first, each in its last revision. One statement."""
    standing = GoalScorecard.objects.latest().filter(agency=goal.agency_id)
    lines = GoalScorecardLine.objects.filter(measure__goal=goal, scorecard__in=standing)
    lines = lines.select_related("scorecard", "measure", "plan")
    return list(lines.order_by("-scorecard__quarter", "measure_id")[: QUARTERS_SHOWN * len(Question)])


def trends_of(lines: Iterable[GoalScorecardLine]) -> list[tuple[Measure, list[GoalScorecardLine]]]:
    """Of each measure its quarters, the oldest first, where at least two of them have a value. No statement."""
    quarters: dict[int, list[GoalScorecardLine]] = {}
    for line in lines:
        quarters.setdefault(line.measure_id, []).insert(0, line)
    known = [rows[-QUARTERS_SHOWN:] for rows in quarters.values() if sum(row.value is not None for row in rows) > 1]
    return [(rows[0].measure, rows) for rows in known]


def measures_of(goal: Goal) -> QuerySet[Measure]:
    """Every measure that a goal ever had, running ones first."""
    return goal.measures.select_related("owner").order_by("ended_on", "pk")


def lines_of(scorecard: GoalScorecard) -> QuerySet[GoalScorecardLine]:
    """The lines of a scorecard with what each names."""
    named = ("measure__goal__priority", "measure__owner", "plan")
    return scorecard.lines.select_related(*named).order_by("measure__goal__priority_id", "measure_id")


def missed_without_plan(agency: Organisation, *, before: datetime.date) -> list[GoalScorecardLine]:
    """What was missed in the last frozen quarter before that one, in its last revision, and has no plan."""
    earlier = GoalScorecard.objects.latest().filter(agency=agency, quarter__lt=before).order_by("-quarter").first()
    if earlier is None:
        return []
    missed = earlier.lines.filter(outcome=GoalScorecardLine.Outcome.MISSED, plan__isnull=True)
    return list(missed.select_related("measure__goal").order_by("pk"))


def unplanned(*, owner: User) -> QuerySet[GoalScorecardLine]:
    """Missed lines of somebody's measures, in the last revision of their quarter, that have no plan."""
    standing = GoalScorecard.objects.latest()
    missed = GoalScorecardLine.objects.filter(
        outcome=GoalScorecardLine.Outcome.MISSED, plan__isnull=True, measure__owner=owner, scorecard__in=standing
    )
    return missed.select_related("scorecard", "measure__goal").order_by("scorecard__quarter", "pk")


def steps_open(*, owner: User) -> QuerySet[PlanStep]:
    """Steps of open plans that somebody has still to do, the next due first."""
    open_ones = PlanStep.objects.filter(owner=owner, done_at__isnull=True, plan__status=ImprovementPlan.Status.OPEN)
    return open_ones.select_related("plan__line__measure__goal", "plan__agency").order_by("due_on", "pk")


def plans_to_check(user: User, *, on: datetime.date) -> QuerySet[ImprovementPlan]:
    """Open plans whose day of check has come, and which somebody else made."""
    due = ImprovementPlan.objects.open().filter(check_on__lte=on).exclude(planned_by=user)
    return due.select_related("agency", "line__measure__goal").order_by("check_on", "pk")


def owners_in(agency: Organisation, *, at: datetime.datetime) -> QuerySet[User]:
    """Who can answer for a measure or a step: people of the agency and of the broker office."""
    members = Membership.objects.in_force(at=at)
    own = members.filter(organisation=agency) | members.filter(organisation__kind=Organisation.Kind.BROKER)
    return User.objects.filter(pk__in=own.values("user_id")).order_by("name")


def agencies_with_goals() -> QuerySet[Organisation]:
    """Agencies that have set a goal, by name."""
    return Organisation.objects.agencies().filter(goals__isnull=False).distinct().order_by("sort_name")


def lines_seen(user: Any) -> QuerySet[GoalScorecardLine]:
    """Lines of scorecards that somebody may read, with what their plan names."""
    seen = GoalScorecard.objects.visible_to(user)
    named = ("scorecard__agency", "measure__goal", "measure__owner")
    return GoalScorecardLine.objects.filter(scorecard__in=seen).select_related(*named)


def steps_seen(user: Any) -> QuerySet[PlanStep]:
    """Steps of plans that somebody may read."""
    return PlanStep.objects.filter(plan__in=ImprovementPlan.objects.visible_to(user)).select_related("plan__agency")


def settable_agencies(user: Any) -> QuerySet[Organisation]:
    """Agencies in whose name somebody may set goals: the office for all, agencies' people for their own."""
    agencies = Organisation.objects.agencies().order_by("sort_name")
    if allowed(user, "contracts.set_priority"):
        return agencies
    own = [held.organisation_id for held in user.standing]
    may = [agency.pk for agency in agencies.filter(pk__in=own) if allowed(user, "contracts.set_goal", agency)]
    return agencies.filter(pk__in=may)
