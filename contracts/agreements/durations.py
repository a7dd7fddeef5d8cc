"""How long contracts and orders run."""

import calendar
import datetime


def months_after(start: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, the month's last day where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Whole months from `start` to `end`, one at least: what a price a month is reckoned with."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(months, 1)
