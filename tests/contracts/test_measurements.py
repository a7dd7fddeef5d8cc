"""Measurements come in whole or not at all, once, and stay as they came."""

import csv
import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, transaction
from django.db.models import Sum

from contracts.models import EvidenceBatch, HourlyRollup
from contracts.service_levels.actions import load_measurements, measurements
from contracts.service_levels.arithmetic import timelines, windows
from contracts.service_levels.arithmetic.timelines import Check
from contracts.service_levels.evidence_files import EvidenceAltered
from contracts.service_levels.queries import seen_in
from contracts.service_levels.readings import MeasurementsRefused, read_history
from marketplace.audit.models import AuditEvent
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    contract_with_order,
    csv_of,
    june,
    loaded,
    steady,
    term_of,
)
from tests.worlds import world

SHARED = Path(os.environ.get("STOA_SHARED", Path(__file__).resolve().parents[3] / "shared"))
HISTORIES = sorted((SHARED / "data" / "uptime" / "checks").glob("*.csv"))
OUTAGE = (june(7, 13, 12), june(7, 14, 26))
HEADER = b"service_id,timestamp,status,http_code,response_ms\n"
GOOD = b"probe--desk,2026-06-01T00:00:00Z,up,200,120\n"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def contract():
    return contract_with_order()


@world
def term(contract):
    return term_of(contract)


def stored_files(storage: Path) -> list[Path]:
    return sorted(storage.rglob("*.parquet"))


def held() -> tuple:
    """Everything that a load leaves behind, besides files."""
    return (EvidenceBatch.objects.count(), list(HourlyRollup.objects.values()), AuditEvent.objects.count())


def test_a_history_becomes_a_file_named_by_its_fingerprint_and_one_row(term, storage):
    batch = loaded(term, steady(JUNE, JULY, OUTAGE))
    assert (batch.rows, batch.first_at, batch.last_at) == (123, JUNE, JULY)
    assert [path.stem for path in stored_files(storage)] == [batch.sha256]
    event = AuditEvent.objects.about(batch).get()
    assert (event.action, event.data["rows"], event.data["sha256"]) == (
        "contracts.evidence_batch.loaded",
        123,
        batch.sha256,
    )


def test_hours_add_up_to_what_the_rows_say(term):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    hours = HourlyRollup.objects.filter(term=term)
    sums = hours.aggregate(Sum("covered_seconds"), Sum("down_seconds"), Sum("checks"), Sum("failed_checks"))
    assert list(sums.values()) == [30 * 86_400, 74 * 60, 123, 1]
    assert hours.get(hour=june(7, 13)).down_seconds == 48 * 60
    assert hours.get(hour=june(7, 14)).down_seconds == 26 * 60


def test_loading_again_changes_nothing(term, storage):
    content = read_history(csv_of(steady(JUNE, JULY, OUTAGE)))
    load_measurements(term=term, readings=content, by=SYSTEM, now=lambda: CLOSED_AT)
    before, files = held(), stored_files(storage)
    report = load_measurements(term=term, readings=content, by=SYSTEM, now=lambda: CLOSED_AT)
    assert (report.batch, report.fresh, report.known) == (None, 0, 123)
    assert (held(), stored_files(storage)) == (before, files)


def test_of_an_overlapping_history_only_the_new_rows_become_evidence(term):
    rows = steady(JUNE, JULY, OUTAGE)
    loaded(term, rows[:60])
    second = loaded(term, rows[40:])
    assert second.rows == 63
    assert EvidenceBatch.objects.aggregate(Sum("rows")) == {"rows__sum": 123}


