"""Setting priorities, goals and measures, and ending a measure."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import DIRECTIONS, Direction, Goal, Measure, Priority, Question, quarter_of


@transaction.atomic
def set_priority(*, title: str, words: str, by: Any, now: Clock = database_now) -> Priority:
    """What the state wants first. Raises PermissionDenied, InvalidInput for one without words or named twice."""
    require(by, "contracts.set_priority")
    title, words = title.strip(), words.strip()
    if not title or not words:
        raise InvalidInput("A priority needs a title and what is meant by it. Nothing was set.")
    if Priority.objects.filter(title=title).exists():
        raise InvalidInput("A priority of this title stands already. Choose another title, or use that one.")
    at = now()
    priority = Priority.objects.create(title=title, words=words, set_at=at, set_by=by)
    record(action="contracts.priority.set", obj=priority, by=by, at=at, data={"title": title})
    return priority


@transaction.atomic
def set_goal(*, priority: Priority, agency: Organisation, title: str, by: Any, now: Clock = database_now) -> Goal:
    """What an agency wants to reach for it. Raises PermissionDenied, InvalidInput without a title or set twice."""
    require(by, "contracts.set_goal", agency)
    title = title.strip()
    if not title:
        raise InvalidInput("A goal needs a title. Nothing was set.")
    if Goal.objects.filter(priority=priority, agency=agency, title=title).exists():
        raise InvalidInput("The agency has this goal already. Open it to add a measure.")
    at = now()
    goal = Goal.objects.create(priority=priority, agency=agency, title=title, set_at=at, set_by=by)
    record(action="contracts.goal.set", obj=goal, by=by, at=at, data={"priority": str(priority)})
    return goal


@transaction.atomic
def set_measure(
    *, goal: Goal, source: str, target: Decimal, owner: User, starts_on: datetime.date, by: Any,
    now: Clock = database_now,
) -> Measure:  # fmt: skip
    """By which named question a goal is judged from a quarter on, and who answers for it.

    Raises PermissionDenied; InvalidInput for an unknown source, or one by which the goal is measured already.
    """
    require(by, "contracts.set_goal", goal.agency)
    if source not in Question.values:
        raise InvalidInput("There is no such question to measure by. Choose one of the list.")
    # One at a time for a goal: two of one source would meet at the constraint.
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    if goal.measures.filter(source=source, ended_on__isnull=True).exists():
        raise InvalidInput("The goal is measured by this already. End that measure first; past quarters keep it.")
    at = now()
    measure = Measure.objects.create(
        goal=goal,
        source=source,
        owner=owner,
        direction=DIRECTIONS.get(Question(source), Direction.AT_LEAST),
        target=target,
        starts_on=quarter_of(starts_on),
        set_at=at,
        set_by=by,
    )
    data = {"source": source, "target": target, "owner": owner.pk, "starts_on": measure.starts_on}
    record(action="contracts.measure.set", obj=measure, by=by, at=at, data=data)
    return measure


@transaction.atomic
def end_measure(*, measure: Measure, by: Any, now: Clock = database_now) -> Measure:
    """No quarter that is not over is judged by it any more. Raises PermissionDenied, InvalidInput a second time."""
    require(by, "contracts.set_goal", measure.goal.agency)
    measure = Measure.objects.select_for_update(of=["self"]).select_related("goal").get(pk=measure.pk)
    if measure.ended_on is not None:
        raise InvalidInput("This measure has ended already. Nothing was changed.")
    at = now()
    measure.ended_on = max(quarter_of(office_day(at)), measure.starts_on)
    measure.save(update_fields=["ended_on"])
    record(action="contracts.measure.ended", obj=measure, by=by, at=at, data={"ended_on": measure.ended_on})
    return measure
