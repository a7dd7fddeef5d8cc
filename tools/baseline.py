"""The schema that all migrations of some day make, kept as SQL: an empty database takes it, then the newer migrations.

That is for the demonstration and the tests, which begin with an empty database again and again; production migrates.
`python -m tools.baseline write` makes the file again and proves it (tools/schema_proof.py). `./stoa check` asks for
that proof; without one that fits, and where newer migrations have come, it migrates from nothing and compares.
"""

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tools import migration_safety, postgres, schema_proof
from tools.places import ROOT
from tools.refusal import Refusal

MANAGE = [sys.executable, str(ROOT / "manage.py"), "migrate", "--noinput", "-v0"]
_MADE_BY = re.compile(r"^-- Dumped from database version (\d+)", re.MULTILINE)
# What differs between two databases that were migrated alike: the hour, keys made at random, numbers of rows.
_CHANCE = re.compile(r"\d{4}-\d\d-\d\d [\d:.+]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d+\b")


def take(connection: psycopg.Connection) -> bool:
    """Fill an empty database; False, and nothing done, where the kept schema does not fit the code or the server."""
    kept = schema_proof.kept_text()
    made_by = _MADE_BY.search(kept)
    if not made_by or connection.info.server_version // 10_000 != int(made_by[1]) or not schema_proof.fits(kept):
        return False
    connection.execute(kept.encode())
    return True


def take_if_empty(address: str) -> bool:
    """The same for the database of that address, unless something was ever migrated there."""
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
        return found == (None,) and take(connection)


def write() -> None:
    """Migrate an empty database from nothing and keep what came of it, proven. Raises Refusal."""
    with postgres.used(postgres.TESTS, durable=False), _database("migrated") as made:
        if migration_safety.main():
            raise Refusal("The linter refuses a migration, so the schema is kept as it was.")
        _migrate(made)
        head = [f"-- own: {path} {schema_proof.digest_of(ROOT / path)}" for path in schema_proof.own_migrations()]
        kept = "\n".join([*head, _dump("migrated")])
        schema_proof.SQL.write_text(kept)
        differences = _differences()
        if differences:
            raise Refusal("The schema is written, but does not read back as it was made:\n" + "\n".join(differences))
    schema_proof.SQL.write_text(f"-- proven: {schema_proof.proof_of(kept)}\n{kept}")
    print(f"wrote {schema_proof.SQL.relative_to(ROOT)}: {len(head)} migrations of ours")


def compare() -> list[str]:
    """What differs between the migrations from nothing and the kept schema with the newer ones after it.

    A newer one may take its place before older ones, so that none may be there where the proof is enough.
    """
    if schema_proof.is_proven() and not schema_proof.newer_migrations():
        return []
    with postgres.used(postgres.TESTS, durable=False), _database("migrated") as made:
        _migrate(made)
        return _differences()


def _differences() -> list[str]:
    """Between the database `migrated` and what the kept schema gives."""
    with _database("baseline") as kept:
        if not take_if_empty(kept):
            return ["The kept schema does not fit the migrations: python -m tools.baseline write"]
        _migrate(kept)
        ours, theirs = (_comparable(_read_back(_dump(name))) for name in ("baseline", "migrated"))
    return list(difflib.unified_diff(ours, theirs, "kept", "migrated", lineterm="", n=1))


def _read_back(dump: str) -> str:
    """What comes out where a dump went in: the server words a condition that it read from text a little differently."""
    with _database("read_back") as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(dump.encode())
        return _dump("read_back")


def _comparable(dump: str) -> list[str]:
    """Definitions in their order; rows without their numbers, in any order."""
    parts: tuple[list[str], list[str]] = ([], [])
    for line in dump.splitlines():
        is_row = line.startswith(("INSERT INTO", "SELECT pg_catalog.setval"))
        parts[is_row].append(_CHANCE.sub("N", line) if is_row else line)
    return parts[0] + sorted(parts[1])


def _migrate(address: str) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "marketplace.settings.testing", **os.environ, "DATABASE_URL": address}
    done = subprocess.run(MANAGE, env=environment, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 our own
    if done.returncode:
        raise Refusal(f"The migrations failed: {done.stderr.strip()}")


def _dump(name: str) -> str:
    home = postgres.home_of(postgres.TESTS)
    where = ["-h", str(home.sockets), "-U", postgres.USER]
    command = [str(home.binaries / "pg_dump"), *where, "--no-owner", "--inserts", name]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 our own binary
    # Words for psql alone, with a key made at random.
    return "\n".join(line for line in dump.splitlines() if not line.startswith("\\")) + "\n"


@contextmanager
def _database(name: str) -> Iterator[str]:
    """An empty database on the tests' server for the time of the block; its address."""
    postgres.drop_database(postgres.TESTS, name)
    postgres.create_database(postgres.TESTS, name)
    yield postgres.address(postgres.TESTS, name)
    postgres.drop_database(postgres.TESTS, name)


def main(arguments: list[str]) -> int:
    """`python -m tools.baseline write|compare`."""
    if arguments == ["write"]:
        write()
        return 0
    differences = compare()
    print("\n".join(differences))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
