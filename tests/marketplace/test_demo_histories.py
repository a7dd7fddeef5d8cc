"""The invented measurement histories: the same each time, shaped as told, month by month."""

import csv
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from contracts.service_levels.arithmetic.timelines import (
    Check,
    CheckStatus,
    spells,
    timeline,
)
from contracts.service_levels.arithmetic.windows import (
    Interval,
    intersect,
    total_seconds,
)
from marketplace.demo.histories import (
    COLUMNS,
    MONTHS,
    Story,
    Told,
    history,
    local,
    month_before,
    month_span,
    outages,
    write_history,
)

DAYS = [date(2026, 11, 23), date(2027, 3, 1), date(2028, 2, 29), date(2026, 1, 1)]
TARGETS = [Decimal(target) for target in ("99", "99.5", "99.9", "99.95", "99.99")]


def down_minutes(spans, month):
    return sum(
        (min(s.end, month.end) - max(s.start, month.start)) / timedelta(minutes=1)
        for s in spans
        if s.start < month.end and month.start < s.end
    )


def allowed_minutes(target, month):
    return float(100 - target) / 100 * ((month.end - month.start) / timedelta(minutes=1))


def measured(rows, month):
    """What the platform's own arithmetic reads from the rows: downtime and coverage of a month."""
    checks = [Check("monitor", row.at, CheckStatus(row.status)) for row in rows]
    seen, month = timeline(spells(checks)), Interval(*month)
    return total_seconds(intersect(seen.down, [month])), total_seconds(intersect(seen.covered, [month]))


def test_the_same_day_gives_the_same_rows():
    story = Story("desk", Decimal("99.9"), frozenset({2}))
    first = list(history(story, today=DAYS[0]))
    assert first == list(history(story, today=DAYS[0]))
    assert first != list(history(Story("lists", Decimal("99.9"), frozenset({2})), today=DAYS[0]))


def test_the_next_day_only_adds():
    story = Story("desk", Decimal("99.9"))
    first, second = (list(history(story, today=DAYS[0] + timedelta(days=days))) for days in (0, 1))
    # The very last row closes the day and moves on with it.
    assert second[: len(first) - 2] == first[:-2]
    assert len(second) > len(first)


@pytest.mark.parametrize("today", DAYS)
def test_rows_run_in_order_from_fourteen_months_ago_to_yesterday(today):
    rows = list(history(Story("desk", Decimal("99.9"), frozenset({1, 4})), today=today))
    assert all(earlier.at < later.at for earlier, later in pairwise(rows))
    assert all(later.at - earlier.at <= timedelta(hours=2) for earlier, later in pairwise(rows))
    assert rows[0].at - month_span(month_before(today, MONTHS - 1)).start < timedelta(minutes=1)
    midnight = local(datetime.combine(today, time()))
    assert midnight - timedelta(minutes=6) < rows[-1].at < midnight


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("minimum", [0, 10])
def test_months_meet_their_target_unless_told_to_miss_it(today, target, minimum):
    story = Story("files", target, frozenset({1, 6}), minimum_outage_minutes=minimum)
    spans = outages(story, today=today)
    for months_ago in range(MONTHS):
        month = month_span(month_before(today, months_ago))
        missed = down_minutes(spans, month) > allowed_minutes(target, month)
        assert missed is (months_ago in story.missed_months), months_ago
    assert all(span.end - span.start > timedelta(minutes=minimum) for span in spans)
    assert all(earlier.end < later.start for earlier, later in pairwise(spans))


def test_the_rows_say_what_the_outages_were():
    story = Story("desk", Decimal("99.5"), frozenset({1}))
    rows = list(history(story, today=DAYS[0]))
    month = month_span(month_before(DAYS[0], 1))
    down, covered = measured(rows, month)
    assert down == 60 * down_minutes(outages(story, today=DAYS[0]), month)
    assert down > 0
    assert covered / total_seconds([Interval(*month)]) > Decimal("0.999")


def test_a_told_month_has_its_outages_to_the_minute_and_no_others():
    told = (
        Told(1, 7, time(9, 40), 74),
        Told(1, 15, time(2, 0), 142),
        Told(1, 22, time(17, 25), 36),
    )
    rows = list(history(Story("calls", Decimal("99.9"), outages=told), today=DAYS[0]))
    month = month_span(date(2026, 10, 1))
    down, _ = measured(rows, month)
    assert down == 60 * (74 + 142 + 36)
    failed = [row for row in rows if row.status == "down" and month.start <= row.at < month.end]
    assert len(failed) == 15 + 29 + 8
    assert f"{failed[0].at:%d %H:%M}" == "07 13:40"


@pytest.mark.parametrize("months_ago", [1, 3, 9])
def test_a_silent_monitor_leaves_too_little_to_judge(months_ago):
    silence = Told(months_ago, 10, time(6, 0), 80 * 60)
    rows = list(history(Story("maps", Decimal("99.5"), silences=(silence,)), today=DAYS[0]))
    month = month_span(month_before(DAYS[0], months_ago))
    down, covered = measured(rows, month)
    assert down == 0
    assert Decimal("0.9") < covered / total_seconds([Interval(*month)]) < Decimal("0.95")


def test_a_trouble_that_is_not_over_by_yesterday_is_left_out():
    today = date(2026, 11, 7)
    story = Story(
        "calls",
        Decimal("99.9"),
        outages=(Told(0, 7, time(9, 0), 30), Told(0, 6, time(9, 0), 30)),
    )
    failed = {
        row.at.date()
        for row in history(story, today=today)
        if row.status == "down" and row.at > month_span(date(2026, 11, 1)).start
    }
    assert failed == {date(2026, 11, 6)}


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 11, 23), 1, date(2026, 10, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2026, 1, 31), 13, date(2024, 12, 1)),
        (date(2026, 12, 1), -1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_back(today, months, expected):
    assert month_before(today, months) == expected


def test_the_file_has_the_format_of_the_check_histories(tmp_path):
    rows = list(history(Story("desk", Decimal("99.9"), frozenset({1})), today=DAYS[0]))
    path = write_history(rows, tmp_path / "desk.csv")
    with path.open(newline="") as file:
        read = list(csv.reader(file))
    assert tuple(read[0]) == COLUMNS
    assert len(read) == len(rows) + 1
    assert {row[2] for row in read[1:]} == {"up", "down", "degraded"}
    assert datetime.fromisoformat(read[1][1]) == rows[0].at
    assert path.read_bytes().count(b"\r") == 0
