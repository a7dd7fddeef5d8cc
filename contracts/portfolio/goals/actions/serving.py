"""Naming the goal that a request or a contract serves, and taking it off again."""

from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from ..models import Goal, Serving


@transaction.atomic
def name_goal(*, work: Order | Contract, goal: Goal, by: Any, now: Clock = database_now) -> Serving:
    """The work serves this goal from now on, and with it a priority of the state.

    Raises PermissionDenied, InvalidInput for a goal of another agency, one whose priority has ended, or a second time.
    """
    require(by, "contracts.name_goal", work)
    goal = Goal.objects.select_for_update(of=["self"]).select_related("priority").get(pk=goal.pk)
    if goal.agency_id != work.agency_id or goal.priority.ended_on is not None:
        raise InvalidInput("Choose a goal of the same agency, under a priority that holds. Nothing was changed.")
    which = {"order": work} if isinstance(work, Order) else {"contract": work}
    if goal.served_by.standing().filter(**which).exists():
        raise InvalidInput("It serves this goal already. Nothing was changed.")
    at = now()
    made = Serving.objects.create(goal=goal, named_by=by, named_at=at, **which)
    record(action="contracts.goal.served", obj=goal, by=by, at=at, data={"work": work.reference})
    return made


@transaction.atomic
def take_goal_off(*, serving: Serving, by: Any, now: Clock = database_now) -> Serving:
    """The work no longer serves the goal; that it did stays. Raises PermissionDenied, InvalidInput a second time."""
    serving = Serving.objects.select_for_update(of=["self"]).get(pk=serving.pk)
    require(by, "contracts.name_goal", serving.work)
    if serving.ended_at is not None:
        raise InvalidInput("It is taken off already. Nothing was changed.")
    at = now()
    serving.ended_at, serving.ended_by = at, by
    serving.save(update_fields=["ended_at", "ended_by"])
    record(action="contracts.goal.unserved", obj=serving.goal, by=by, at=at, data={"work": serving.work.reference})
    return serving
