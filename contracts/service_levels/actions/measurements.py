"""Taking measurements in: the file first, then its row, the hours it touches and the audit event, or nothing."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..arithmetic.rollups import HOUR, hour_of, seconds_by_hour
from ..arithmetic.timelines import HOLD
from ..arithmetic.windows import Interval, subtract
from ..evidence_files import HourOfChecks, count_by_hour, read_tallies, remove_stored, store_rows
from ..models import EvidenceBatch, HourlyRollup
from ..queries.counting import batches_in, sums_by_hour
from ..queries.evidence import fresh_readings, seen_in
from ..readings import AnyRow, Count, Reading, refuse_future, without_repeats

NO_CHECKS = HourOfChecks(0, 0)
COPY_HOURS = """
COPY contracts_hourlyrollup
    (term_id, hour, up_seconds, degraded_seconds, down_seconds, covered_seconds, checks, failed_checks)
FROM STDIN
"""


class WrongKindOfEvidence(InvalidInput):
    """The service level is not measured by rows of this form."""

    status = 422


@dataclass(frozen=True)
class LoadReport:
    """What came of a load. `batch` is None where every row was held already, and on a dry run."""

    batch: EvidenceBatch | None
    fresh: int
    known: int


@transaction.atomic
def load_measurements(
    *,
    term: ServiceLevelTerm,
    readings: Iterable[AnyRow],
    by: Any,
    measured_by: Organisation | None = None,
    now: Clock = database_now,
) -> LoadReport:
    """Keeps a monitor's rows as evidence of one service level and draws the hours they touch anew.

    Safe to repeat: rows held already, by service level, source and time, are passed over. Raises PermissionDenied,
    MeasurementsRefused (nothing is stored), EvidenceAltered.
    """
    require(by, term.measuring_action, term)
    term, at = _locked(term), now()
    fresh, known = _sorted_out(term, readings, at=at)
    if not fresh:
        return LoadReport(None, 0, known)
    before = _last_row_at(term, fresh[0].source)
    with ExitStack() as undo:
        stored = store_rows(fresh, folder=str(term.pk))
        undo.callback(remove_stored, stored)
        batch = EvidenceBatch.objects.create(
            term=term,
            source=fresh[0].source,
            measured_by=measured_by,
            first_at=fresh[0].at,
            last_at=fresh[-1].at,
            rows=len(fresh),
            sha256=stored.sha256,
            path=stored.path,
            loaded_at=at,
            loaded_by=str(by),
        )
        _draw_hours(term, _touched(batch, before))
        data = {
            name: getattr(batch, name) for name in ("source", "measured_by_id", "rows", "first_at", "last_at", "sha256")
        }
        record(action="contracts.evidence_batch.loaded", obj=batch, by=by, at=at, data=data)
        undo.pop_all()
    return LoadReport(batch, len(fresh), known)


@transaction.atomic
def check_measurements(
    *, term: ServiceLevelTerm, readings: Iterable[AnyRow], by: Any, now: Clock = database_now
) -> LoadReport:
    """Says what `load_measurements` would do, and refuses what it would refuse, without storing anything."""
    require(by, term.measuring_action, term)
    fresh, known = _sorted_out(term, readings, at=now())
    return LoadReport(None, len(fresh), known)


def _locked(term: ServiceLevelTerm) -> ServiceLevelTerm:
    """Loads into one service level stand in line: two of the same file must not both find its rows missing."""
    return ServiceLevelTerm.objects.select_for_update(of=["self"]).select_related("contract").get(pk=term.pk)


def _sorted_out(term: ServiceLevelTerm, readings: Iterable[AnyRow], *, at: datetime) -> tuple[list[Any], int]:
    """The rows that are new, in order of time, and how many are known."""
    every: Sequence[Any] = list(readings)
    expected = Count if term.shape == Shape.COUNTS else Reading
    if term.shape == Shape.CASES or not all(isinstance(row, expected) for row in every):
        raise WrongKindOfEvidence(f"{term.title} is measured by {term.shape.label}. Send that in place of this.")
    refuse_future(every, at=at)
    fresh = fresh_readings(term, without_repeats(every))
    return fresh, len(every) - len(fresh)


def _last_row_at(term: ServiceLevelTerm, source: str) -> datetime | None:
    last: datetime | None = term.evidence_batches.filter(source=source).aggregate(last=Max("last_at"))["last"]
    return last


def _touched(batch: EvidenceBatch, last_before: datetime | None) -> Interval:
    """The hours whose sums can change. What was a monitor's last row stood for no time; now it has a next one."""
    start = batch.first_at if last_before is None else min(batch.first_at, last_before)
    return Interval(hour_of(start), hour_of(batch.last_at + HOLD) + HOUR)


def _draw_hours(term: ServiceLevelTerm, window: Interval) -> None:
    """The window's hours from their evidence, in place of what stood there. COPY: a year of a monitor is 8,760 rows."""
    if term.shape == Shape.COUNTS:
        _draw_counts(term, window)
        return
    seen = seen_in(term, window)
    covered, down, degraded = (seconds_by_hour(part) for part in (seen.covered, seen.down, seen.degraded))
    up = seconds_by_hour(subtract(seen.covered, [*seen.down, *seen.degraded]))
    counts = count_by_hour(batches_in(term, window), window)
    hours = [
        (
            term.pk,
            hour,
            *(seconds.get(hour, Decimal()) for seconds in (up, degraded, down, covered)),
            *counts.get(hour, NO_CHECKS),
        )
        for hour in sorted({*covered, *counts})
    ]
    term.hourly_rollups.filter(hour__gte=window.start, hour__lt=window.end).delete()
    with connection.cursor() as cursor, cursor.copy(COPY_HOURS) as copy:
        for row in hours:
            copy.write_row(row)


def _draw_counts(term: ServiceLevelTerm, window: Interval) -> None:
    """The window's hours of what is counted and not timed."""
    sums = sums_by_hour(read_tallies(batches_in(term, window), window))
    term.hourly_rollups.filter(hour__gte=window.start, hour__lt=window.end).delete()
    nothing = dict.fromkeys(("up_seconds", "degraded_seconds", "down_seconds", "covered_seconds"), Decimal())
    HourlyRollup.objects.bulk_create(
        HourlyRollup(term=term, hour=hour, good=good, total=total, checks=0, failed_checks=0, **nothing)
        for hour, (good, total) in sums.items()
    )
