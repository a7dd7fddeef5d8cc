"""Calendar quarters, by their first day on the office’s own calendar."""

import datetime


def quarter_of(day: datetime.date) -> datetime.date:
    """The first day of the calendar quarter that a day lies in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def quarter_after(quarter: datetime.date) -> datetime.date:
    """The first day of the next quarter."""
    return (quarter + datetime.timedelta(days=93)).replace(day=1)


def quarter_name(quarter: datetime.date) -> str:
    """“Q3 2026”."""
    return f"Q{(quarter.month + 2) // 3} {quarter.year}"
