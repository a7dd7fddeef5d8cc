"""Money, percentages, days and moments look the same on every page, at every edge."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from marketplace.business_time import BusinessCalendar, public_holidays, weekly
from marketplace.components import formats
from marketplace.components.working_days import working_days_left

EASTERN = ZoneInfo("America/New_York")
UTC = datetime.UTC


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("16920"), "$16,920.00"),
        (Decimal("0"), "$0.00"),
        (Decimal("-0.001"), "$0.00"),
        (Decimal("0.005"), "$0.01"),
        (Decimal("129.735"), "$129.74"),
        (Decimal("-1692"), "− $1,692.00"),
        (12, "$12.00"),
        ((Decimal("5"), "EUR"), "€5.00"),
        ((Decimal("1234.5"), "CHF"), "CHF 1,234.50"),
        (None, ""),
        ("", ""),
    ],
)
def test_money_has_its_sign_its_commas_and_its_cents(value, shown):
    assert formats.money(value) == shown


def test_money_can_be_shown_in_whole_dollars():
    assert formats.money(Decimal("406079.50"), 0) == "$406,080"


@pytest.mark.parametrize("filter_", [formats.money, formats.percent_down, formats.number, formats.minutes])
@pytest.mark.parametrize("value", [0.1, True, "12.5"])
def test_what_is_not_an_exact_number_is_refused(filter_, value):
    with pytest.raises(TypeError):
        filter_(value)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Decimal("99.70350404"), 3, "99.703%"),
        (Decimal("99.8999999"), 3, "99.899%"),
        (Decimal("99.99999"), 3, "99.999%"),
        (Decimal("100"), 3, "100%"),
        (Decimal("99.9000"), 3, "99.9%"),
        (Decimal("99.9"), 0, "99%"),
        (Decimal("1E+2"), 3, "100%"),
        (Decimal("0.0004"), 3, "0%"),
        (Decimal("-5.69"), 1, "− 5.6%"),
        (None, 3, ""),
    ],
)
def test_percentages_are_rounded_down_so_that_a_missed_target_never_looks_met(value, places, shown):
    assert formats.percent_down(value, places) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (44640, "44,640 min"),
        (1, "1 min"),
        (Decimal("43.2"), "43.2 min"),
        (Decimal("4.325"), "4.33 min"),
        (datetime.timedelta(seconds=150), "2.5 min"),
        (datetime.timedelta(hours=2), "120 min"),
        (Decimal("100.00"), "100 min"),
        (-120, "− 120 min"),
        (None, ""),
    ],
)
def test_minutes_are_whole_where_they_are_whole(value, shown):
    assert formats.minutes(value) == shown


def test_numbers_keep_the_decimals_they_have():
    assert [formats.number(n) for n in (5200, Decimal("38.50"), -3, None)] == ["5,200", "38.50", "− 3", ""]


@pytest.mark.parametrize(
    ("quantity", "unit", "shown"),
    [
        (Decimal("120.0000"), "line", "120 lines"),
        (1, "user", "1 user"),
        (3, "agency", "3 agencies"),
        (Decimal("2.50"), "TB", "2.5 TB"),
        (1240, "minutes", "1,240 minutes"),
        (12, "1,000 accounts", "12 × 1,000 accounts"),
        (2, "call a month", "2 call a month"),
        (None, "user", ""),
    ],
)
def test_what_is_counted_stands_in_the_plural(quantity, unit, shown):
    assert formats.counted(quantity, unit) == shown


def test_a_day_has_its_weekday_and_is_the_readers_day():
    late = datetime.datetime(2026, 12, 12, 3, 30, tzinfo=UTC)
    with timezone.override(EASTERN):
        assert formats.day(late) == "Fri 11 Dec 2026"
    with timezone.override(UTC):
        assert formats.day(late) == "Sat 12 Dec 2026"
    assert formats.day(datetime.date(2027, 2, 1)) == "Mon 1 Feb 2027"
    assert formats.short_day(datetime.date(2027, 2, 1)) == "1 Feb"
    assert formats.date(datetime.date(2026, 12, 11)) == "11 Dec 2026"
    assert formats.date(None) == ""
    assert formats.day(None) == ""


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("America/New_York", "Fri 11 Dec 2026, 2:00 pm Eastern"),
        ("America/Chicago", "Fri 11 Dec 2026, 1:00 pm Central"),
        ("America/Denver", "Fri 11 Dec 2026, 12:00 pm Mountain"),
        ("America/Phoenix", "Fri 11 Dec 2026, 12:00 pm Arizona"),
        ("America/Los_Angeles", "Fri 11 Dec 2026, 11:00 am Pacific"),
        ("America/Anchorage", "Fri 11 Dec 2026, 10:00 am Alaska"),
        ("Pacific/Honolulu", "Fri 11 Dec 2026, 9:00 am Hawaii"),
        ("Europe/Zurich", "Fri 11 Dec 2026, 8:00 pm CET"),
        ("UTC", "Fri 11 Dec 2026, 7:00 pm UTC"),
        # Chinese standard time is abbreviated as Central is; it must not be called so.
        ("Asia/Shanghai", "Sat 12 Dec 2026, 3:00 am CST"),
    ],
)
def test_a_moment_names_the_readers_zone(zone, shown):
    with timezone.override(ZoneInfo(zone)):
        assert formats.moment(datetime.datetime(2026, 12, 11, 19, tzinfo=UTC)) == shown


def test_midnight_and_the_second_are_shown_exactly():
    with timezone.override(EASTERN):
        assert formats.moment(datetime.datetime(2026, 7, 4, 4, tzinfo=UTC)) == "Sat 4 Jul 2026, 12:00 am Eastern"
        sealed = datetime.datetime(2026, 11, 20, 21, 42, 7, tzinfo=UTC)
        assert formats.moment(sealed, "second") == "Fri 20 Nov 2026, 4:42:07 pm Eastern"
        assert formats.utc_time(sealed) == "21:42 UTC"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        formats.moment(datetime.datetime(2026, 12, 11, 14))  # noqa: DTZ001


OFFICE = BusinessCalendar(
    "America/New_York",
    weekly([(datetime.time(8), datetime.time(17))]),
    public_holidays([2026], named={datetime.date(2026, 11, 27): "Day after Thanksgiving"}),
)


def left(due, *, at="2026-11-23 10:00", calendar=OFFICE):
    with timezone.override(EASTERN):
        return working_days_left(due, calendar, at=datetime.datetime.fromisoformat(at).replace(tzinfo=EASTERN))


def eastern(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=EASTERN)


def test_working_days_count_today_and_name_the_holidays_between():
    assert left(eastern("2026-11-30 17:00")) == "4 working days, counting today; 26 and 27 Nov are holidays"
    assert left(eastern("2026-12-11 14:00")) == "13 working days, counting today; 26 and 27 Nov are holidays"
    assert left(eastern("2026-11-25 00:00")) == "3 working days, counting today"
    assert left(eastern("2026-11-23 17:00")) == "1 working day, counting today"
    assert left(datetime.date(2026, 11, 23)) == "1 working day, counting today"


def test_a_deadline_has_passed_at_its_very_second():
    due = eastern("2026-11-23 10:00")
    assert left(due, at="2026-11-23 09:59:59") == "1 working day, counting today"
    assert left(due, at="2026-11-23 10:00:00") == "The deadline has passed"
    assert left(datetime.date(2026, 11, 22)) == "The deadline has passed"


def test_a_deadline_at_the_weekend_comes_before_the_next_working_day():
    assert left(eastern("2026-11-29 12:00"), at="2026-11-28 09:00") == "Before the next working day"


def test_without_a_calendar_federal_holidays_count_as_days_off():
    assert left(eastern("2026-11-30 17:00"), calendar=None) == "5 working days, counting today; 26 Nov is a holiday"


def test_holidays_of_two_months_are_named_apart():
    text = left(eastern("2026-12-28 17:00"), at="2026-11-25 09:00", calendar=None)
    assert text == "22 working days, counting today"
    shown = left(eastern("2026-12-28 17:00"), at="2026-12-18 09:00", calendar=None)
    assert shown == "6 working days, counting today; 25 Dec is a holiday"


def test_every_template_has_the_formats():
    template = Template("{{ price|money }} {{ rate|percent_down:2 }} {{ due|moment }} {{ lost|minutes }}")
    context = Context(
        {
            "price": Decimal("94"),
            "rate": Decimal("96.459"),
            "due": datetime.datetime(2026, 12, 11, 19, tzinfo=UTC),
            "lost": 132,
        }
    )
    with timezone.override(EASTERN):
        assert template.render(context) == "$94.00 96.45% Fri 11 Dec 2026, 2:00 pm Eastern 132 min"
