"""Points for prices by the published formula, and prices that are unusually low. Pure functions over exact figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rfp.solicitations.price_formulas import FORMULAS, ZERO, Published

__all__ = ["FORMULAS", "LowPriceRule", "Published", "UnknownFormula", "UnusuallyLow", "price_shares", "unusually_low"]


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