@pytest.mark.parametrize("order", ["oldest first", "newest first", "interleaved"])
def test_hours_are_the_same_however_the_rows_come_in(term, order):
    rows = steady(JUNE, june(20), OUTAGE, (june(12, 3), june(13, 9))) + steady(june(24), JULY)
    parts = {
        "oldest first": [rows[:30], rows[30:70], rows[70:]],
        "newest first": [rows[70:], rows[30:70], rows[:30]],
        "interleaved": [rows[::3], rows[1::3], rows[2::3]],
    }[order]
    for part in parts:
        loaded(term, part)
    whole = timelines.timeline(timelines.spells([Check("probe--desk", at, timelines.CheckStatus(s)) for at, s in rows]))
    june_hours = HourlyRollup.objects.filter(term=term)
    for column, intervals in (("covered_seconds", whole.covered), ("down_seconds", whole.down)):
        assert june_hours.aggregate(total=Sum(column))["total"] == windows.total_seconds(intervals)
    assert june_hours.aggregate(total=Sum("checks"))["total"] == len(rows)
    month = windows.Interval(JUNE, JULY)
    assert seen_in(term, month) == whole.within(month)


def test_only_the_hours_that_rows_touch_are_drawn_anew(term):
    loaded(term, steady(JUNE, june(10)))
    HourlyRollup.objects.filter(hour=june(2)).update(checks=99)
    loaded(term, steady(june(20), june(21)))
    assert HourlyRollup.objects.get(hour=june(2)).checks == 99
    # The last row before the gap has a next one now, so it holds for 26 hours.
    assert HourlyRollup.objects.get(hour=june(11, 1)).covered_seconds == 3600
    assert not HourlyRollup.objects.filter(hour=june(11, 2)).exists()


def test_two_monitors_keep_their_own_rows(term):
    loaded(term, steady(JUNE, JULY, OUTAGE))
    loaded(term, steady(JUNE, JULY, (june(7, 14), june(7, 15))), source="other--desk")
    assert HourlyRollup.objects.aggregate(total=Sum("down_seconds"))["total"] == 108 * 60


@pytest.mark.skipif(not HISTORIES, reason="the recorded histories are not here")
def test_recorded_histories_read_back_from_storage_say_what_their_rows_say(term):
    # A few keep this short; every file is computed in test_service_levels.
    for path in HISTORIES[::32]:
        content = path.read_bytes()
        load_measurements(term=term, readings=read_history(content), by=SYSTEM)
    checks = [
        Check(row["service_id"], datetime.fromisoformat(row["timestamp"]), timelines.CheckStatus(row["status"]))
        for path in HISTORIES[::32]
        for row in csv.DictReader(path.read_text().splitlines())
    ]
    whole = timelines.timeline(timelines.spells(checks))
    first = min(check.at for check in checks)
    for number in range(0, 24, 3):
        start = first + timedelta(days=30 * number)
        window = windows.Interval(start, start + timedelta(days=30))
        assert seen_in(term, window) == whole.within(window)


