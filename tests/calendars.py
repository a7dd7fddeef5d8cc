"""A set calendar: the clocks of Python and of the database, which decides about deadlines, go on from a moment."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.db import connection

IN_A_TABLE = """
    CREATE SCHEMA calendar;
    CREATE TABLE calendar.ahead AS SELECT interval '0' AS by;
    CREATE FUNCTION calendar.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + by FROM calendar.ahead';
"""
READ_FIRST = "search_path = calendar, pg_catalog, public"


def until_taken_back() -> None:
    """The database reads its clock from a table until the transaction, or the world, is taken back."""
    with connection.cursor() as cursor:
        cursor.execute(IN_A_TABLE)
        cursor.execute(f"SET LOCAL {READ_FIRST}")


def for_good() -> None:
    """The same for every connection to a database of the test's own."""
    with connection.cursor() as cursor:
        cursor.execute(IN_A_TABLE)
        cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET {READ_FIRST}')
    connection.close()


@contextmanager
def on(moment: datetime.datetime) -> Iterator[None]:
    """Both clocks go on from this moment, the database's until the next one is set."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calendar.ahead SET by = %s - pg_catalog.clock_timestamp()", [moment])
    with time_machine.travel(moment):
        yield
