"""One file a monitor and month in place of many: the same results, the same evidence, drawn anew when more comes."""

import random
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from contracts.models import EvidenceBatch
from contracts.service_levels import tasks
from contracts.service_levels.actions import MonthStillRuns, compact_evidence, load_measurements
from contracts.service_levels.evidence_files import EvidenceAltered, read_in_place
from contracts.service_levels.models import EvidenceMonth, EvidencePart
from contracts.service_levels.queries.compaction import months_to_compact
from contracts.service_levels.queries.evidence import evidence_of, seen_in
from contracts.service_levels.queries.gathering import gather_inputs
from contracts.service_levels.queries.periods import period_window
from contracts.service_levels.readings import Count, read_history
from marketplace.audit.models import AuditEvent
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    csv_of,
    june,
    loaded,
    steady,
    term_of,
)
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
SOURCE = "probe--desk"
OUTAGE = (june(7, 13, 12), june(7, 14, 26))
A_DAY = timedelta(days=1)


@world
def made():
    return term_of(contract_with_order())


@pytest.fixture
def term(storage, made):
    """June in six batches."""
    rows = steady(JUNE, JULY, OUTAGE)
    for first in range(0, len(rows), 25):
        loaded(made, rows[first : first + 25])
    return made


def compacted(term, *, source=SOURCE, month=PERIOD, at=CLOSED_AT, by=SYSTEM):
    return compact_evidence(term=term, source=source, month=month, by=by, now=lambda: at)


def files_read(term) -> list[str]:
    return [type(held).__name__ for held in read_in_place(evidence_of([term], period_window(term, PERIOD)))]


def test_a_month_is_read_from_one_file_and_comes_to_the_same(term):
    before, seen = gather_inputs(term, PERIOD), seen_in(term, period_window(term, PERIOD))
    assert len(files_read(term)) == 5
    file = compacted(term)
    # The last of the rows is of July, in the batch that began in June.
    assert (file.rows, file.first_at, file.last_at) == (123, JUNE, JULY)
    assert files_read(term) == ["EvidenceMonth"]
    assert seen_in(term, period_window(term, PERIOD)) == seen
    after = gather_inputs(term, PERIOD)
    assert (after.sha256, after.as_data) == (before.sha256, before.as_data)
    assert len(after.as_data["evidence"]) == 5


def random_batches(by: random.Random) -> list[list[tuple]]:
    """Two months of one monitor in batches that begin anywhere, some of which came late and lie between the others."""
    end, outages, at = JULY + 10 * A_DAY, [], JUNE
    while (at := at + timedelta(minutes=by.randint(500, 9_000))) < end:
        outages.append((at, at + timedelta(minutes=by.randint(1, 400))))
    rows = [row for row in steady(JUNE - 5 * A_DAY, end, *outages) if by.random() > 0.05]
    late = [row for row in rows if by.random() < 0.15]
    cuts = sorted({0, len(rows), *(by.randrange(len(rows)) for _ in range(6))})
    kept = [[row for row in rows[a:b] if row not in late] for a, b in zip(cuts, cuts[1:], strict=False)]
    return [part for part in (*kept, late[::2], late[1::2]) if part]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_the_batches_compaction_changes_no_month(made, seed):
    by = random.Random(seed)
    for source in ("north", "south"):
        for rows in random_batches(by):
            loaded(made, rows, at=JULY + 20 * A_DAY, source=source)
    months = [PERIOD, date(2026, 7, 1)]
    before = [gather_inputs(made, month).as_data for month in months]
    hours = list(made.hourly_rollups.values_list())
    at = JULY + 60 * A_DAY
    for _, source, month in list(months_to_compact(at=at)):
        compacted(made, source=source, month=month, at=at)
    assert list(months_to_compact(at=at)) == []
    assert EvidencePart.objects.count() > EvidenceMonth.objects.count() >= 4
    assert [gather_inputs(made, month).as_data for month in months] == before
    # A late row draws its hours from what the months' files hold.
    loaded(made, [(june(3, 1, 1), "up")], at=at, source="north")
    changed = {row[2]: row[3:] for row in made.hourly_rollups.values_list()}
    kept = {row[2]: row[3:] for row in hours}
    assert {hour for hour in kept if changed[hour][:4] != kept[hour][:4]} <= {june(3, hour) for hour in range(24)}


