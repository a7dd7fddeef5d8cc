"""Loads goals with their frozen quarters and plans, and has everything that is offered and in use compared."""

import datetime
from decimal import Decimal

from django.db import transaction

from contracts.portfolio.goals.actions import (
    StepPlanned,
    freeze_quarter,
    plan_improvement,
    set_goal,
    set_measure,
    set_priority,
)
from contracts.portfolio.goals.models import Goal, GoalScorecard, Priority, quarter_after, quarter_of
from contracts.portfolio.models import System
from contracts.portfolio.overlap.actions import detect_overlaps, judge_overlap
from contracts.portfolio.overlap.models import OverlapItem, OverlapRun, OverlapVerdict
from marketplace.permissions import SYSTEM, Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY = datetime.timedelta(days=1)
FROZEN_AFTER = 7 * A_DAY


@transaction.atomic
def load_goals(cast: Cast, *, today: datetime.date) -> int:
    """Priorities, goals, the last quarters frozen, a plan for what was missed. Returns how many goals were new."""
    told = world.goals()
    quarters = _quarters_before(today, told["quarters"])
    began = clock(at_work(quarters[0]))
    for one in told["priorities"]:
        if not Priority.objects.filter(title=one["title"]).exists():
            set_priority(**one, by=cast.person("cio"), now=began)
    new = sum(_goal(cast, one, quarters[0]) for one in told["goals"])
    for key in sorted({one["agency"] for one in told["goals"]}):
        for quarter in quarters:
            scorecard = _frozen(cast, key, quarter)
            if scorecard and quarter != quarters[-1]:
                _planned(cast, key, scorecard, told["plan"])
    return new


def _quarters_before(today: datetime.date, many: int) -> list[datetime.date]:
    """The first days of the last quarters that were over a week ago, the earliest first."""
    found = [quarter_of(quarter_of(today - FROZEN_AFTER) - A_DAY)]
    while len(found) < many:
        found.insert(0, quarter_of(found[0] - A_DAY))
    return found


def _goal(cast: Cast, told: world.Record, quarter: datetime.date) -> bool:
    agency = cast.organisations[told["agency"]]
    if Goal.objects.filter(agency=agency, title=told["title"]).exists():
        return False
    by, now = cast.named("Gordon Ames"), clock(at_work(quarter))
    priority = Priority.objects.get(title=told["priority"])
    goal = set_goal(priority=priority, agency=agency, title=told["title"], by=by, now=now)
    owner = cast.holder(told["agency"], Role.BUDGET_OWNER)
    target = Decimal(told["target"])
    set_measure(goal=goal, source=told["source"], target=target, owner=owner, starts_on=quarter, by=by, now=now)
    return True


def _frozen(cast: Cast, key: str, quarter: datetime.date) -> GoalScorecard | None:
    """The quarter, a week after its end; None where it is frozen already."""
    agency = cast.organisations[key]
    if GoalScorecard.objects.filter(agency=agency, quarter=quarter).exists():
        return None
    at = at_work(quarter_after(quarter) + FROZEN_AFTER)
    return freeze_quarter(agency=agency, quarter=quarter, by=cast.named("Gordon Ames"), now=clock(at))


def _planned(cast: Cast, key: str, scorecard: GoalScorecard, told: world.Record) -> None:
    """What is done about what was missed, planned another week later."""
    owner, day = cast.holder(key, Role.BUDGET_OWNER), quarter_after(scorecard.quarter) + 2 * FROZEN_AFTER
    steps = [StepPlanned(what, owner, day + 21 * A_DAY) for what in told["steps"]]
    for line in scorecard.lines.filter(outcome="missed"):
        given = {"cause": told["cause"], "steps": steps, "check_on": day + 60 * A_DAY}
        plan_improvement(line=line, by=owner, now=clock(at_work(day)), **given)


@transaction.atomic
def load_overlaps(cast: Cast) -> int:
    """Everything compared once, and one verdict of the CIO. Returns how many groups there are."""
    if OverlapRun.objects.exists():
        return 0
    run = detect_overlaps(by=SYSTEM)
    for told in world.goals()["same"]:
        agencies = [cast.organisations[key] for key in told["agencies"]]
        systems = System.objects.filter(agency__in=agencies, name=told["system"])
        items = list(OverlapItem.objects.filter(system__in=systems).order_by("pk"))
        if len(items) == len(agencies) and not OverlapVerdict.objects.exists():
            first, second = items
            said = {"says": OverlapVerdict.Says.OVERLAP, "reason": told["reason"]}
            judge_overlap(first=first, second=second, by=cast.person("cio"), **said)
    return run.groups
