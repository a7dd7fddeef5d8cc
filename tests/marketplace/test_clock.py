"""The clock that decides."""

import datetime
import time

import pytest
from django.db import connection, transaction

from marketplace.clock import database_now

pytestmark = pytest.mark.django_db


def test_it_is_in_utc_and_right_now():
    at = database_now()
    assert at.tzinfo is datetime.UTC
    assert abs(at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=1)


def test_it_moves_on_inside_a_transaction_where_now_stands_still():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (started,) = cursor.fetchone()
        first = database_now()
        time.sleep(0.01)
        second = database_now()
        cursor.execute("SELECT now()")
        assert cursor.fetchone() == (started,)
    assert started <= first < second


def test_it_does_not_follow_the_web_servers_clock(time_machine):
    real = database_now()
    time_machine.move_to(datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC))
    assert database_now() >= real
