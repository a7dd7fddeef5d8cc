"""The sentence under the heading: the day, what needs the reader this week, when offices are closed."""

import datetime
from collections.abc import Sequence

from marketplace.business_time import WEEKDAYS, holidays_between

from .reader import Reader
from .steps import Found

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
SATURDAY = 5


def sentence(found: Sequence[Found], reader: Reader) -> str:
    """ "Monday 23 November 2026. Five things need you this week; offices are closed on Thursday and Friday." """
    today = reader.today
    closed = _closed(reader)
    parts = [_needed(found, reader), *([closed] if closed else [])]
    return f"{today:%A} {today.day} {today:%B} {today.year}. {'; '.join(parts)}."


def week_of(today: datetime.date) -> tuple[str, datetime.date]:
    """The week that matters and its Sunday: on Saturday and Sunday the coming one."""
    coming = today.weekday() >= SATURDAY
    sunday = today + datetime.timedelta(days=6 - today.weekday() + (7 if coming else 0))
    return ("next week" if coming else "this week"), sunday


def _needed(found: Sequence[Found], reader: Reader) -> str:
    week, sunday = week_of(reader.today)
    ends_on = sunday + datetime.timedelta(days=1)
    due = [[step for step in one.steps if _is_due(step, ends_on)] for one in found]
    count = sum(map(len, due))
    overdue = sum(step.due_at <= reader.at for steps in due for step in steps)
    # Where all that was loaded of a kind is due, more of it may be.
    more = any(steps and len(steps) == len(one.steps) < one.total for steps, one in zip(due, found, strict=True))
    if not count:
        waiting = sum(one.total for one in found)
        nothing = f"Nothing is due {week}"
        return f"{nothing}, and {_things(waiting).lower()} without haste" if waiting else nothing
    things = f"More than {_number(count).lower()} things need" if more else _things(count)
    late = f", {_number(overdue).lower()} of them overdue" if overdue and count > 1 else ""
    alone = " and is overdue" if overdue and count == 1 else ""
    return f"{things} you {week}{alone}{late}"


def _is_due(step, ends_on: datetime.date) -> bool:
    from_zone = step.due_at
    return from_zone is not None and _local_day_before(from_zone) < ends_on


def _things(count: int) -> str:
    return "One thing needs" if count == 1 else f"{_number(count)} things need"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _closed(reader: Reader) -> str:
    week, sunday = week_of(reader.today)
    days = [day for day, _ in holidays_between(reader.today, sunday, reader.calendar)]
    if not days:
        return ""
    names = ["today" if day == reader.today else f"on {WEEKDAYS[day.weekday()]}" for day in days]
    return f"offices are closed {' and '.join(names)}"
