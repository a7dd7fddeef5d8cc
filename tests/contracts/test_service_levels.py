"""Service levels: the golden figures, exact edges, and every recorded history against a second implementation."""

import csv
import os
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from contracts.agreements.templates_of_terms import TermsDoNotFit
from contracts.service_levels.arithmetic import attainment, credits, timelines, windows
from contracts.service_levels.arithmetic.attainment import Convention, Verdict
from contracts.service_levels.arithmetic.maintenance import ExcludedTime
from contracts.service_levels.arithmetic.periods import compute_period
from contracts.service_levels.arithmetic.timelines import Check, CheckStatus
from contracts.service_levels.arithmetic.windows import Interval
from tests.factories.service_levels import JUNE, NINES, STEPS_10_25_100, computed, june, steps, terms

SHARED = Path(os.environ.get("STOA_SHARED", Path(__file__).resolve().parents[3] / "shared"))
HISTORIES = sorted((SHARED / "data" / "uptime" / "checks").glob("*.csv"))
TOLERANCE = Decimal("0.00005")

# Service time


@pytest.mark.parametrize(
    ("month", "zone", "minutes"),
    [
        (date(2026, 6, 1), "America/New_York", 43_200),
        (date(2026, 3, 1), "America/Denver", 44_580),
        (date(2026, 11, 1), "America/New_York", 43_260),
        (date(2024, 2, 29), "UTC", 41_760),
        (date(2026, 12, 31), "UTC", 44_640),
    ],
)
def test_a_month_has_as_many_minutes_as_really_pass(month, zone, minutes):
    assert windows.month_window(month, zone).seconds == minutes * 60


def test_months_in_a_row_leave_no_moment_out():
    months = [windows.month_window(date(2026, month, 1), "America/New_York") for month in range(1, 13)]
    assert all(earlier.end == later.start for earlier, later in pairwise(months))


def test_an_interval_needs_a_zone_and_an_order():
    with pytest.raises(ValueError, match="zone"):
        windows.interval(JUNE.start.replace(tzinfo=None), JUNE.end)
    with pytest.raises(ValueError, match="before it starts"):
        windows.interval(JUNE.end, JUNE.start)


# Uptime


def test_overlapping_outages_and_maintenance_give_the_golden_uptime_by_both_conventions():
    outages = (june(100, 30), june(1000, 12), june(1007, 18))
    a = computed(*outages, excluded=(june(5000, 60),))
    b = computed(*outages, excluded=(june(5000, 60),), convention=Convention.NUMERATOR_ONLY)
    assert a.downtime_seconds == b.downtime_seconds == 55 * 60
    assert abs(a.uptime_percent - Decimal("99.8725")) < TOLERANCE
    assert abs(b.uptime_percent - Decimal("99.8727")) < TOLERANCE


def test_the_convention_alone_can_turn_the_verdict():
    a = computed(june(10, 43), excluded=(june(5000, 720),))
    b = computed(june(10, 43), excluded=(june(5000, 720),), convention=Convention.NUMERATOR_ONLY)
    assert abs(a.uptime_percent - Decimal("99.8988")) < TOLERANCE
    assert abs(b.uptime_percent - Decimal("99.9005")) < TOLERANCE
    assert (a.verdict, b.verdict) == (Verdict.BREACHED, Verdict.MET)


@pytest.mark.parametrize(("extra_microseconds", "expected"), [(0, Verdict.MET), (1, Verdict.BREACHED)])
def test_one_microsecond_past_the_allowed_downtime_is_a_breach(extra_microseconds, expected):
    start = JUNE.start + timedelta(days=3)
    outage = Interval(start, start + timedelta(minutes=43.2, microseconds=extra_microseconds))
    assert computed(outage).verdict is expected


@pytest.mark.parametrize(
    ("unrounded", "shown"), [("99.8999999", "99.899"), ("99.9", "99.900"), ("100", "100.000"), ("0.0009", "0.000")]
)
def test_a_percentage_is_shown_rounded_down(unrounded, shown):
    assert str(attainment.rounded_down(Decimal(unrounded))) == shown


