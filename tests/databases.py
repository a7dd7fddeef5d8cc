"""One migrated template database, and clones of it for workers and for tests that commit."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql

from tools import baseline, postgres, processes, schema_proof

ROOT = Path(__file__).resolve().parent.parent
MIGRATING = 20_261_123  # the advisory lock that one process holds while it migrates
TEMPLATES_KEPT = 3
# Over a handful of rows every plan is quick and finding the best one is what takes time.
HASTE = {
    "join_collapse_limit": 1,
    "from_collapse_limit": 1,
    "enable_mergejoin": "off",
    "enable_memoize": "off",
    "max_parallel_workers_per_gather": 0,
    "plan_cache_mode": "force_generic_plan",
}
PLANS_KEPT = 2_000  # of one connection, which all tests of a worker share


@contextmanager
def server() -> Iterator[None]:
    """The database server that DATABASE_URL names, else the embedded one, for the time of the block."""
    if os.environ.get("DATABASE_URL") not in {None, postgres.address(postgres.DEVELOPMENT)}:
        yield
        return
    with postgres.used(postgres.TESTS, durable=False):
        settings = connections["default"].settings_dict
        settings |= {"HOST": "", "PORT": "", "USER": postgres.USER, "PASSWORD": "", "NAME": "postgres"}
        settings["OPTIONS"]["host"] = str(postgres.home_of(postgres.TESTS).sockets)
        os.environ["DATABASE_URL"] = postgres.address(postgres.TESTS, "postgres")
        yield


@contextmanager
def planned_in_haste() -> Iterator[None]:
    """New connections of Django's take joins in the order in which they are written, and keep what they have planned.

    Never where speed is measured.
    """
    options = connections["default"].settings_dict["OPTIONS"]
    before = options.get("options", "")
    options["options"] = " ".join([before, *(f"-c {name}={value}" for name, value in HASTE.items())]).strip()
    connection_created.connect(_keep_plans)
    yield
    connection_created.disconnect(_keep_plans)
    options["options"] = before


def _keep_plans(connection: BaseDatabaseWrapper, **about: Any) -> None:
    """Also after a rollback, and where a table changes: psycopg would forget all that it knows to be planned.

    PostgreSQL plans anew what needs it by itself, as it does when another connection changes a table.
    """
    connection.connection.prepared_max = PLANS_KEPT
    connection.connection._prepared._should_discard = lambda prep, results: False


def migrated_template() -> str:
    """The name of a database with every migration applied, made at most once for one state of the code.

    The older ones come as SQL, proven to say the same (tools/schema_proof.py).
    """
    name = f"template_{_fingerprint()}"
    with _maintenance() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        _sweep(connection)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            unfinished = f"unfinished_{name}"
            _execute(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
            _execute(connection, "CREATE DATABASE {}", unfinished)
            with connected_to(unfinished):
                baseline.take_if_empty(os.environ["DATABASE_URL"])
                call_command("migrate", verbosity=0, interactive=False)
            _execute(connection, "ALTER DATABASE {} RENAME TO {}", unfinished, name)
            _execute(connection, "ALTER DATABASE {} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false", name)
    return name


def clone(template: str) -> AbstractContextManager[str]:
    """A copy of the template for the time of the block."""
    return _made("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", template)


def empty() -> AbstractContextManager[str]:
    """A database with nothing in it for the time of the block."""
    return _made("CREATE DATABASE {} TEMPLATE {}", "template0")


@contextmanager
def _made(statement: str, template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    with _maintenance() as connection:
        _execute(connection, statement, name, template)
    try:
        yield name
    finally:
        with _maintenance() as connection:
            _execute(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Every connection of Django's goes to this database for the time of the block."""
    settings = connections["default"].settings_dict
    before = settings["NAME"], os.environ.get("DATABASE_URL")
    _switch(name, os.environ["DATABASE_URL"].replace(f"/{before[0]}?", f"/{name}?"))
    try:
        yield
    finally:
        _switch(*before)


def _switch(name: str, address: str | None) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    if address:
        os.environ["DATABASE_URL"] = address
    ContentType.objects.clear_cache()


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    """An autocommit connection of its own: CREATE DATABASE works in no transaction."""
    parameters = connections["default"].get_connection_params()
    kept = {key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters}
    with psycopg.connect(dbname="postgres", autocommit=True, **kept) as connection:
        yield connection


def _execute(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _sweep(connection: psycopg.Connection) -> None:
    """Drop the clones of killed runs and all but the newest templates."""
    rows = connection.execute("SELECT datname FROM pg_database ORDER BY oid DESC").fetchall()
    for name in _left_by_killed_runs(name for (name,) in rows if name.startswith("test_")):
        _execute(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    for name in [name for (name,) in rows if name.startswith("template_")][TEMPLATES_KEPT:]:
        _execute(connection, "ALTER DATABASE {} WITH IS_TEMPLATE false", name)
        _execute(connection, "DROP DATABASE IF EXISTS {}", name)


def _left_by_killed_runs(names: Iterable[str]) -> list[str]:
    return [name for name in names if not processes.arguments(int(name.split("_")[1]))]


def _fingerprint() -> str:
    """Changes with every migration of the project, the kept schema, the locked packages and the list of apps."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes() + schema_proof.SQL.read_bytes())
    for config in apps.get_app_configs():
        digest.update(config.name.encode())
        folder = Path(config.path) / "migrations"
        if folder.is_relative_to(ROOT) and ".venv" not in folder.parts:
            for path in sorted(folder.glob("*.py")):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
