"""Whose money somebody reads, from when on an agency is billed, and what of a rate an organisation has."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Sum

from contracts.orders.models import Order
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from ..models import ChargingStart, RateCard


def own_agencies(user: Any) -> QuerySet[Organisation]:
    """The agencies in which somebody holds a role."""
    return Organisation.objects.agencies().filter(pk__in=own_organisations(user))


def agencies_read_by(user: Any) -> QuerySet[Organisation]:
    """All of them for who reads everything, else the own."""
    return Organisation.objects.agencies() if reads_all(user) else own_agencies(user)


def start_of(agency: Organisation) -> ChargingStart | None:
    """From when on it is billed for services at cost: what was set last."""
    return ChargingStart.objects.filter(agency=agency).first()


def rates_in_force(day: datetime.date) -> set[int]:
    """The keys of the rates that hold on a day."""
    return set(RateCard.objects.in_force(on=day).values_list("pk", flat=True))


def units_of(card: RateCard, organisations: Iterable[int]) -> int:
    """How many units of the rate's plan these organisations have in running orders."""
    running = Order.objects.filter(agency_id__in=organisations, plan_code=card.plan_code, status=Order.Status.ACTIVE)
    return running.aggregate(units=Sum("quantity"))["units"] or 0
