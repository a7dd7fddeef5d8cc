"""Points for prices by published formulas, and prices that are unusually low. Pure functions over exact figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Formula = Callable[[Fraction, Sequence[Fraction]], Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


def lowest_over_price(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """lowest ÷ price: the lowest gets all, twice the lowest gets half."""
    return min(prices) / price if price else ONE


def linear_to_highest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """(highest − price) ÷ (highest − lowest): the lowest gets all, the highest nothing; all alike get all."""
    lowest, highest = min(prices), max(prices)
    return (highest - price) / (highest - lowest) if highest > lowest else ONE


def distance_to_lowest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """1 − (price − lowest) ÷ lowest, never below nothing: twice the lowest gets nothing."""
    lowest = min(prices)
    if not lowest:
        return ONE if not price else ZERO
    return max(ZERO, ONE - (price - lowest) / lowest)


@dataclass(frozen=True)
class Published:
    """A formula by its name, as a solicitation publishes it."""

    label: str
    words: str
    share: Formula


FORMULAS: dict[str, Published] = {
    "lowest_over_price": Published(
        "Lowest price ÷ price", "The lowest price gets all points, twice the lowest gets half.", lowest_over_price
    ),
    "linear_to_highest": Published(
        "Between the highest and the lowest",
        "The lowest price gets all points, the highest none, those between in proportion.",
        linear_to_highest,
    ),
    "distance_to_lowest": Published(
        "Distance to the lowest",
        "Points fall by the share by which a price lies above the lowest; twice the lowest gets none.",
        distance_to_lowest,
    ),
}


# What every request says until one can name another.
PUBLISHED_FORMULA = "lowest_over_price"


class UnknownFormula(LookupError):
    """No formula of that name is published."""


def price_shares(prices: Mapping[str, Decimal], formula: str) -> dict[str, Fraction]:
    """For each proposal the share of the points for price, from 0 to 1, over the prices of all that are compared.

    Raises UnknownFormula, ValueError for a price below nothing.
    """
    if formula not in FORMULAS:
        raise UnknownFormula(formula)
    if any(price < 0 for price in prices.values()):
        raise ValueError("A price below nothing cannot be compared.")
    exact = {name: Fraction(price) for name, price in prices.items()}
    return {name: FORMULAS[formula].share(price, list(exact.values())) for name, price in exact.items()}


@dataclass(frozen=True)
class LowPriceRule:
    """When a price must be explained: with `least_bids` or more, it lies `below_mean` percent under the mean of the
    others, or the lowest lies `below_next` percent under the next one."""

    below_mean: Decimal = Decimal(40)
    below_next: Decimal = Decimal(30)
    least_bids: int = 3


@dataclass(frozen=True)
class UnusuallyLow:
    """One price that must be explained; how far it lies under the mean of the others and under the next, in percent."""

    name: str
    below_mean: Fraction
    below_next: Fraction


def unusually_low(prices: Mapping[str, Decimal], rule: LowPriceRule | None = None) -> list[UnusuallyLow]:
    """The prices that their vendors must explain before a bid may be rejected for its price; the lowest first."""
    rule = rule or LowPriceRule()
    if len(prices) < rule.least_bids:
        return []
    ordered = sorted(((Fraction(price), name) for name, price in prices.items()))
    found = []
    for place, (price, name) in enumerate(ordered):
        others = [other for other, key in ordered if key != name]
        under_mean = _percent_under(price, sum(others, ZERO) / len(others))
        under_next = _percent_under(price, ordered[1][0]) if place == 0 else ZERO
        if under_mean >= Fraction(rule.below_mean) or (place == 0 and under_next >= Fraction(rule.below_next)):
            found.append(UnusuallyLow(name, under_mean, under_next))
    return found


def _percent_under(price: Fraction, other: Fraction) -> Fraction:
    return max(ZERO, 100 * (other - price) / other) if other > 0 else ZERO