@pytest.mark.parametrize("kind", ["latency", "requests"])
def test_what_is_counted_comes_to_the_same_too(kind):
    level = {"code": kind, "kind": kind, "title": kind, "template": "", "threshold": 300 if kind == "latency" else None}
    term = term_of(contract_with_order(level=level))
    for day in range(1, 4):
        rows = (
            read_history(csv_of(steady(june(day), june(day, 23))))
            if kind == "latency"
            else [Count(hour, SOURCE, june(day, hour), 9, 10) for hour in range(24)]
        )
        load_measurements(term=term, readings=rows, by=SYSTEM, now=lambda: CLOSED_AT)
    before = gather_inputs(term, PERIOD).as_data
    assert compacted(term).parts.count() == 3
    assert gather_inputs(term, PERIOD).as_data == before


def test_a_second_run_changes_nothing_and_a_late_batch_draws_the_file_anew(term, storage):
    first = compacted(term)
    assert compacted(term) == first
    loaded(term, [(june(9, 1), "up")])
    assert files_read(term) == ["EvidenceMonth", "EvidenceBatch"]
    second = compacted(term)
    assert (second.rows, second.parts.count(), files_read(term)) == (124, 6, ["EvidenceMonth"])
    assert EvidenceMonth.objects.get() == second
    assert AuditEvent.objects.filter(action="contracts.evidence.compacted").count() == 2


def test_the_rows_of_a_known_batch_are_still_known(term):
    compacted(term)
    report = load_measurements(
        term=term, readings=read_history(csv_of(steady(JUNE, JULY, OUTAGE))), by=SYSTEM, now=lambda: CLOSED_AT
    )
    assert (report.batch, report.fresh, report.known) == (None, 0, 123)


@pytest.mark.parametrize(("seconds", "drawn"), [(-1, False), (0, True)])
def test_a_month_is_drawn_once_it_is_over_and_its_last_rows_have_had_two_days(term, seconds, drawn):
    at = JULY + 2 * A_DAY + timedelta(seconds=seconds)
    assert bool(list(months_to_compact(at=at))) is drawn
    if drawn:
        compacted(term, at=at)
    else:
        with pytest.raises(MonthStillRuns):
            compacted(term, at=at)
    assert EvidenceMonth.objects.exists() is drawn


def test_only_those_who_close_months_draw_their_files(term):
    with pytest.raises(PermissionDenied):
        compacted(term, by=person(Role.SIGNATORY, of=term.contract.vendor))
    assert not EvidenceMonth.objects.exists()


def test_a_batch_that_was_altered_goes_into_no_file(term, storage):
    (storage / EvidenceBatch.objects.order_by("pk")[2].path).write_bytes(b"PAR1")
    with pytest.raises(EvidenceAltered):
        compacted(term)
    assert not EvidenceMonth.objects.exists()


def test_a_file_of_a_month_that_was_altered_is_noticed_and_drawn_anew(term, storage):
    compacted(term)
    (storage / EvidenceMonth.objects.get().path).write_bytes(b"PAR1")
    with pytest.raises(EvidenceAltered, match="The month’s file of probe--desk, June 2026"):
        closed(term)
    EvidenceMonth.objects.all().delete()
    assert compacted(term).rows == 123
    assert closed(term).verdict == "breached"


def verified() -> str:
    told = StringIO()
    call_command("verify_evidence", stdout=told, stderr=told)
    return told.getvalue()


def test_every_original_is_still_verified(term, storage, monkeypatch):
    compacted(term)
    assert "The evidence is whole: 5 batches, 1 files of a month." in verified()
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceMonth.objects.update(rows=1)
    original = storage / EvidenceBatch.objects.order_by("pk")[0].path
    original.write_bytes(original.read_bytes() + b" ")
    with pytest.raises(CommandError, match="2 of the files"):
        verified()


def test_a_file_of_a_month_that_holds_other_rows_is_named(term):
    compacted(term)
    EvidencePart.objects.order_by("pk")[0].delete()
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_evidence", stderr=told)
    assert "does not hold the rows of its batches" in told.getvalue()


def test_the_job_finds_what_lies_scattered_and_draws_it(term, time_machine):
    time_machine.move_to(CLOSED_AT)
    tasks.compact_evidence(term.pk, SOURCE, "2026-06-01")
    tasks.compact_evidence(term.pk, SOURCE, "2026-06-01")
    assert EvidenceMonth.objects.get().parts.count() == 5
    assert list(months_to_compact(at=CLOSED_AT)) == []
