"""An organisation's working calendar as a value that business_time can count with."""

import datetime

from marketplace.business_time import BusinessCalendar, public_holidays, weekly

from .models import BusinessHours, Organisation

USUAL_HOURS = ((datetime.time(8), datetime.time(17)),)
YEARS_AHEAD = 4


def calendar_of(organisation: Organisation, *, at: datetime.datetime) -> BusinessCalendar:
    """The calendar of `organisation` around `at`; Monday to Friday, 8:00 to 17:00, where none is kept. One query."""
    kept = BusinessHours.objects.filter(organisation=organisation).first()
    years = range(at.year - 1, at.year + YEARS_AHEAD)
    if kept is None:
        return BusinessCalendar(organisation.time_zone, weekly(USUAL_HOURS), public_holidays(years))
    named = {datetime.date.fromisoformat(day): name for day, name in kept.closed_days.items()}
    closed = public_holidays(years, named=named) if kept.public_holidays == "US" else named
    week = {day: tuple(_opening(*hours) for hours in openings) for day, openings in enumerate(kept.weekly)}
    return BusinessCalendar(kept.time_zone, week, closed)


def _opening(opens: str, closes: str) -> tuple[datetime.time, datetime.time]:
    return datetime.time.fromisoformat(opens), datetime.time.fromisoformat(closes)