# Refusals


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Row 1: The file is empty."),
        (b" \n\n", "Row 1: The file is empty."),
        (HEADER, "Row 2: There is no measurement"),
        (b"time,status\n2026-06-01,up\n", "Row 1: The header line has to read “service_id,timestamp"),
        (GOOD, "Row 1: The header line"),
        (HEADER + GOOD + b"probe--desk,2026-06-31T00:00:00Z,up,200,1\n", "Row 3: “2026-06-31T00:00:00Z” is no date"),
        (HEADER + b"probe--desk,2026-06-01T00:00:00,up,200,1\n", "Row 2: “2026-06-01T00:00:00” has no time zone"),
        (HEADER + b"probe--desk,0001-01-01T00:00:00+14:00,up,200,1\n", "Row 2: “0001-01-01T00:00:00+14:00” is no date"),
        (HEADER + b"probe--desk,1970-01-01T00:00:00Z,up,200,1\n", "lies before the year 2000"),
        (
            HEADER + b"probe--desk,2026-06-01T00:00:00Z,broken,200,1\n",
            "The status “broken” is not known. Use one",
        ),
        (HEADER + b"probe--desk,2026-06-01T00:00:00Z,UP,200,1\n", "The status “UP” is not known"),
        (HEADER + b",2026-06-01T00:00:00Z,up,200,1\n", "service_id is empty"),
        (HEADER + b"probe--desk,2026-06-01T00:00:00Z,up,200,-5\n", "response_ms is “-5”"),
        (HEADER + b"probe--desk,2026-06-01T00:00:00Z,up,9999,5\n", "http_code is “9999”"),
        (HEADER + "probe--desk,2026-06-01T00:00:00Z,up,²,5\n".encode(), "http_code is “²”"),
        (HEADER + b"probe--desk,2026-06-01T00:00:00Z,up\n", "Row 2: There are 3 cells instead of 5."),
        (HEADER + b"probe\x00desk,2026-06-01T00:00:00Z,up,200,1\n", "Row 2: service_id holds a control character."),
        (HEADER + b"probe--desk,2026-06-01T00:00:00Z,up,200," + b"9" * 2_000_000 + b"\n", "Row 2: The row cannot be"),
        (HEADER + b"p" * 500 + b",2026-06-01T00:00:00Z,up,200,1\n", "service_id has 500 characters"),
        (HEADER + GOOD + b'probe--desk,"2026-06-01T01:00:00Z,up,200,1\n', "Row 3: The row cannot be read as CSV"),
        (b"PAR1\x15\x04\x15\xff\xfe\x80", "Row 1: This is not text in UTF-8."),
        (HEADER + GOOD + b"other--desk,2026-06-01T01:00:00Z,up,200,1\n", "Row 3: It is about “other--desk”"),
        (
            HEADER + GOOD + GOOD.replace(b"up", b"down"),
            "Row 3: It says down at 2026-06-01 00:00:00 UTC, row 2",
        ),
        (HEADER + GOOD + b"probe--desk,2099-01-01T00:00:00Z,up,200,1\n", "Row 3: 2099-01-01 00:00:00 UTC lies in the"),
    ],
)
def test_a_history_at_fault_is_refused_by_row_and_nothing_is_stored(term, storage, content, sentence):
    before = held()
    with pytest.raises(MeasurementsRefused) as refusal:
        load_measurements(term=term, readings=read_history(content), by=SYSTEM)
    assert sentence in str(refusal.value)
    assert len(str(refusal.value)) < 3000
    assert (held(), stored_files(storage)) == (before, [])


def test_many_faults_are_counted_and_the_first_ten_named():
    with pytest.raises(MeasurementsRefused) as refusal:
        read_history(HEADER + b"probe--desk,yesterday,up,200,1\n" * 30)
    assert "Row 11:" in str(refusal.value)
    assert "Row 12:" not in str(refusal.value)
    assert "20 more rows have a problem." in str(refusal.value)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    assert len(read_history(b"\xef\xbb\xbf" + (HEADER + GOOD).replace(b"\n", b"\r\n"))) == 1


def test_evidence_held_is_never_contradicted(term):
    loaded(term, steady(JUNE, june(3)))
    before = held()
    with pytest.raises(MeasurementsRefused, match=r"Row 2: It says down .* the evidence held says up"):
        loaded(term, [(june(2), "down"), (june(4), "up")])
    assert held() == before


def test_a_vendor_cannot_load_measurements(term, storage):
    readings = read_history(csv_of(steady(JUNE, june(2))))
    for nobody in (person(Role.SIGNATORY, of=term.contract.vendor), person(Role.AGENCY_ADMIN, of=term.contract.agency)):
        with pytest.raises(PermissionDenied):
            load_measurements(term=term, readings=readings, by=nobody)
    assert stored_files(storage) == []
    officer = person(Role.PERFORMANCE_OFFICER)
    assert load_measurements(term=term, readings=readings, by=officer).fresh == 5


