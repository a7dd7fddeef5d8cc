"""The kept schema: taken by an empty database of its own kind, and by no other; proven until anything changes."""

import psycopg
import pytest

from tests import databases
from tools import baseline, migration_safety, schema_proof


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
        monkeypatch.setattr(schema_proof, "SQL", tmp_path / "baseline.sql")
        schema_proof.SQL.write_text(text)

    return keep


def tables(connection):
    return connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0]


def test_an_empty_database_takes_it_with_the_list_of_its_migrations(empty):
    if not baseline.take(empty):
        pytest.skip("the kept schema is of another kind of server, or waits to be written again")
    applied = empty.execute("SELECT app || '/migrations/' || name FROM public.django_migrations").fetchall()
    own = schema_proof.OWN.findall(schema_proof.kept_text())
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


@pytest.fixture
def asked(monkeypatch):
    """What the linter was asked, and whether everything was migrated from nothing: both take minutes."""
    found = []
    monkeypatch.setattr(migration_safety, "judge", lambda paths=None: found.append(paths) or 0)
    monkeypatch.setattr(migration_safety, "_last_release", lambda: "")
    monkeypatch.setattr(baseline, "_migrate", lambda address: found.append("from nothing"))
    monkeypatch.setattr(baseline, "_differences", list)
    return found


def of_all_migrations(*, but=()):
    """A kept text that holds our migrations as they are."""
    paths = [path for path in schema_proof.own_migrations() if path not in but]
    return "".join(f"-- own: {path} {schema_proof.digest_of(schema_proof.ROOT / path)}\n" for path in paths)


def proven(text):
    return f"-- proven: {schema_proof.proof_of(text)}\n{text}"


def test_what_is_proven_is_not_proven_again(kept, asked):
    kept(proven(of_all_migrations()))
    assert migration_safety.main() == 0
    assert baseline.compare() == []
    assert asked == []


def test_a_newer_migration_is_judged_and_has_all_compared_from_nothing(database_template, kept, asked):
    newer = schema_proof.own_migrations()[-1]
    kept(proven(of_all_migrations(but=[newer])))
    assert migration_safety.main() == 0
    assert baseline.compare() == []
    assert asked == [[newer], "from nothing"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("-- proven: ", "-- proven: 0"),
        lambda text: text + "CREATE TABLE public.one (id int);\n",
        lambda text: text.replace("0001_initial.py ", "0001_initial.py 0", 1),
        lambda text: text.partition("\n")[2],
    ],
    ids=["another digest", "a table more", "another migration", "no digest"],
)
def test_after_any_change_everything_is_judged_anew(database_template, kept, asked, change):
    kept(change(proven(of_all_migrations())))
    assert migration_safety.main() == 0
    assert baseline.compare() == []
    assert asked == [None, "from nothing"]


def test_other_packages_end_the_proof(kept, tmp_path, monkeypatch):
    kept(proven(of_all_migrations()))
    assert schema_proof.is_proven()
    lock = tmp_path / "requirements.lock"
    lock.write_text("another Django")
    monkeypatch.setattr(schema_proof, "BESIDE", (str(lock), *schema_proof.BESIDE[1:]))
    assert not schema_proof.is_proven()
