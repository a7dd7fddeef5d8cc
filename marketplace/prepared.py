"""Connections: statements that PostgreSQL plans once for each, and those that it has closed.

Planned once are statements that take longer to plan than to answer.
"""

import select
from collections.abc import Iterable
from typing import Any

from django.core.signals import request_started
from django.db import connection, connections
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


def leave_dead_connections(**about: Any) -> None:
    """Before a request: closes what the server has closed, so that the request gets a new one.

    A server that ends a connection says so on it, and nothing else is ever said there between two requests. A
    question and its answer would tell no more, since of a line that is cut both hear nothing.
    """
    for used in connections.all(initialized_only=True):
        if used.connection is not None and not used.in_atomic_block and has_spoken(used.connection):
            used.close()


def has_spoken(raw: Any) -> bool:
    """Whether there is something to be heard on a connection on which nothing was asked."""
    if raw.closed:
        return True
    listening = select.poll()
    listening.register(raw.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(listening.poll(0))


request_started.connect(leave_dead_connections)
