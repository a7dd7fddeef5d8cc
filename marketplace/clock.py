"""The clock that decides: the database's, so that two web servers cannot disagree about a deadline."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

Clock = Callable[[], datetime.datetime]


def database_now() -> datetime.datetime:
    """The database's wall clock, in UTC. Unlike now() it moves on inside a transaction: read it after the lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(datetime.UTC)


def office_day(at: datetime.datetime) -> datetime.date:
    """The day of a moment on the office's own calendar, wherever its reader is."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
