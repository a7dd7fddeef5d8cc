"""Service levels: what counts as downtime, how long a check holds, agreed maintenance, and laws that always hold."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.arithmetic import maintenance, timelines, windows
from contracts.service_levels.arithmetic.attainment import Convention, Verdict
from contracts.service_levels.arithmetic.maintenance import ExcludedTime, MaintenanceRules
from contracts.service_levels.arithmetic.periods import Counted, compute_period
from contracts.service_levels.arithmetic.timelines import HOLD, Check, CheckStatus, Timeline
from contracts.service_levels.arithmetic.windows import Interval
from marketplace.business_time import BusinessCalendar, weekly
from tests.factories.service_levels import JUNE, checks, computed, june, terms

# What counts as downtime


def test_maintenance_takes_its_part_out_of_an_outage_and_the_overrun_counts():
    result = computed(june(600, 142), excluded=(june(600, 120),))
    assert [(one.counted, one.when.seconds / 60, one.reference) for one in result.outages] == [
        (Counted.EXCLUDED, 120, "EX-1"),
        (Counted.YES, 22, ""),
    ]
    assert result.uptime_without_exclusions < result.uptime_percent


def test_an_approved_exclusion_changes_the_figure():
    assert computed(june(600, 60)).verdict is Verdict.BREACHED
    assert computed(june(600, 60), excluded=(june(590, 80),)).verdict is Verdict.MET


@pytest.mark.parametrize(("second", "counted"), [(299, Counted.SHORT), (300, Counted.YES), (301, Counted.YES)])
def test_outages_shorter_than_the_minimum_do_not_count(second, counted):
    result = computed(june(10, second / 60), minimum_outage_seconds=Decimal(300))
    assert [one.counted for one in result.outages] == [counted]
    assert result.downtime_seconds == (second if counted is Counted.YES else 0)


def test_the_minimum_applies_after_touching_pieces_are_joined():
    assert computed(june(10, 3), june(13, 3), minimum_outage_seconds=Decimal(300)).downtime_seconds == 360


def test_only_the_agreed_hours_of_the_month_count():
    result = computed(june(-30, 60), june(43_170, 60), june(700, 20), agreed=(june(0, 600), june(43_140, 60)))
    assert result.agreed_seconds == 660 * 60
    assert result.downtime_seconds == 60 * 60


def test_degraded_counts_as_up_unless_the_contract_says_otherwise():
    seen = Timeline((JUNE,), (), (june(10, 60),), (), (june(10, 1).start,))
    results = [
        compute_period(agreed=[JUNE], seen=seen, excluded=(), terms=terms(degraded_counts_as_down=down), fee=Decimal(1))
        for down in (False, True)
    ]
    assert [result.verdict for result in results] == [Verdict.MET, Verdict.BREACHED]
    assert results[1].outages[0].failed_checks == 1


@pytest.mark.parametrize(("uncovered", "verdict"), [("2160", Verdict.MET), ("2160.001", Verdict.INSUFFICIENT_DATA)])
def test_under_95_percent_coverage_there_is_no_verdict(uncovered, verdict):
    result = computed(covered=windows.subtract([JUNE], [june(0, float(uncovered))]))
    assert result.verdict is verdict
    assert (result.uptime_percent is None) is (verdict is Verdict.INSUFFICIENT_DATA)


def test_no_data_is_not_100_percent_and_earns_no_credit():
    result = computed(june(0, 43_200), covered=())
    assert (result.verdict, result.uptime_percent, result.coverage_percent, result.credit) == (
        Verdict.INSUFFICIENT_DATA,
        None,
        0,
        0,
    )


def test_a_month_that_is_all_maintenance_has_no_figure():
    assert computed(excluded=(JUNE,)).verdict is Verdict.INSUFFICIENT_DATA
    assert computed(agreed=()).verdict is Verdict.INSUFFICIENT_DATA


# From checks to time


def hours(intervals: windows.Intervals) -> list[tuple[float, float]]:
    return [tuple((at - JUNE.start) / timedelta(hours=1) for at in one) for one in intervals]


def test_a_status_holds_until_the_next_row():
    seen = timelines.timeline(timelines.spells(checks((1, "up"), (2, "down"), (3, "up"), (4, "up"))))
    assert hours(seen.covered) == [(1, 4)]
    assert hours(seen.down) == [(2, 3)]


@pytest.mark.parametrize(("gap", "covered"), [(25.9, [(0, 26.9)]), (26, [(0, 27)]), (26.5, [(0, 26), (26.5, 27.5)])])
def test_a_status_holds_at_most_26_hours(gap, covered):
    seen = timelines.timeline(timelines.spells(checks((0, "up"), (gap, "up"), (gap + 1, "up"))))
    assert hours(seen.covered) == [pytest.approx(one) for one in covered]


def test_before_the_first_and_after_the_last_row_nothing_is_known():
    assert timelines.spells(checks((5, "down"))) == []
    assert hours(timelines.timeline(timelines.spells(checks((5, "down"), (6, "up")))).covered) == [(5, 6)]


def test_two_monitors_count_an_outage_once_and_each_row_holds_for_its_own_monitor():
    rows = checks((0, "up"), (2, "down"), (4, "up"), source="a") + checks((0, "up"), (3, "down"), (5, "up"), source="b")
    seen = timelines.timeline(timelines.spells(rows))
    assert hours(seen.down) == [(2, 5)]
    assert windows.total_seconds(seen.down) == 3 * 3600
    assert len(seen.failed_checks) == 2


def test_down_wins_over_degraded():
    rows = checks((0, "degraded"), (4, "up"), source="a") + checks((1, "down"), (2, "up"), (4, "up"), source="b")
    seen = timelines.timeline(timelines.spells(rows))
    assert (hours(seen.down), hours(seen.degraded)) == ([(1, 2)], [(0, 1), (2, 4)])


# Maintenance

NIGHTS = BusinessCalendar("UTC", weekly([(datetime.min.time(), datetime.min.time().replace(hour=6))], range(7)))
RULES = MaintenanceRules(notice_days=7, allowed_hours=NIGHTS, cap_minutes=Decimal(240))


@pytest.mark.parametrize(
    ("start_minute", "length", "notice_hours", "approved_before", "sentence"),
    [
        (14 * 1440 + 120, 120, 168, 60, None),
        (14 * 1440 + 120, 120, 167.99, 60, "7 days’ notice"),
        (14 * 1440 + 120, 120, 168, 0, "before it starts"),
        (14 * 1440 + 120, 120, 168, 1 / 60, None),
        (14 * 1440 + 240, 120, 168, 60, None),
        (14 * 1440 + 240, 121, 168, 60, "maintenance hours"),
    ],
)
def test_maintenance_needs_notice_hours_and_approval_before_it_starts(
    start_minute, length, notice_hours, approved_before, sentence
):
    when = june(start_minute, length)
    refusal = maintenance.maintenance_refusal(
        when,
        requested_at=when.start - timedelta(hours=notice_hours),
        approved_at=when.start - timedelta(minutes=approved_before),
        rules=RULES,
    )
    assert refusal is None if sentence is None else sentence in refusal


def test_maintenance_beyond_the_monthly_cap_stays_in_the_count():
    approved = [ExcludedTime("EX-2", june(2000, 200)), ExcludedTime("EX-1", june(1000, 100))]
    kept = maintenance.within_cap(approved, Decimal(240))
    assert [(one.reference, one.when.seconds / 60) for one in kept] == [("EX-1", 100), ("EX-2", 140)]
    assert [one.when for one in maintenance.within_cap(approved, None)] == [june(1000, 100), june(2000, 200)]
    assert maintenance.within_cap(approved, Decimal(0)) == []


@pytest.mark.parametrize(
    ("notice_hours", "approved_before", "cap", "sentence"),
    [
        (2, 60, 60, None),
        (2, 1 / 60, 60, None),
        (2, 0, 60, "before it starts"),
        (2, 60, 0, "agrees on no emergency"),
        (168, 60, 60, "so it is no emergency"),
        (167.99, 60, 60, None),
    ],
)
def test_an_emergency_needs_approval_before_it_starts_but_neither_notice_nor_hours(
    notice_hours, approved_before, cap, sentence
):
    when = june(14 * 1440 + 720, 90)
    refusal = maintenance.emergency_refusal(
        when,
        requested_at=when.start - timedelta(hours=notice_hours),
        approved_at=when.start - timedelta(minutes=approved_before),
        rules=replace(RULES, emergency_cap_minutes=Decimal(cap)),
    )
    assert (refusal is None) if sentence is None else (sentence in refusal)


def test_each_kind_of_maintenance_has_its_own_cap_and_a_moment_of_both_uses_the_planned_one():
    planned, emergency = [ExcludedTime("EX-1", june(100, 60))], [ExcludedTime("EX-2", june(130, 120))]
    kept = maintenance.within_caps(planned, emergency, replace(RULES, emergency_cap_minutes=Decimal(60)))
    # Half an hour of the emergency lies in the planned window; of the ninety minutes after it sixty fit.
    assert [(one.reference, one.when) for one in kept] == [("EX-1", june(100, 60)), ("EX-2", june(160, 60))]


def test_an_emergency_over_its_cap_gives_the_golden_figure():
    # June: 43,200 min. Ninety minutes down, all of them agreed, sixty under the cap: (43,140 − 30) ÷ 43,140.
    emergency = [ExcludedTime("EX-1", june(600, 90))]
    kept = maintenance.within_caps([], emergency, replace(RULES, emergency_cap_minutes=Decimal(60)))
    result = computed(june(600, 90), excluded=[one.when for one in kept])
    assert (result.excluded_seconds, result.downtime_seconds) == (3600, 1800)
    assert abs(result.uptime_percent - Decimal("99.930459")) < Decimal("0.00005")
    assert abs(result.uptime_without_exclusions - Decimal("99.791666")) < Decimal("0.00005")


def test_overlapping_maintenance_uses_the_cap_once():
    approved = [ExcludedTime("EX-1", june(0, 100)), ExcludedTime("EX-2", june(50, 100))]
    assert sum(one.when.seconds for one in maintenance.within_cap(approved, Decimal(240))) == 150 * 60


# Laws

stretches = st.lists(
    st.tuples(st.integers(-3000, 46_000), st.integers(0, 3000)).map(lambda pair: june(*pair)), max_size=12
)
statuses = st.sampled_from(CheckStatus)
histories = st.lists(
    st.builds(
        Check,
        st.sampled_from(["a", "b"]),
        st.integers(0, 43_199).map(lambda minute: JUNE.start + timedelta(minutes=minute)),
        statuses,
    ),
    max_size=40,
    unique_by=lambda check: (check.source, check.at),
)


@given(stretches, stretches)
def test_union_intersection_and_difference_add_up(left, right):
    ours, theirs = windows.union(left), windows.union(right)
    both, only_ours = windows.intersect(left, right), windows.subtract(left, right)
    total = windows.total_seconds
    assert total(both) + total(only_ours) == total(ours)
    assert total(windows.union([*left, *right])) == total(ours) + total(theirs) - total(both)
    assert all(earlier.end < later.start for earlier, later in pairwise(windows.union([*left, *right])))


@given(stretches, stretches, st.sampled_from(Convention), st.integers(0, 600))
def test_figures_stay_in_their_bounds(outages, excluded, convention, minimum):
    result = computed(
        *outages, excluded=tuple(excluded), convention=convention, minimum_outage_seconds=Decimal(minimum)
    )
    assert 0 <= result.excluded_seconds <= result.agreed_seconds
    assert 0 <= result.downtime_seconds <= result.agreed_seconds - result.excluded_seconds
    assert result.uptime_percent is None or 0 <= result.uptime_percent <= 100
    assert 0 <= result.credit <= result.fee
    down = windows.intersect(outages, [JUNE])
    assert sum(one.when.seconds for one in result.outages) == windows.total_seconds(down)


@given(stretches, stretches)
def test_naming_an_outage_twice_changes_nothing(outages, excluded):
    once, twice = (computed(*outages * times, excluded=tuple(excluded)) for times in (1, 2))
    assert once == twice


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert timelines.timeline(timelines.spells(rows)) == timelines.timeline(timelines.spells(shuffled))


@given(histories)
def test_no_moment_is_covered_longer_than_26_hours_past_a_row(rows):
    for spell in timelines.spells(rows):
        inside = [row.at for row in rows if row.source == spell.source and spell.start <= row.at < spell.end]
        assert all(later - earlier <= HOLD for earlier, later in pairwise([*sorted(inside), spell.end]))


@given(histories, st.integers(1, 43_199))
def test_splitting_a_window_adds_up(rows, minute):
    seen = timelines.timeline(timelines.spells(rows))
    cut = JUNE.start + timedelta(minutes=minute)
    halves = [
        compute_period(agreed=[half], seen=seen, excluded=(), terms=terms(), fee=Decimal(1))
        for half in (Interval(JUNE.start, cut), Interval(cut, JUNE.end))
    ]
    whole = compute_period(agreed=[JUNE], seen=seen, excluded=(), terms=terms(), fee=Decimal(1))
    for figure in ("agreed_seconds", "covered_seconds", "downtime_seconds"):
        assert sum(getattr(half, figure) for half in halves) == getattr(whole, figure)
