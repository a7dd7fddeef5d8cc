"""Queries that are put into SQL once a process, and connections that the server has closed.

PostgreSQL plans every statement that comes twice once a connection (docs/adr/0016); these spare Python's part as well.
"""

import select
from collections.abc import Iterable
from copy import copy
from typing import Any, Generic, TypeVar

import psycopg.sql
from django.core.signals import request_started
from django.db import connection, connections
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class PreparedQuery(Generic[M]):
    """A query of the ORM's that is put into SQL once a process and planned once a connection.

    It is made with a stand-in for each value that changes, one like no other in it, by the name of what comes instead.
    """

    def __init__(self, rows: QuerySet[M], **stand_ins: Any) -> None:
        self._rows = rows
        self._compiler: Any = rows.query.get_compiler(connection=connection)
        names = {value: f"%({name})s" for name, value in stand_ins.items()}
        sql, values = self._compiler.as_sql()
        self.sql: str = sql % tuple(names.get(value) or _literal(value) for value in values)
        converters = self._compiler.get_converters(column for column, *_ in self._compiler.select)
        self._compiler.get_converters = lambda _: converters  # the same for all rows, looked up once
        self._compiler.connection = None  # that of the thread that asked first; each has its own

    def fetch(self, **values: Any) -> list[M]:
        """The rows with these values, as the ORM makes them; no further rows are prefetched."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        compiler, rows = copy(self._compiler), self._rows.all()
        compiler.connection = connection
        compiler.execute_sql = lambda **_: [found]
        rows.query.get_compiler = lambda **_: compiler  # type: ignore[method-assign]
        return list(rows)


def _literal(value: Any) -> str:
    return psycopg.sql.Literal(value).as_string(None).replace("%", "%%")


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
