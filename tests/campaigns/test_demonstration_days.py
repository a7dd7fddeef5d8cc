"""The demonstration loads on any day: a fortnight one after the other, ends of months, a leap day, changes of clocks.

What it tells is dated relative to today, at work or on a weekend, before or after a month's bills.
"""

import datetime

import pytest

from tests.counts import in_full
from tests.demonstrations import EARLY, assert_it_loads_on, own_database

MINUTES = 60
FORTNIGHT = [datetime.date(2027, 1, 1) + datetime.timedelta(days=day) for day in range(14)]
ENDS_OF_MONTHS = [
    datetime.date(2027, month, 1) + datetime.timedelta(days=turn) for month in range(2, 13) for turn in (-1, 0)
]
ONCE_IN_A_WHILE = [  # clocks go on and back, a leap day with its neighbours, the year's last day
    datetime.date(2027, 3, 14), datetime.date(2027, 11, 7), datetime.date(2027, 12, 31),
    datetime.date(2028, 2, 28), datetime.date(2028, 2, 29), datetime.date(2028, 3, 1),
]  # fmt: skip
NOON, LATE = datetime.time(17, tzinfo=datetime.UTC), datetime.time(0, 30, tzinfo=datetime.UTC)
EARLY_ON = [
    datetime.date(2027, 1, 1), datetime.date(2027, 1, 4), datetime.date(2027, 1, 11), datetime.date(2027, 2, 1),
    datetime.date(2027, 5, 1), datetime.date(2027, 7, 1), datetime.date(2028, 3, 1),
]  # fmt: skip

pytestmark = pytest.mark.skipif(not in_full(), reason="tests/marketplace/test_demo_days.py loads it on a few")


@pytest.mark.parametrize(
    "moment",
    [
        *(datetime.datetime.combine(day, NOON) for day in [*FORTNIGHT, *ENDS_OF_MONTHS, *ONCE_IN_A_WHILE]),
        *(datetime.datetime.combine(day, EARLY) for day in EARLY_ON),
        datetime.datetime.combine(datetime.date(2027, 1, 1), LATE),  # New Year in Greenwich, not yet at the office
    ],
    ids=str,
)
def test_it_loads_and_a_repeat_changes_nothing(database_template, django_db_blocker, tmp_path, moment):
    with own_database(database_template, django_db_blocker, tmp_path):
        assert_it_loads_on(moment)
