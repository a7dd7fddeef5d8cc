"""How long an order runs."""

import calendar
import datetime


def months_after(start: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, the month's last day where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))
