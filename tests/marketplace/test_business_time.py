"""Working calendars: golden cases, both changes of the clocks, and laws that hold for any calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.business_time import (
    BusinessCalendar,
    CalendarError,
    add_working_days,
    business_add,
    business_seconds,
    close_of_business,
    holidays_between,
    is_working_day,
    local_midnight,
    next_working_day,
    public_holidays,
    weekly,
    working_days_between,
)

EASTERN = "America/New_York"
HOUR = 3600
EIGHT_TO_FIVE = (time(8), time(17))
LUNCH_BREAK = [(time(8), time(12)), (time(13), time(17))]
ROUND_THE_CLOCK = weekly([(time(0), time(0))], range(7))
MONDAY_HOLIDAY = {date(2026, 6, 8): "Founders’ day"}


def eastern(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(EASTERN), fold=fold)


@pytest.fixture
def office() -> BusinessCalendar:
    return BusinessCalendar(EASTERN, weekly([EIGHT_TO_FIVE]), closed=MONDAY_HOLIDAY)


@pytest.fixture
def office_with_lunch() -> BusinessCalendar:
    return BusinessCalendar(EASTERN, weekly(LUNCH_BREAK))


def test_four_hours_from_friday_afternoon_over_a_holiday_are_due_on_tuesday(office):
    assert business_add(eastern(2026, 6, 5, 16, 30), 4 * HOUR, office) == eastern(2026, 6, 9, 11, 30)


def test_a_pause_in_working_hours_moves_the_due_time_and_one_at_night_does_not(office):
    start = eastern(2026, 6, 5, 16, 30)
    morning = business_seconds(eastern(2026, 6, 9, 9), eastern(2026, 6, 9, 10), office)
    night = business_seconds(eastern(2026, 6, 9, 18), eastern(2026, 6, 9, 22), office)
    assert business_add(start, 4 * HOUR + morning, office) == eastern(2026, 6, 9, 12, 30)
    assert night == 0


def test_the_lunch_break_does_not_count(office_with_lunch):
    assert business_add(eastern(2026, 6, 3, 11, 30), HOUR, office_with_lunch) == eastern(2026, 6, 3, 13, 30)


def test_the_clock_of_a_saturday_call_starts_on_monday_morning(office_with_lunch):
    saturday = eastern(2026, 6, 13, 10)
    assert business_add(saturday, 0, office_with_lunch) == eastern(2026, 6, 15, 8)
    assert business_add(saturday, HOUR, office_with_lunch) == eastern(2026, 6, 15, 9)


def test_time_that_runs_out_at_closing_is_due_at_closing(office):
    assert business_add(eastern(2026, 6, 3, 8), 9 * HOUR, office) == eastern(2026, 6, 3, 17)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 6, 1), 24)])
def test_a_whole_day_has_as_many_hours_as_really_pass(day, hours):
    calendar = BusinessCalendar(EASTERN, ROUND_THE_CLOCK)
    start, end = local_midnight(day, EASTERN), local_midnight(day + timedelta(days=1), EASTERN)
    assert business_seconds(start, end, calendar) == hours * HOUR
    assert business_add(start, hours * HOUR, calendar) == end


@pytest.mark.parametrize(
    ("opening", "spring", "autumn"),
    [
        ((time(1), time(4)), 2, 4),
        ((time(2), time(3)), 0, 1),
        ((time(2, 15), time(2, 45)), 0, 0.5),
        ((time(2, 30), time(3, 30)), 0.5, 1),
        ((time(0), time(1, 30)), 1.5, 1.5),
        ((time(1, 30), time(3)), 0.5, 2.5),
    ],
)
def test_openings_that_meet_a_change_of_the_clocks_count_real_time_once(opening, spring, autumn):
    calendar = BusinessCalendar(EASTERN, weekly([opening], range(7)))
    for day, hours in [(date(2026, 3, 8), spring), (date(2026, 11, 1), autumn)]:
        start, end = local_midnight(day, EASTERN), local_midnight(day + timedelta(days=1), EASTERN)
        assert business_seconds(start, end, calendar) == hours * HOUR


def test_a_special_opening_replaces_the_hours_of_its_day():
    saturday = date(2026, 6, 6)
    calendar = BusinessCalendar(EASTERN, weekly([EIGHT_TO_FIVE]), openings={saturday: ((time(10), time(12)),)})
    assert is_working_day(saturday, calendar)
    assert business_seconds(eastern(2026, 6, 5, 16), eastern(2026, 6, 8, 9), calendar) == 4 * HOUR


def test_working_days_count_today_and_leave_out_thanksgiving():
    closed = public_holidays([2026], named={date(2026, 11, 27): "Day after Thanksgiving"})
    calendar = BusinessCalendar(EASTERN, weekly([EIGHT_TO_FIVE]), closed=closed)
    monday, notice = date(2026, 11, 23), date(2026, 11, 30)
    assert working_days_between(monday, notice, calendar) == 4
    assert [day.day for day, _ in holidays_between(monday, notice, calendar)] == [26, 27]
    assert next_working_day(date(2026, 11, 25), calendar) == notice
    assert working_days_between(notice, monday, calendar) == 0


def test_holidays_that_fall_on_a_weekend_close_the_observed_day_too():
    closed = public_holidays([2026, 2027])
    assert date(2026, 7, 3) in closed
    assert closed[date(2026, 6, 19)].startswith("Juneteenth")
    assert date(2027, 12, 24) in closed


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (eastern(2026, 6, 4, 12), eastern(2026, 6, 9, 17)),  # Friday, not Monday the holiday, Tuesday
        (eastern(2026, 6, 4, 2, 57), eastern(2026, 6, 9, 17)),
        (eastern(2026, 6, 6, 12), eastern(2026, 6, 10, 17)),  # asked on a Saturday
        (eastern(2026, 10, 30, 12), eastern(2026, 11, 3, 17)),  # the clocks change on the Sunday between
    ],
)
def test_a_deadline_for_people_is_the_close_of_business(office, asked, due):
    assert close_of_business(asked, 2, office) == due


def test_an_office_open_until_midnight_closes_with_the_day():
    calendar = BusinessCalendar(EASTERN, weekly([(time(12), time(0))]))
    assert close_of_business(eastern(2026, 6, 4, 12), 1, calendar) == eastern(2026, 6, 6)


def test_the_day_of_the_question_is_no_deadline(office):
    with pytest.raises(CalendarError, match="one working day"):
        close_of_business(eastern(2026, 6, 4, 12), 0, office)


def test_added_working_days_keep_the_time_of_day_across_a_change_of_the_clocks(office):
    assert add_working_days(eastern(2026, 3, 6, 14), 1, office) == eastern(2026, 3, 9, 14)
    assert add_working_days(eastern(2026, 6, 5, 14), 2, office) == eastern(2026, 6, 10, 14)
    assert add_working_days(eastern(2026, 6, 6, 14), 0, office) == eastern(2026, 6, 6, 14)


def test_a_time_of_day_left_out_in_spring_becomes_the_moment_of_the_change():
    calendar = BusinessCalendar(EASTERN, ROUND_THE_CLOCK)
    assert add_working_days(eastern(2026, 3, 7, 2, 30), 1, calendar) == datetime(2026, 3, 8, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "week", "more", "sentence"),
    [
        ("Mars/Olympus", weekly([EIGHT_TO_FIVE]), {}, "The time zone “Mars/Olympus” is not known"),
        ("../etc/passwd", weekly([EIGHT_TO_FIVE]), {}, "is not known"),
        (EASTERN, {}, {}, "This calendar never opens"),
        (EASTERN, {7: (EIGHT_TO_FIVE,)}, {}, "Weekday 7 does not exist"),
        (EASTERN, weekly([(time(17), time(8))]), {}, "Monday: an opening from 17:00 to 08:00 ends before it starts"),
        (EASTERN, weekly([(time(8), time(13)), (time(12), time(17))]), {}, "two openings overlap at 12:00"),
        (EASTERN, weekly([(time(8), time(0)), (time(12), time(17))]), {}, "two openings overlap at 12:00"),
        (
            EASTERN,
            weekly([EIGHT_TO_FIVE]),
            {"closed": MONDAY_HOLIDAY, "openings": {date(2026, 6, 8): (EIGHT_TO_FIVE,)}},
            "8 June 2026 is closed",
        ),
    ],
)
def test_an_impossible_calendar_is_refused_in_a_sentence(zone, week, more, sentence):
    with pytest.raises(CalendarError) as refusal:
        BusinessCalendar(zone, week, **more)
    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_questions_without_an_answer_are_refused(office):
    naive = datetime(2026, 6, 1, 9)
    only_once = BusinessCalendar(EASTERN, {}, openings={date(2026, 6, 1): (EIGHT_TO_FIVE,)})
    with pytest.raises(CalendarError, match="has no time zone"):
        business_seconds(naive, eastern(2026, 6, 2, 9), office)
    with pytest.raises(CalendarError, match="backwards"):
        business_add(eastern(2026, 6, 1, 9), -1, office)
    with pytest.raises(CalendarError, match="backwards"):
        add_working_days(eastern(2026, 6, 1, 9), -1, office)
    with pytest.raises(CalendarError, match="do not hold that much"):
        business_add(eastern(2026, 6, 1, 9), 10 * HOUR, only_once)
    with pytest.raises(CalendarError, match="no openings left"):
        next_working_day(date(2026, 6, 1), only_once)


# Laws. Moments lie around both changes of the clocks; openings are cut from a sorted list of times, so never overlap.
moments = st.datetimes(datetime(2026, 2, 20), datetime(2026, 12, 5), timezones=st.just(UTC))
zones = st.sampled_from([EASTERN, "America/Denver", "Europe/London", "Australia/Lord_Howe", "UTC"])


@st.composite
def calendars(draw: st.DrawFn) -> BusinessCalendar:
    minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
    week = {}
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        cuts = sorted(draw(st.sets(minutes, min_size=2, max_size=6)))
        edges = [time(*divmod(cut, 60)) for cut in cuts]
        week[day] = tuple(zip(edges[::2], edges[1::2], strict=False))
    closed = {date(2026, 3, 1) + timedelta(days=n): "closed" for n in draw(st.sets(st.integers(0, 240), max_size=8))}
    return BusinessCalendar(draw(zones), week, closed=closed)


@given(calendars(), st.tuples(moments, moments, moments).map(sorted))
@settings(max_examples=60)
def test_splitting_a_span_never_changes_its_working_time(calendar, three):
    first, middle, last = three
    parts = business_seconds(first, middle, calendar) + business_seconds(middle, last, calendar)
    assert parts == business_seconds(first, last, calendar)


@given(calendars(), moments, st.integers(0, 30 * HOUR))
@settings(max_examples=60)
def test_measuring_undoes_adding(calendar, start, seconds):
    assert business_seconds(start, business_add(start, seconds, calendar), calendar) == seconds


@given(calendars(), st.tuples(moments, moments).map(sorted))
@settings(max_examples=60)
def test_working_time_is_never_more_than_elapsed_time(calendar, two):
    start, end = two
    # Both ends drop their fraction of a second, so the difference can grow by less than one.
    assert 0 <= business_seconds(start, end, calendar) < (end - start).total_seconds() + 1


@given(zones, moments)
@settings(max_examples=60)
def test_a_calendar_that_never_closes_counts_every_second(zone, start):
    start = start.replace(microsecond=0)
    calendar = BusinessCalendar(zone, ROUND_THE_CLOCK)
    assert business_seconds(start, start + timedelta(days=9), calendar) == 9 * 24 * HOUR
