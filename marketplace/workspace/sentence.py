"""The sentence under the heading: the day, what needs the reader this week, when offices are closed."""

import datetime
from collections.abc import Sequence

from marketplace.business_time import WEEKDAYS, holidays_between
from marketplace.components.formats import local_date

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
    due = [[step for step in one.steps if step.due and local_date(step.due) <= sunday] for one in found]
    count, waiting = sum(map(len, due)), sum(one.total for one in found)
    if not count:
        return f"Nothing is due {week}" + (
            f" and {_things(waiting, 'waits', 'wait').lower()} for you" if waiting else ""
        )
    # Where all that was loaded of a kind is due, more of it may be.
    more = any(steps and len(steps) == len(one.steps) < one.total for steps, one in zip(due, found, strict=True))
    things = f"More than {_things(count, 'needs', 'need').lower()}" if more else _things(count, "needs", "need")
    overdue = sum(step.due_at <= reader.at for steps in due for step in steps)
    late = " and is overdue" if count == 1 else f", {_number(overdue).lower()} of them overdue"
    return f"{things} you {week}{late if overdue else ''}"


def _things(count: int, verb: str, verbs: str) -> str:
    return f"One thing {verb}" if count == 1 else f"{_number(count)} things {verbs}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _closed(reader: Reader) -> str:
    """ "offices are closed today and on Friday"; nothing in a week without a holiday."""
    _, sunday = week_of(reader.today)
    days = [day for day, _ in holidays_between(reader.today, sunday, reader.calendar)]
    later = " and ".join(WEEKDAYS[day.weekday()] for day in days if day != reader.today)
    names = [*(["today"] if reader.today in days else []), *([f"on {later}"] if later else [])]
    return f"offices are closed {' and '.join(names)}" if names else ""
