"""Two at the same moment, and a process killed half way: all of a load or a closing is there, once, or nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db.models import Sum
from django.db.models.query import QuerySet

from contracts.agreements.models import ServiceLevelTerm
from contracts.models import EvidenceBatch, HourlyRollup, PeriodResult, ServiceCredit
from contracts.service_levels.actions import LoadReport, close_period, load_measurements
from contracts.service_levels.readings import read_history
from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.permissions import SYSTEM
from tests.factories.measurements import (
    JULY,
    JUNE,
    PERIOD,
    contract_with_order,
    csv_of,
    june,
    loaded,
    steady,
    term_of,
)
from tests.races import at_once, goes_wrong, meeting_clock

ROOT = Path(__file__).resolve().parents[2]
OUTAGE = (june(7, 13, 12), june(7, 14, 26))
ROWS = steady(JUNE, JULY, OUTAGE)
LONGEST_START = 120


@pytest.fixture
def unlocked(monkeypatch):
    """Row locks that lock nothing."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)


def race_to_load(term: ServiceLevelTerm) -> list[object]:
    readings, clock = read_history(csv_of(ROWS)), meeting_clock()
    return at_once(*[lambda: load_measurements(term=term, readings=readings, by=SYSTEM, now=clock)] * 2)


def race_to_close(term: ServiceLevelTerm) -> list[object]:
    clock = meeting_clock()
    return at_once(*[lambda: close_period(term=term, period=PERIOD, by=SYSTEM, now=clock)] * 2)


def test_the_same_history_loaded_twice_at_once_is_kept_once(cloned_database):
    outcomes = race_to_load(term_of(contract_with_order()))
    assert all(isinstance(outcome, LoadReport) for outcome in outcomes), outcomes
    assert sorted(outcome.fresh for outcome in outcomes) == [0, len(ROWS)]
    assert EvidenceBatch.objects.get().rows == len(ROWS)


def test_without_the_row_lock_one_of_two_loads_would_fail(cloned_database, unlocked):
    def one_fails() -> bool:
        return any(isinstance(outcome, Exception) for outcome in race_to_load(term_of(contract_with_order())))

    assert goes_wrong(one_fails)


def test_a_month_closed_twice_at_once_has_one_result_and_one_credit(cloned_database):
    term = term_of(contract_with_order())
    loaded(term, ROWS)
    outcomes = race_to_close(term)
    assert sorted(is_new for _, is_new in outcomes) == [False, True]
    assert (PeriodResult.objects.count(), ServiceCredit.objects.count()) == (1, 1)
    assert find_first_bad_event() is None


def test_without_the_row_lock_one_of_two_closings_would_fail(cloned_database, unlocked):
    def one_fails() -> bool:
        term = term_of(contract_with_order())
        loaded(term, ROWS)
        outcomes = race_to_close(term)
        assert term.period_results.count() <= 1
        return any(isinstance(outcome, Exception) for outcome in outcomes)

    assert goes_wrong(one_fails)


def killed_while_loading(term: ServiceLevelTerm, history: Path, *, after_seconds: float) -> None:
    """Starts the command on a process of its own and kills it so long after its file of evidence has appeared."""
    folder = Path(default_storage.path(f"evidence/{term.pk}"))
    before = set(folder.glob("*")) if folder.exists() else set()
    command = [sys.executable, "manage.py", "import_measurements", str(history)]
    process = subprocess.Popen(
        [*command, "--contract", term.contract.reference, "--objective", term.code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "marketplace.settings.testing"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    limit = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < limit:
        if folder.exists() and set(folder.glob("*")) - before:
            time.sleep(after_seconds)
            break
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()


def nothing_or_everything() -> bool:
    """Whether one whole load is there; fails where a part of one is."""
    kept = (EvidenceBatch.objects.count(), HourlyRollup.objects.exists(), loads_on_record())
    assert kept in {(0, False, 0), (1, True, 1)}
    return kept[0] == 1


def loads_on_record() -> int:
    return AuditEvent.objects.filter(action="contracts.evidence_batch.loaded").count()


def test_a_load_killed_half_way_leaves_nothing_in_the_way_of_the_next(cloned_database, tmp_path):
    term = term_of(contract_with_order())
    history = tmp_path / "history.csv"
    history.write_bytes(csv_of(ROWS))
    killed_while_loading(term, history, after_seconds=0)
    nothing_or_everything()
    load_measurements(term=term, readings=read_history(history.read_bytes()), by=SYSTEM)
    assert nothing_or_everything()
    assert HourlyRollup.objects.aggregate(total=Sum("down_seconds"))["total"] == 74 * 60
    assert find_first_bad_event() is None
