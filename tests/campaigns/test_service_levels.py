"""Random months worked out twice, by intervals and minute by minute, and handed in whole, split, mixed and repeated."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.models import PeriodResult
from contracts.service_levels.actions import load_measurements
from contracts.service_levels.arithmetic.attainment import Convention
from contracts.service_levels.arithmetic.maintenance import ExcludedTime, within_cap
from contracts.service_levels.arithmetic.periods import compute_period
from contracts.service_levels.arithmetic.timelines import Check, CheckStatus, spells, timeline
from contracts.service_levels.arithmetic.windows import Interval
from contracts.service_levels.readings import Reading
from marketplace.permissions import SYSTEM
from tests.counts import count
from tests.factories.measurements import CLOSED_AT, JUNE, closed, contract_with_order, term_of
from tests.factories.service_levels import terms
from tests.second_implementation import History, minute_by_minute, moment

HISTORIES = count(10_000)
HANDED_IN = count(60)
START = datetime(2026, 10, 30, tzinfo=UTC)
NEAR = Fraction(1, 10**20)


def made_up(by: random.Random) -> History:
    """Up to six days with two monitors, gaps, maintenance that overlaps, and a cap."""
    minutes = by.randint(1, 6 * 1440)
    checks = {}
    for source in "ab"[: by.randint(1, 2)]:
        for _ in range(by.randint(0, 40)):
            checks[(source, by.randint(-1600, minutes + 600))] = by.choice(["up", "up", "down"])
    maintenance = []
    for number in range(by.randint(0, 4)):
        start = by.randint(-100, minutes)
        maintenance.append((f"EX-{number}", start, start + by.randint(1, 600)))
    rows = tuple((source, at, status) for (source, at), status in checks.items())
    return History(
        minutes, rows, tuple(maintenance), by.choice([0, 60, 240]), by.choice([0, 1, 5]), by.choice(["A", "B"])
    )


def by_intervals(history: History, checks: list[tuple[str, int, str]]) -> dict:
    """The same by the product's arithmetic."""
    window = Interval(START, moment(START, history.minutes))
    rows = [Check(source, moment(START, at), CheckStatus(status)) for source, at, status in checks]
    seen = timeline(spells(rows)).within(window)
    stretches = [
        ExcludedTime(name, Interval(max(moment(START, start), window.start), min(moment(START, end), window.end)))
        for name, start, end in history.maintenance
        if start < history.minutes and end > 0
    ]
    result = compute_period(
        agreed=[window],
        seen=seen,
        excluded=within_cap(stretches, Decimal(history.cap)),
        terms=terms(
            convention=Convention(history.convention),
            minimum_outage_seconds=Decimal(history.minimum_outage * 60),
            coverage_required=Decimal(0),
        ),
        fee=Decimal("100.00"),
    )
    return {
        "down": result.downtime_seconds / 60,
        "excluded": result.excluded_seconds / 60,
        "covered": result.covered_seconds / 60,
        "uptime": result.uptime_percent,
    }


def test_two_implementations_agree_and_no_order_split_or_repeat_changes_a_figure():
    by = random.Random(20_261_129)
    for number in range(HISTORIES):
        history = made_up(by)
        rows = list(history.checks)
        found, expected = by_intervals(history, rows), minute_by_minute(history)
        mixed = rows + by.sample(rows, len(rows) // 2)
        by.shuffle(mixed)
        assert by_intervals(history, mixed) == found, (number, history)
        assert [found[name] for name in ("down", "excluded", "covered")] == [
            expected[name] for name in ("down", "excluded", "covered")
        ], (number, history)
        assert (found["uptime"] is None) == (expected["uptime"] is None), (number, history)
        if expected["uptime"] is not None:
            assert abs(Fraction(found["uptime"]) - expected["uptime"]) < NEAR, (number, history)


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
def test_however_it_is_handed_in_a_month_comes_to_the_same():
    """Merged, split, mixed, repeated, and late: the last revision has the figures of the one that had all at once."""
    by = random.Random(7)
    for _ in range(HANDED_IN):
        looks = sorted({by.randint(0, 43_199) for _ in range(by.randint(20, 60))})
        rows = [
            Reading(line, "probe", moment(JUNE, minute), by.choice(list(CheckStatus)), 200, by.randint(1, 900))
            for line, minute in enumerate(looks, 1)
        ]
        at_once, in_parts = (term_of(contract_with_order()) for _ in range(2))
        handed(at_once, rows)
        for part in parts_of(rows, by):
            handed(in_parts, part)
            if by.random() < 0.3:
                closed(in_parts, at=CLOSED_AT + timedelta(minutes=1))
        assert figures(closed(in_parts)) == figures(closed(at_once))
        hours = [
            list(term.hourly_rollups.values_list("hour", "down_seconds", "covered_seconds", "checks"))
            for term in (at_once, in_parts)
        ]
        assert hours[0] == hours[1]


def handed(term, rows):
    load_measurements(term=term, readings=rows, by=SYSTEM, now=lambda: CLOSED_AT)


def parts_of(rows: list[Reading], by: random.Random) -> list[list[Reading]]:
    """Mixed parts that hold every row once or more."""
    mixed = rows + by.sample(rows, len(rows) // 3)
    by.shuffle(mixed)
    size = by.randint(5, 30)
    return [mixed[start : start + size] for start in range(0, len(mixed), size)]


def figures(result: PeriodResult) -> tuple:
    return (
        result.verdict,
        result.uptime_percent,
        result.downtime_seconds,
        result.covered_seconds,
        result.good,
        result.total,
        result.credit,
        [(one["start"], one["end"], one["counted"]) for one in result.outages],
    )
