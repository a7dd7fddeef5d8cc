"""Saying how many people an agency has."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Headcount


@transaction.atomic
def tell_headcount(
    *,
    agency: Organisation,
    people: int,
    counted_on: datetime.date,
    source: str,
    by: Any,
    now: Clock = database_now,
) -> Headcount:
    """A figure of a day with its source; the one of the latest day counts. Raises PermissionDenied, InvalidInput for
    a day to come, without a source, for nobody, or for what is no agency."""
    require(by, "contracts.tell_headcount", agency)
    at = now()
    if agency.kind != Organisation.Kind.AGENCY:
        raise InvalidInput("Only agencies have their staff here. Nothing was kept.")
    if people < 1 or not source.strip():
        raise InvalidInput("Say how many people there are, and where the figure comes from. Nothing was kept.")
    if counted_on > office_day(at):
        raise InvalidInput("This day is still to come. Enter the day on which they were counted. Nothing was kept.")
    facts: dict[str, Any] = {"people": people, "counted_on": counted_on, "source": source.strip()}
    made = Headcount.objects.create(agency=agency, told_by=by, told_at=at, **facts)
    record(action="contracts.headcount.told", obj=made, by=by, at=at, data=facts)
    return made
