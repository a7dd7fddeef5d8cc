"""What serves a goal, what a piece of work serves, and how much of the work serves any."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.http import Http404

from contracts.agreements.models import Contract
from contracts.orders.models import Order

from .models import Goal, Serving

ZERO = Decimal(0)


def serving_of(goal: Goal, user: Any) -> QuerySet[Serving]:
    """The requests and contracts that serve it, the latest named first."""
    found = Serving.objects.visible_to(user).standing().filter(goal=goal)
    return found.select_related("order__agency", "order__vendor", "contract__agency", "contract__vendor", "named_by")


def served_by(work: Order | Contract) -> QuerySet[Serving]:
    """The goals that it serves."""
    which = {"order": work} if isinstance(work, Order) else {"contract": work}
    return Serving.objects.standing().filter(**which).select_related("goal__priority", "goal__agency", "named_by")


def goals_to_name(work: Order | Contract) -> QuerySet[Goal]:
    """Goals of its agency, under priorities that hold, which it does not serve yet."""
    goals = Goal.objects.filter(agency=work.agency_id, priority__ended_on__isnull=True)
    return goals.exclude(pk__in=served_by(work).values("goal")).select_related("priority").order_by("priority_id", "pk")


def work_of(user: Any, reference: str) -> Order | Contract:
    """The request or the contract of that number. Raises Http404 where the reader may see neither."""
    for model in (Order, Contract):
        found = model.objects.visible_to(user).select_related("agency").filter(reference=reference).first()
        if found is not None:
            return found
    raise Http404("There is no such request or contract among those that you may see.")


@dataclass(frozen=True)
class Covered:
    """Of the contracts that run: how many there are and serve a goal, and their value."""

    contracts: int
    serving: int
    worth: Decimal
    serving_worth: Decimal


def covered(user: Any, *, on: datetime.date) -> Covered:
    """Over all that somebody may see of their own. One statement."""
    serves = Exists(Serving.objects.standing().filter(contract=OuterRef("pk")))
    running = Contract.objects.visible_to(user).running(on=on).order_by()
    found = running.aggregate(
        contracts=Count("pk"), serving=Count("pk", filter=Q(serves)),
        worth=Sum("value"), serving_worth=Sum("value", filter=Q(serves)),
    )  # fmt: skip
    worth, serving_worth = found["worth"] or ZERO, found["serving_worth"] or ZERO
    return Covered(found["contracts"], found["serving"], worth, serving_worth)
