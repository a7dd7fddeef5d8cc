"""Money: decimals, rounded half up in one place, split to the cent."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from marketplace.money import AmountField, CurrencyField, round_cents, split_cents

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("129.735", "129.74"), ("129.7349999", "129.73"), ("0.005", "0.01"), ("-0.005", "-0.01"), ("2", "2.00")],
)
def test_cents_are_rounded_half_up(exact, rounded):
    assert str(round_cents(Decimal(exact))) == rounded


@given(amounts, weights)
def test_parts_add_up_to_the_cent(total, shares):
    parts = split_cents(total, shares)
    assert sum(parts) == total
    assert all(part >= 0 and part == round_cents(part) for part in parts)


@given(amounts, weights)
def test_no_part_is_a_cent_or_more_from_its_share(total, shares):
    whole = sum(shares)
    for part, share in zip(split_cents(total, shares), shares, strict=True):
        assert abs(part - total * share / whole) < Decimal("0.01")


def test_what_is_left_over_goes_to_the_largest_remainder_and_ties_to_the_first():
    assert split_cents(Decimal("10.00"), [Decimal(1)] * 3) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert split_cents(Decimal("0.01"), [Decimal(1), Decimal(2)]) == [Decimal("0.00"), Decimal("0.01")]


@pytest.mark.parametrize("shares", [[], [Decimal(0)], [Decimal(0), Decimal(0)]])
def test_nothing_to_split_by_is_a_mistake(shares):
    with pytest.raises(ValueError, match="more than zero"):
        split_cents(Decimal(5), shares)


@pytest.mark.parametrize("wrong", ["-0.01", "0.001", "1000000000000.00", "NaN", "Infinity"])
def test_an_amount_is_zero_or_more_with_two_places(wrong):
    with pytest.raises(ValidationError):
        AmountField().clean(Decimal(wrong), None)


def test_an_amount_keeps_its_cents_and_has_a_currency():
    assert AmountField().clean("16920.10", None) == Decimal("16920.10")
    assert CurrencyField().default == "USD"