@pytest.mark.parametrize(
    ("target", "days", "minutes"),
    [
        ("99", 30, "432"),
        ("99.5", 30, "216"),
        ("99.9", 30, "43.2"),
        ("99.95", 30, "21.6"),
        ("99.99", 30, "4.32"),
        ("99.999", 30, "0.432"),
        ("99.9", 365, "525.6"),
    ],
)
def test_allowed_downtime(target, days, minutes):
    assert attainment.allowed_downtime(Decimal(target), Decimal(days * 1440)) == Decimal(minutes)


def test_the_error_budget_can_be_overdrawn():
    whole = Decimal(43_200)
    assert attainment.budget_left_percent(NINES, whole, Decimal("21.6")) == 50
    assert attainment.budget_left_percent(NINES, whole, Decimal("86.4")) == -100
    assert attainment.budget_left_percent(Decimal(100), whole, Decimal(1)) is None
    assert attainment.burn_rate(NINES, Decimal("0.864"), Decimal(60)) == Decimal("14.4")
    assert attainment.burn_rate(Decimal(100), Decimal(1), Decimal(60)) is None


# Credits


@pytest.mark.parametrize(
    ("uptime", "percent"),
    [
        ("99.9", None),
        ("99.899999", 10),
        ("99.0", 10),
        ("98.9999", 25),
        ("95.0", 25),
        ("94.9999", 100),
        ("0", 100),
        ("100", None),
    ],
)
def test_credit_steps_at_their_exact_edges(uptime, percent):
    tier = credits.tier_reached(Decimal(uptime), credits.checked_tiers(STEPS_10_25_100))
    assert (tier.percent if tier else None) == percent


@pytest.mark.parametrize(
    ("uptime", "amount"), [("99.5", "1240.00"), ("98.2", "3100.00"), ("94", "12400.00"), ("99.9", "0.00")]
)
def test_the_credit_of_a_12400_month(uptime, amount):
    lost = (100 - Decimal(uptime)) / 100 * 43_200
    assert computed(june(0, float(lost))).credit == Decimal(amount)


@pytest.mark.parametrize(
    ("fee", "percent", "cap", "amount"),
    [
        ("33.35", "10", None, "3.34"),
        ("12400", "25", "20", "2480.00"),
        ("12400", "25", "25", "3100.00"),
        ("0", "100", "35", "0.00"),
        ("100", "100", None, "100.00"),
    ],
)
def test_a_credit_is_half_up_and_never_more_than_the_cap(fee, percent, cap, amount):
    assert credits.credit_amount(Decimal(fee), Decimal(percent), Decimal(cap) if cap else None) == Decimal(amount)


@pytest.mark.parametrize(
    "rows",
    [
        (("99.99", "99", "10"), ("99", "95", "30"), ("95", "0", "100")),
        (("99.9", "99", "25"), ("99", "95", "50"), ("95", "0", "100")),
        (),
    ],
)
def test_the_customary_steps_are_accepted_in_any_order(rows):
    assert credits.checked_tiers(tuple(reversed(steps(*rows)))) == steps(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        (("99.9", "99", "10"), ("98", "0", "25")),
        (("99.9", "99", "10"), ("99.5", "0", "25")),
        (("99.9", "99", "10"), ("99", "0", "5")),
        (("99.9", "95", "10"),),
        (("99", "99.9", "10"),),
        (("99.9", "0", "101"),),
        (("99.9", "0", "-1"),),
    ],
)
def test_a_missed_month_is_not_computed_from_credit_steps_that_contradict_themselves(rows):
    with pytest.raises(TermsDoNotFit):
        computed(june(0, 100), tiers=steps(*rows))


# Every recorded history, every month of it, against seconds painted one by one

UNKNOWN, FINE, LOST, AGREED_AWAY = range(4)
ZONES = ("America/New_York", "UTC", "America/Denver")
ONLY_LOST = bytes(ord("x" if colour == LOST else " ") for colour in range(256))
MINIMUM_OUTAGE = 600


