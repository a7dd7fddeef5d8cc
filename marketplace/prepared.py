"""Cursors for statements that PostgreSQL plans once a connection: those that take longer to plan than to answer."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor


def prepared_cursor() -> Any:
    """A cursor like Django's own whose statements are planned once for all their parameters.

    Values travel beside the text, so whatever differs between two searches has to be a parameter. Where
    DATABASE_PREPARES says no, each is planned anew.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
        return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


def listed(ids: Iterable[int]) -> str:
    """Numbers as an array that has the same type whatever its values: cast it in the statement."""
    return f"{{{','.join(map(str, ids))}}}"
