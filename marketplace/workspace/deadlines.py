"""A deadline in the words of a row: the day, the time left, and how much it presses."""

import datetime
from dataclasses import dataclass

from marketplace.business_time import working_days_between
from marketplace.components.formats import clock_time, day, local_date, short_day, zone_name

from .reader import Reader
from .steps import Due, Step, end_of

SOON_WORKING_DAYS = 3


@dataclass(frozen=True)
class Deadline:
    """ "Wed 25 Nov", "5:00 pm Eastern, 3 working days", "soon"; `urgency` is "now" once it has passed."""

    due: str
    left: str
    urgency: str = ""


def deadline_of(step: Step, reader: Reader) -> Deadline:
    """What the row says of the deadline; amber within three working days, counting today, and red once past."""
    if step.due is None:
        return Deadline("No deadline", f"waiting since {short_day(step.since)}" if step.since else "")
    on, passed = local_date(step.due), end_of(step.due) <= reader.at
    named = _named(step.due, reader)
    if passed:
        return Deadline(named, _overdue(on, reader), "now")
    days = working_days_between(reader.today, on, reader.calendar)
    urgency = "soon" if days <= SOON_WORKING_DAYS else ""
    return Deadline(named, _left(step.due, days, reader), urgency)


def _named(due: Due, reader: Reader) -> str:
    """Today, 5:00 pm, or Wed 25 Nov; with the year where it is another one."""
    on = local_date(due)
    if isinstance(due, datetime.datetime) and on == reader.today:
        return f"Today, {clock_time(due)}"
    return day(on).removesuffix(f" {reader.today.year}")


def _left(due: Due, days: int, reader: Reader) -> str:
    if not isinstance(due, datetime.datetime):
        return "end of the day" if due == reader.today else f"end of the day, {_working(days)}"
    if local_date(due) == reader.today:
        minutes = int((due - reader.at).total_seconds() // 60)
        hours = f"{minutes // 60} hour{'' if minutes < 120 else 's'}"
        return f"{zone_name(due)}, in {hours if minutes >= 60 else f'{minutes} minutes'}"
    return f"{clock_time(due)} {zone_name(due)}, {_working(days)}"


def _working(days: int) -> str:
    if not days:
        return "before the next working day"
    # Kept on one line, in a narrow column.
    return f"{days}\N{NO-BREAK SPACE}working\N{NO-BREAK SPACE}day{'' if days == 1 else 's'}"


def _overdue(on: datetime.date, reader: Reader) -> str:
    """Working days since the day it was due, that day not counted."""
    since = on + datetime.timedelta(days=1)
    days = working_days_between(since, reader.today, reader.calendar)
    return f"overdue by {_working(days)}" if days else "overdue"
