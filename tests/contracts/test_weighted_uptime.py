"""Uptime weighed by users and by requests, worked out by hand beside it."""

from decimal import Decimal

import pytest

from contracts.service_levels.arithmetic.weighted_uptime import (
    EmptySlice,
    RequestSlice,
    UserTime,
    request_slices_percent,
    user_minutes_percent,
)

JUNE_MINUTES = Decimal(43_200)


def test_an_outage_weighs_as_much_as_the_people_it_reached():
    served = [UserTime(1_000, JUNE_MINUTES)]
    everybody = user_minutes_percent(served, [UserTime(1_000, Decimal("43.2"))])
    a_tenth = user_minutes_percent(served, [UserTime(100, Decimal("43.2"))])
    assert (everybody, a_tenth) == (Decimal("99.9"), Decimal("99.99"))


def test_users_who_join_during_the_month_weigh_from_then_on():
    served = [UserTime(200, Decimal(30_000)), UserTime(300, Decimal(13_200))]  # 6,000,000 + 3,960,000
    lost = [UserTime(200, Decimal(30)), UserTime(50, Decimal("79.2"))]  # 6,000 + 3,960
    assert user_minutes_percent(served, lost).quantize(Decimal("0.00001")) == Decimal("99.90000")


def test_nobody_to_serve_is_no_figure():
    assert user_minutes_percent([UserTime(0, JUNE_MINUTES)], []) is None
    assert user_minutes_percent([], []) is None


@pytest.mark.parametrize(("users", "minutes"), [(-1, Decimal(1)), (1, Decimal(-1))])
def test_less_than_nobody_and_less_than_no_time_are_refused(users, minutes):
    with pytest.raises(ValueError, match="below zero"):
        UserTime(users, minutes)


def test_no_more_is_lost_than_there_was():
    with pytest.raises(ValueError, match="lost than were to be served"):
        user_minutes_percent([UserTime(10, Decimal(10))], [UserTime(11, Decimal(10))])


def test_slices_weigh_the_same_however_busy_they_were():
    slices = [RequestSlice(10, 5), RequestSlice(1_000_000, 0), RequestSlice(100, 0), RequestSlice(200, 0)]
    assert request_slices_percent(slices, EmptySlice.NO_ERROR) == Decimal("87.5")


@pytest.mark.parametrize(("empty", "percent"), [(EmptySlice.NO_ERROR, "97.5"), (EmptySlice.SKIPPED, "95")])
def test_the_contract_says_what_an_empty_slice_counts_for(empty, percent):
    slices = [RequestSlice(100, 10), RequestSlice(50, 0), RequestSlice(0, 0), RequestSlice(0, 0)]
    assert request_slices_percent(slices, empty) == Decimal(percent)


def test_a_window_without_requests_has_no_figure_where_empty_slices_are_skipped():
    assert request_slices_percent([RequestSlice(0, 0)], EmptySlice.SKIPPED) is None
    assert request_slices_percent([RequestSlice(0, 0)], EmptySlice.NO_ERROR) == 100
    assert request_slices_percent([], EmptySlice.NO_ERROR) is None


@pytest.mark.parametrize(("requests", "errors"), [(1, 2), (0, 1), (-1, -1), (5, -1)])
def test_a_slice_that_cannot_be_is_refused(requests, errors):
    with pytest.raises(ValueError, match="no more errors than requests"):
        RequestSlice(requests, errors)
