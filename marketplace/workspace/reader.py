"""Who reads the page, when, and by which working calendar."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from marketplace.business_time import BusinessCalendar
from marketplace.components.working_days import office_calendar
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation


@dataclass(frozen=True)
class Reader:
    """One person at one moment. Days are those of the reader's zone; working days those of the first organisation."""

    user: Any
    at: datetime.datetime
    today: datetime.date
    calendar: BusinessCalendar


def reader_of(user: Any, *, at: datetime.datetime) -> Reader:
    """The reader with the calendar of an organisation of their own, or else of one they stand in for. Two queries."""
    today = timezone.localdate(at)
    own = sorted(user.standing, key=lambda held: (held.stands_for is not None, held.organisation_id))
    if not own:
        return Reader(user, at, today, office_calendar(today.year, today.year + 1))
    organisation = Organisation.objects.visible_to(user).get(pk=own[0].organisation_id)
    return Reader(user, at, today, calendar_of(organisation, at=at))
