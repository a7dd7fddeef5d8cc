"""How a rate is made of its pools, to the cent. Pure arithmetic, exact fractions, no floats.

Rate = (sum of the pools, what is carried forward with its sign) ÷ forecast units, half up to cents. Each part is its
pool ÷ the same units; the cents that rounding down leaves over go to the largest remainders, ties by pool order.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from marketplace.errors import InvalidInput
from marketplace.money import CENT, round_cents

RESERVE_DAYS = 60
DAYS_A_YEAR = 365


def share_out(exact: Sequence[Fraction], whole: Decimal) -> list[Decimal]:
    """Parts to the cent, in the order given, that add up to `whole`; each lies within a cent or two of its fraction."""
    floors = [math.floor(part * 100) for part in exact]
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place] * 100, place))
    left = int(whole / CENT) - sum(floors)
    step = 1 if left >= 0 else -1
    if step < 0:
        order.reverse()
    for turn in range(abs(left)):
        floors[order[turn % len(order)]] += step
    return [Decimal(cents) * CENT for cents in floors]


def rate_of(pools: Sequence[Decimal], units: int) -> Decimal:
    """The published rate. Raises InvalidInput without units, or where the pools come to nothing."""
    if units <= 0:
        raise InvalidInput("A rate needs a forecast of at least one unit. Enter how many units the year will have.")
    whole = sum(pools, Decimal())
    if whole <= 0:
        raise InvalidInput("The pools come to nothing or less, so there is no rate. Enter what the service costs.")
    return round_cents(whole / units)


def parts_of(pools: Sequence[Decimal], units: int) -> list[Decimal]:
    """The part of each pool in the rate, in the same order; together they are the rate."""
    return share_out([Fraction(pool) / units for pool in pools], rate_of(pools, units))


def bridge(before: Sequence[Decimal], units_before: int, after: Sequence[Decimal], units_after: int) -> list[Decimal]:
    """From one year's rate to the next: what other units alone do first, then what each pool does, to the cent."""
    volume = sum((Fraction(pool) for pool in before), Fraction()) * (
        Fraction(1, units_after) - Fraction(1, units_before)
    )
    steps = [Fraction(new - old) / units_after for old, new in zip(before, after, strict=True)]
    return share_out([volume, *steps], rate_of(after, units_after) - rate_of(before, units_before))


def true_up(actual: Decimal, billed: Decimal) -> Decimal:
    """What next year's rate carries: above zero was billed too little, below zero too much."""
    return actual - billed


def reserve_days(reserve: Decimal, cash_cost: Decimal) -> Decimal | None:
    """For how many days of a year's cash cost the reserve lasts; None where nothing is spent."""
    return (reserve * DAYS_A_YEAR / cash_cost).quantize(Decimal("0.1")) if cash_cost > 0 else None
