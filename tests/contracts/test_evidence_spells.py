"""What a term's files say of any window is what their rows say, wherever these lie and whatever is missing."""

import random
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from django.core.files.storage import default_storage

from contracts.service_levels.actions import load_measurements
from contracts.service_levels.arithmetic.timelines import Check, CheckStatus, spells, timeline
from contracts.service_levels.arithmetic.windows import Interval
from contracts.service_levels.queries.evidence import seen_in
from contracts.service_levels.readings import Reading
from marketplace.permissions import SYSTEM
from tests.factories.measurements import CLOSED_AT, JUNE, contract_with_order, loaded, steady, term_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
DAYS = 12


@world
def term():
    return term_of(contract_with_order())


def history(source: str, by: random.Random) -> list[Check]:
    """Rows of some days, now and then none for longer than a status holds; the last is up."""
    rows, at = [], JUNE + timedelta(seconds=by.randint(0, 90_000))
    while at < JUNE + timedelta(days=DAYS):
        rows.append(Check(source, at, by.choice([*CheckStatus, CheckStatus.UP])))
        at += timedelta(
            seconds=by.choice([60, 5_000, 26 * 3600, 26 * 3600 + 1, 40 * 3600]), microseconds=by.randint(0, 9)
        )
    return [*rows[:-1], rows[-1]._replace(status=CheckStatus.UP)]


def handed_in(term, checks: list[Check], by: random.Random) -> None:
    """In batches one after the other, or mixed so that their times overlap."""
    cuts = sorted(by.sample(range(1, len(checks)), min(3, len(checks) - 1)))
    slices = [slice(n, None, 3) for n in range(3)] if by.random() < 0.4 else map(slice, [0, *cuts], [*cuts, None])
    for part in filter(None, (checks[each] for each in slices)):
        rows = [Reading(line, one.source, one.at, one.status, 200, 10) for line, one in enumerate(part, 1)]
        load_measurements(term=term, readings=rows, by=SYSTEM, now=lambda: CLOSED_AT)


@pytest.mark.parametrize("seed", range(6))
def test_files_say_of_any_window_what_their_rows_say(term, seed):
    by = random.Random(seed)
    checks = []
    for source in ("north", "south")[: 1 + seed % 2]:
        rows = history(source, by)
        handed_in(term, rows, by)
        checks += rows
    whole = timeline(spells(checks))
    for _ in range(8):
        start = JUNE + timedelta(hours=by.randint(-30, 24 * DAYS))
        window = Interval(start, start + timedelta(hours=by.randint(1, 24 * DAYS)))
        assert seen_in(term, window) == whole.within(window), (seed, window)


def test_the_last_row_of_a_month_is_down_until_the_next_month_s_first(term):
    night = JUNE + timedelta(days=29, hours=20)
    loaded(term, [(JUNE + timedelta(days=29), "up"), (night, "down")])
    month = Interval(JUNE, datetime(2026, 7, 1, tzinfo=UTC))
    assert seen_in(term, month).down == ()
    loaded(term, [(month.end + timedelta(hours=3), "up")])
    assert seen_in(term, month).down == (Interval(night, month.end),)


def test_times_are_kept_as_differences_between_rows(term):
    batch = loaded(term, steady(JUNE, JUNE + timedelta(days=3)))
    statement = "SELECT encodings FROM parquet_metadata(?) WHERE path_in_schema = 'measured_at'"
    assert duckdb.execute(statement, [default_storage.path(batch.path)]).fetchall() == [("DELTA_BINARY_PACKED",)]
