"""Whether the demonstration's database fits the code: a note on the database itself, so that it goes with the data."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from tools.places import ROOT

APPS = ("marketplace", "catalog", "contracts", "rfp", "cms")


def is_current(address: str) -> bool:
    """Whether the database was loaded by this state of the code; False when there is none."""
    try:
        with psycopg.connect(address) as connection:
            note = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            found = connection.execute(note).fetchone()
    except psycopg.OperationalError:
        return False
    return found is not None and found[0] == _note()


def mark_current(address: str) -> None:
    """Write down that the database was loaded by this state of the code."""
    with psycopg.connect(address) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(_note())))


def _note() -> str:
    digest = hashlib.sha256()
    for path in _sources(ROOT):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return f"demonstration {digest.hexdigest()[:16]}"


def _sources(root: Path) -> Iterator[Path]:
    """What decides the data: the locked packages, every migration and the demonstration's own folder."""
    yield root / "requirements.lock"
    migrations = (path for app in APPS for path in (root / app).rglob("migrations/*.py"))
    demo = (path for path in (root / "marketplace" / "demo").rglob("*") if path.is_file() and path.suffix != ".pyc")
    yield from sorted({*migrations, *demo})
