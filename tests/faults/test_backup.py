"""The backup that docs/operations.md describes, taken while people work, and restored beside the original."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from contracts.models import PeriodResult
from contracts.service_levels.actions import close_period
from contracts.service_levels.evidence_files import EvidenceAltered
from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.checkpoint_files import faults_against_files
from marketplace.audit.tasks import sign_daily_checkpoint
from marketplace.permissions import SYSTEM
from tests import databases
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    loaded,
    steady,
    term_of,
)
from tools import postgres

PROGRAMS = postgres.home_of(postgres.TESTS).binaries


def told(program: str, *words: str) -> None:
    subprocess.run([PROGRAMS / program, *words], check=True, capture_output=True, text=True, timeout=120)


def address_of(name: str) -> str:
    """As libpq takes it."""
    parameters = connection.get_connection_params()
    words = {key: parameters[key] for key in ("host", "port", "user", "password") if parameters.get(key)}
    return " ".join(f"{key}={value}" for key, value in {**words, "dbname": name}.items())


@pytest.fixture
def restored(cloned_database, storage, settings, tmp_path_factory):
    """A site with a closed month and a signed trail, backed up and restored; its storage is now the copy."""
    closed_month = closed(loaded_term())
    sign_daily_checkpoint(timestamp=0)
    kept = tmp_path_factory.mktemp("backup")
    told("pg_dump", "--format=custom", f"--file={kept / 'stoa.dump'}", address_of(cloned_database))
    shutil.copytree(storage, kept / "storage")
    # What comes after the backup is not in it; what was there is.
    loaded_term()
    with databases.empty() as name:
        told("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={address_of(name)}", str(kept / "stoa.dump"))
        default = settings.STORAGES["default"] | {"OPTIONS": {"location": kept / "storage"}}
        settings.STORAGES = settings.STORAGES | {"default": default}
        with databases.connected_to(name):
            yield closed_month, Path(kept / "storage")


def loaded_term():
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY))
    return term


def test_a_restored_site_proves_its_trail_computes_the_same_and_misses_no_file(restored):
    before, storage = restored
    assert find_first_bad_event() is None
    assert list(faults_against_files()) == []

    result = PeriodResult.objects.get()
    assert (result.inputs_sha256, result.uptime_percent) == (before.inputs_sha256, before.uptime_percent)
    again, is_new = close_period(term=result.term, period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT)
    assert (again.pk, is_new) == (result.pk, False)

    for statement in ("DELETE FROM audit_auditevent", "UPDATE contracts_periodresult SET credit = 0"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    next((storage / "evidence").rglob("*.parquet")).unlink()
    with pytest.raises(EvidenceAltered, match="Restore the file from the backup"):
        close_period(term=result.term, period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT)
