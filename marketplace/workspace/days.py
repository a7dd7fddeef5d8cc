"""The row of the next fifteen working days: what falls due on each, and when offices are closed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketplace.components.formats import DAY_NAMES, MONTH_NAMES, clock_time, local_date

from .reader import Reader
from .steps import Step

DAYS_SHOWN = 15
MARKS_SHOWN = 2


@dataclass(frozen=True)
class Day:
    """One column. `closed` is the holiday's name; `state` is "now", "off", "mark" or nothing."""

    on: datetime.date
    name: str
    closed: str
    marks: tuple[str, ...]
    state: str


def next_days(steps: Iterable[Step], reader: Reader) -> list[Day]:
    """Fifteen days on which offices are open, or would be without a holiday, from today on."""
    shown = list(_working_days(reader))
    fallen: dict[datetime.date, list[Step]] = {}
    for step in steps:
        on = step.due and local_date(step.due)
        if on and reader.today <= on and step.due_at > reader.at:
            # What falls due while nobody works stands on the last working day before.
            at_work = max((day for day in shown if day <= on), default=shown[0])
            if on < shown[-1] + datetime.timedelta(days=3):
                fallen.setdefault(at_work, []).append(step)
    return [_day(on, fallen.get(on, []), reader, first=on == shown[0]) for on in shown]


def _working_days(reader: Reader) -> Iterator[datetime.date]:
    on, found = reader.today, 0
    while found < DAYS_SHOWN:
        if reader.calendar.week.get(on.weekday()) or reader.calendar.openings.get(on):
            found += 1
            yield on
        on += datetime.timedelta(days=1)


def _day(on: datetime.date, steps: list[Step], reader: Reader, *, first: bool) -> Day:
    closed = reader.calendar.closed.get(on, "")
    state = "now" if on == reader.today else "off" if closed else "mark" if steps else ""
    month = f", {MONTH_NAMES[on.month - 1]}" if on.day == 1 or (first and on != reader.today) else ""
    return Day(on, f"{DAY_NAMES[on.weekday()]}{month}", closed, _marks(steps, on), state)


def _marks(steps: list[Step], on: datetime.date) -> tuple[str, ...]:
    """What falls due, most frequent first: "Approval due 5:00 pm", "3 × Answer due", "2 more"."""
    counted = Counter(step.mark for step in steps).most_common()
    shown = [f"{count} × {mark}" if count > 1 else mark for mark, count in counted[:MARKS_SHOWN]]
    if len(steps) == 1 and isinstance(steps[0].due, datetime.datetime):
        due = steps[0].due
        elsewhere = f"{DAY_NAMES[local_date(due).weekday()]} " if local_date(due) != on else ""
        shown = [f"{shown[0]} {elsewhere}{clock_time(due)}"]
    if len(counted) > MARKS_SHOWN:
        shown.append(f"{sum(count for _, count in counted[MARKS_SHOWN:])} more")
    return tuple(shown)
