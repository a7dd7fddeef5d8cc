"""The strip of days: fifteen weekdays from today, what falls due on each, and when offices are closed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.business_time import BusinessCalendar, is_working_day
from marketplace.components.formats import local_date

from .steps import Step

DAYS_SHOWN = 15
SATURDAY = 5
CLOSED = "Offices closed"


@dataclass(frozen=True)
class Day:
    """`kind` is "now", "off", "mark" or nothing; `words` say what falls due, or that offices are closed."""

    on: datetime.date
    kind: str
    words: str
    is_new_month: bool


def strip_of_days(steps: Iterable[Step], *, at: datetime.datetime, calendar: BusinessCalendar) -> list[Day]:
    """The next fifteen weekdays. What is overdue stands under today, what falls on a weekend under the day before."""
    today = local_date(at)
    days = _weekdays_from(today)
    marks: dict[datetime.date, list[str]] = {}
    for step in steps:
        if step.due_at is not None:
            due = max(local_date(step.due_at), today)
            shown = max((day for day in days if day <= due), default=days[0])
            if due <= days[-1]:
                marks.setdefault(shown, []).append(step.mark)
    return [
        _day(day, today=today, marks=marks.get(day, []), is_open=is_working_day(day, calendar), before=before)
        for day, before in zip(days, [None, *days], strict=False)
    ]


def _weekdays_from(today: datetime.date) -> list[datetime.date]:
    later = (today + datetime.timedelta(days=number) for number in range(DAYS_SHOWN * 2))
    return [day for day in later if day.weekday() < SATURDAY][:DAYS_SHOWN]


def _day(
    on: datetime.date, *, today: datetime.date, marks: list[str], is_open: bool, before: datetime.date | None
) -> Day:
    words = (
        marks[0] if len(marks) == 1 else f"{len(marks)} things due" if marks else "" if is_open else "Offices closed"
    )
    kind = "now" if on == today else "mark" if marks else "" if is_open else "off"
    return Day(on, kind, words, is_new_month=before is not None and before.month != on.month)


def summary(steps: Iterable[Step], days: Iterable[Day], *, at: datetime.datetime) -> str:
    """ "Five things need you this week; offices are closed on Thursday." """
    today = local_date(at)
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    due = sum(1 for step in steps if step.due_at is not None and local_date(step.due_at) <= sunday)
    counted = {0: "Nothing falls due", 1: "One thing needs you"}.get(due, f"{due} things need you")
    closed = [f"{day.on:%A}" for day in days if day.on <= sunday and day.words == CLOSED]
    return f"{counted} this week{'; offices are closed on ' + ' and '.join(closed) if closed else ''}."
