"""What an orchestrator asks before it sends people here."""

import datetime
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django.models import ProcrastinateWorker

from catalog.search.engines import engine_state, uses_elasticsearch
from marketplace.clock import Clock, database_now

WORKER_SILENT_AFTER = datetime.timedelta(seconds=60)


def parts_ready(*, now: Clock = database_now) -> dict[str, str]:
    """Each part with "ok" or what is wrong with it: database, migrations, worker, and Elasticsearch where it is set."""
    engine = {"elasticsearch": engine_state()} if uses_elasticsearch() else {}
    try:
        at = now()
        return {"database": "ok", "migrations": _migrations(), "worker": _worker(at)} | engine
    except DatabaseError:
        return {"database": "does not answer", "migrations": "unknown", "worker": "unknown"} | engine


class MigrationsWaiting(Exception):
    """The database is older than the code."""


def _migrations() -> str:
    try:
        _require_migrations(connection.settings_dict["NAME"])
    except MigrationsWaiting as waiting:
        return f"waiting: {waiting}"
    return "ok"


@cache  # keeps no exceptions: the code of a running process does not change, so what is applied stays applied
def _require_migrations(database: str) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise MigrationsWaiting(plan[0][0])


def last_heartbeat() -> datetime.datetime | None:
    """When a worker last said that it lives; None where none ever did."""
    return ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True).first()


def _worker(at: datetime.datetime) -> str:
    newest = last_heartbeat()
    if newest is None:
        return "none runs"
    silent = at - newest
    return "ok" if silent <= WORKER_SILENT_AFTER else f"silent for {int(silent.total_seconds())} s"
