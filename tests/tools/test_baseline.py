"""The kept schema: taken by an empty database of its own kind, and by no other."""

import psycopg
import pytest

from tests import databases
from tools import baseline


@pytest.fixture
def empty(database_template):
    """A connection to an empty database."""
    with databases._maintenance() as maintenance:
        databases._execute(maintenance, "CREATE DATABASE {}", "baseline_test")
        parameters = {key: getattr(maintenance.info, key) for key in ("host", "port", "user", "password")}
        try:
            with psycopg.connect(dbname="baseline_test", autocommit=True, **parameters) as connection:
                yield connection
        finally:
            databases._execute(maintenance, "DROP DATABASE {} WITH (FORCE)", "baseline_test")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Puts another text in place of the kept schema."""

    def keep(text):
        monkeypatch.setattr(baseline, "SQL", tmp_path / "baseline.sql")
        baseline.SQL.write_text(text)

    return keep


def tables(connection):
    return connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0]


def test_an_empty_database_takes_it_with_the_list_of_its_migrations(empty):
    if not baseline.take(empty):
        pytest.skip("the kept schema is of another kind of server, or waits to be written again")
    applied = empty.execute("SELECT app || '/migrations/' || name FROM public.django_migrations").fetchall()
    own = baseline._OWN.findall(baseline.SQL.read_text())
    assert {path.removeprefix("marketplace/").removesuffix(".py") for path, _ in own} <= {name for (name,) in applied}


@pytest.mark.parametrize(
    "head",
    [
        "-- own: catalog/migrations/0001_initial.py 0000000000000000",
        "-- own: catalog/migrations/0001_never_was.py 0000000000000000",
    ],
)
def test_one_that_holds_a_migration_that_changed_or_went_is_left_alone(empty, kept, head):
    version = empty.info.server_version // 10_000
    kept(f"{head}\n-- Dumped from database version {version}.1\nCREATE TABLE public.one (id int);\n")
    assert not baseline.take(empty)
    assert tables(empty) == 0


def test_one_of_another_servers_version_is_left_alone(empty, kept):
    kept("-- Dumped from database version 9.6\nCREATE TABLE public.one (id int);\n")
    assert not baseline.take(empty)
    assert tables(empty) == 0


def test_without_one_everything_is_migrated(empty, kept):
    kept("")
    assert not baseline.take(empty)


def test_rows_are_compared_without_numbers_keys_and_hours_and_definitions_as_they_stand():
    row = "INSERT INTO public.cms_page VALUES ({}, '{}', '{}', 'Home');\n"
    one = row.format(4, "2026-11-28 19:00:00.12+00", "0f8fad5b-d9cb-469f-a165-70867728950e")
    other = row.format(9, "2026-11-29 07:13:00.40+00", "7c9e6679-7425-40de-944b-e07fc1f90ae7")
    assert baseline._comparable(one) == baseline._comparable(other)
    assert baseline._comparable(one) != baseline._comparable(other.replace("Home", "House"))
    assert baseline._comparable("CHECK (a > 1)") != baseline._comparable("CHECK (a > 2)")
