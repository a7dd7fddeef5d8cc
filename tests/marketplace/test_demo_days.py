"""The demonstration loads on other days than today: what would stop it next month is known now.

The campaign demonstration_days loads the whole story on many more.
"""

import datetime

import pytest
from django.utils import timezone

from tests.counts import at_a_desk, in_full
from tests.demonstrations import EARLY, assert_it_loads_on, own_database, short_story

A_DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.skipif(at_a_desk() or in_full(), reason="CI loads the demonstration on other days as well")


def first_of_next_month(today: datetime.date) -> datetime.date:
    return (today.replace(day=1) + 31 * A_DAY).replace(day=1)


def next_sunday(today: datetime.date) -> datetime.date:
    return today + (6 - today.weekday() or 7) * A_DAY


@pytest.mark.parametrize("day_after", [first_of_next_month, next_sunday])
def test_it_loads_and_a_repeat_changes_nothing(database_template, django_db_blocker, tmp_path, day_after):
    day = day_after(timezone.localdate())
    with short_story(), own_database(database_template, django_db_blocker, tmp_path):
        assert_it_loads_on(datetime.datetime.combine(day, EARLY))