def test_a_load_that_fails_half_way_leaves_neither_rows_nor_file(term, storage, monkeypatch):
    before = held()
    monkeypatch.setattr(measurements, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        loaded(term, steady(JUNE, JULY, OUTAGE))
    assert (held(), stored_files(storage)) == (before, [])


def test_half_a_file_left_by_a_killed_load_does_not_spoil_the_next(term, storage):
    with transaction.atomic():
        batch = loaded(term, steady(JUNE, JULY))
        transaction.set_rollback(True)
    path = storage / batch.path
    path.write_bytes(path.read_bytes()[:100])
    assert loaded(term, steady(JUNE, JULY)).sha256 == batch.sha256
    assert seen_in(term, windows.Interval(JUNE, JULY)).covered == (windows.Interval(JUNE, JULY),)


@pytest.mark.parametrize("change", ["altered", "gone"])
def test_evidence_that_was_tampered_with_is_not_computed_from(term, storage, change):
    batch = loaded(term, steady(JUNE, JULY, OUTAGE))
    path = storage / batch.path
    path.unlink() if change == "gone" else path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(EvidenceAltered, match=f"Evidence batch {batch.pk} is missing or is not what was loaded"):
        seen_in(term, windows.Interval(JUNE, JULY))


@pytest.mark.parametrize("change", [lambda rows: rows.update(rows=1), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_evidence(term, change):
    batch = loaded(term, steady(JUNE, june(2)))
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        change(EvidenceBatch.objects.filter(pk=batch.pk))


def test_evidence_is_visible_to_both_parties_and_the_office_alone(term):
    loaded(term, steady(JUNE, june(2)))
    sees = {
        person(Role.REQUESTER, of=term.contract.agency): 1,
        person(Role.VENDOR_EDITOR, of=term.contract.vendor): 1,
        person(Role.AUDITOR): 1,
        person(Role.AGENCY_ADMIN): 0,
    }
    for user, number in sees.items():
        assert EvidenceBatch.objects.visible_to(user).count() == number


# The command


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "history.csv"
    path.write_bytes(csv_of(steady(JUNE, JULY, OUTAGE)))
    return path


def run(history, contract, capsys, *more: str) -> str:
    call_command("import_measurements", str(history), "--contract", contract.reference, *more)
    return capsys.readouterr().out


def test_the_command_loads_and_says_so_and_may_be_repeated(history, contract, capsys):
    office = OrganisationFactory(broker=True)
    objective = ("--objective", "availability")
    assert "123 measurements would be loaded" in run(history, contract, capsys, *objective, "--dry-run")
    assert not EvidenceBatch.objects.exists()
    assert f"123 measurements loaded for {contract.reference}" in run(history, contract, capsys, *objective)
    assert "Nothing new: all 123" in run(history, contract, capsys, *objective)
    assert EvidenceBatch.objects.get().measured_by == office


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--objective", "speed"], "It promises: availability"),
        (["--objective", "availability", "--contract", "C-1900-0001"], "No contract has this reference"),
        (["--objective", "availability", "--measured-by", "nobody"], "There is no organisation “nobody”"),
    ],
)
def test_the_command_refuses_in_a_sentence(history, contract, capsys, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(history, contract, capsys, *arguments)
    assert not EvidenceBatch.objects.exists()


def test_the_command_names_a_file_that_cannot_be_read(contract, tmp_path, capsys):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "absent.csv", contract, capsys, "--objective", "availability")
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path, contract, capsys, "--objective", "availability")


def test_seconds_of_an_hour_keep_their_fractions(term):
    at = june(1, 0, 59, 59)
    rows = [(JUNE, "up"), (at, "down"), (at + timedelta(microseconds=1_500_000), "up")]
    readings = [
        reading._replace(at=moment.astimezone(UTC))
        for reading, (moment, _) in zip(read_history(csv_of(rows)), rows, strict=True)
    ]
    load_measurements(term=term, readings=readings, by=SYSTEM, now=lambda: CLOSED_AT)
    downs = list(HourlyRollup.objects.order_by("hour").values_list("down_seconds", flat=True))
    assert downs == [Decimal(1), Decimal("0.5")]
    assert default_storage.exists(EvidenceBatch.objects.get().path)
