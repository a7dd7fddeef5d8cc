"""How long is left, the way people in an office count it: "13 working days, counting today; 26 Nov is a holiday"."""

import datetime
from functools import lru_cache
from itertools import groupby

from django.utils import timezone

from marketplace.business_time import (
    BusinessCalendar,
    holidays_between,
    public_holidays,
    weekly,
    working_days_between,
)
from marketplace.components.formats import MONTH_NAMES, local_date

OFFICE_HOURS = ((datetime.time(8), datetime.time(17)),)
HOLIDAYS_MATTER_WITHIN = 20


@lru_cache(maxsize=16)
def office_calendar(first_year: int, last_year: int) -> BusinessCalendar:
    """Monday to Friday without federal holidays, for screens that name no calendar of their own."""
    years = range(first_year, last_year + 1)
    return BusinessCalendar("UTC", weekly(OFFICE_HOURS), public_holidays(years))


def working_days_left(
    due: datetime.datetime | datetime.date | None, calendar: BusinessCalendar | None = None, *, at=None
) -> str:
    """The time left as a sentence part; `at` is the moment of reading. Nothing due gives nothing."""
    if not due:
        return ""
    at = at or timezone.now()
    today, last = local_date(at), local_date(due)
    if (due <= at) if isinstance(due, datetime.datetime) else (last < today):
        return "The deadline has passed"
    days = calendar or office_calendar(today.year, last.year)
    left = working_days_between(today, last, days)
    if not left:
        return "Before the next working day"
    words = f"{left} working day{'' if left == 1 else 's'}, counting today"
    between = [day for day, _ in holidays_between(today, last, days)] if left <= HOLIDAYS_MATTER_WITHIN else []
    return f"{words}; {_holidays(between)}" if between else words


def _holidays(days: list[datetime.date]) -> str:
    """ "26 and 27 Nov are holidays", "26 Nov and 25 Dec are holidays"."""
    groups = []
    for month, inside in groupby(days, key=lambda day: day.month):
        numbers = [str(day.day) for day in inside]
        groups.append(f"{' and '.join(numbers)} {MONTH_NAMES[month - 1]}")
    return f"{' and '.join(groups)} {'is a holiday' if len(days) == 1 else 'are holidays'}"
