"""The tests' own database: migrated once, one clone a worker, one clone for each test that commits."""

import subprocess
import sys
import urllib.request

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from tests import databases


def _current_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_worker_has_a_migrated_database_of_its_own():
    assert _current_database().startswith("test_")
    assert Group.objects.filter(name="nobody of this name").count() == 0


def test_a_test_that_commits_gets_another_database(cloned_database):
    assert _current_database() == cloned_database
    with transaction.atomic():
        Group.objects.create(name="committed")
    connection.close()
    assert Group.objects.filter(name="committed").exists()


@pytest.mark.django_db
def test_what_was_committed_to_a_clone_is_nowhere_else():
    assert not Group.objects.filter(name="committed").exists()


def test_a_clone_is_gone_after_its_use(database_template, django_db_blocker):
    with databases.clone(database_template) as name:
        pass
    with databases._maintenance() as maintenance:
        assert maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None


def test_clones_of_a_killed_run_are_swept(database_template):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = f"test_{ended.pid}_left"
    with databases._maintenance() as maintenance:
        databases._execute(maintenance, "CREATE DATABASE {}", left)
        databases._sweep(maintenance)
        names = {name for (name,) in maintenance.execute("SELECT datname FROM pg_database")}
    assert left not in names
    assert database_template in names


def test_a_live_site_answers_over_the_clone(live_site):
    with urllib.request.urlopen(f"{live_site.url}/health/live") as answer:
        assert answer.status == 200