def epoch(at: datetime) -> int:
    return int(at.timestamp())


def painted(rows: list[tuple[int, str]], start: int, end: int, maintenance: tuple[int, int]) -> dict[str, Fraction]:
    """A month as a strip with one byte a second: what was seen is painted on, agreed maintenance over it."""
    strip = bytearray(end - start)
    first, last = bisect_left(rows, (start - 26 * 3600,)) - 1, bisect_left(rows, (end,)) + 1
    for (at, status), (following, _) in pairwise(rows[max(first, 0) : last]):
        begins, stops = max(at, start), min(following, at + 26 * 3600, end)
        if begins < stops:
            colour = LOST if status == "down" else FINE
            strip[begins - start : stops - start] = bytes([colour]) * (stops - begins)
    known = len(strip) - strip.count(UNKNOWN)
    left, right = (moment - start for moment in maintenance)
    strip[left:right] = bytes([AGREED_AWAY]) * (right - left)
    runs = [len(run) for run in strip.translate(ONLY_LOST).split()]
    lost = sum(run for run in runs if run >= MINIMUM_OUTAGE)
    whole, away = len(strip), right - left
    return {
        "known": Fraction(known),
        "lost": Fraction(lost),
        "A": Fraction(100 * (whole - away - lost), whole - away),
        "B": Fraction(100 * (whole - lost), whole),
        "coverage": Fraction(100 * known, whole),
    }


def months_of(rows: list[tuple[int, str]]) -> list[date]:
    """The months from the one before the first row to the one after the last."""
    first, last = (datetime.fromtimestamp(at, UTC) for at in (rows[0][0], rows[-1][0]))
    numbers = range(first.year * 12 + first.month - 2, last.year * 12 + last.month + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


@pytest.mark.skipif(not HISTORIES and not os.environ.get("CI"), reason="the recorded histories are not here")
def test_the_recorded_histories_are_all_here():
    assert len(HISTORIES) >= 65


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_every_month_of_a_recorded_history_agrees_with_seconds_painted_one_by_one(path):
    with path.open(newline="") as lines:
        rows = [(epoch(datetime.fromisoformat(row["timestamp"])), row["status"]) for row in csv.DictReader(lines)]
    checks = [Check(path.stem, datetime.fromtimestamp(at, UTC), CheckStatus(status)) for at, status in rows]
    seen = timelines.timeline(timelines.spells(checks))
    zone = ZONES[HISTORIES.index(path) % len(ZONES)]
    for month in months_of(rows):
        local = datetime(month.year, month.month, 15, 2, tzinfo=ZoneInfo(zone))
        night = Interval(local.astimezone(UTC), local.astimezone(UTC) + timedelta(hours=2))
        start, end = (
            epoch(datetime(at.year, at.month, 1, tzinfo=ZoneInfo(zone))) for at in (month, month + timedelta(days=31))
        )
        expected = painted(rows, start, end, (epoch(night.start), epoch(night.end)))
        enough = expected["coverage"] >= 95
        for convention in Convention:
            result = compute_period(
                agreed=[windows.month_window(month, zone)],
                seen=seen,
                excluded=[ExcludedTime("EX-1", night)],
                terms=terms(convention=convention, minimum_outage_seconds=Decimal(MINIMUM_OUTAGE)),
                fee=Decimal("12400"),
            )
            uptime = expected[convention.value]
            verdict = (Verdict.MET if uptime >= Fraction(NINES) else Verdict.BREACHED) if enough else None
            assert (result.covered_seconds, result.downtime_seconds) == (expected["known"], expected["lost"])
            assert abs(Fraction(result.coverage_percent) - expected["coverage"]) < Fraction(1, 10**20)
            assert result.verdict == (verdict or Verdict.INSUFFICIENT_DATA)
            assert result.uptime_percent is None or abs(Fraction(result.uptime_percent) - uptime) < Fraction(1, 10**20)
