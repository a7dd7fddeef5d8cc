"""Formulas by which a solicitation turns prices into points: each is chosen before the publication and published in
words with an example. Pure functions over exact figures; a share is from 0 to 1 of the points for the price."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db import models

Formula = Callable[[Fraction, Sequence[Fraction]], Fraction]
ZERO, ONE = Fraction(0), Fraction(1)
CENT = Decimal("0.01")
# Prices of the example that is published beside a formula.
EXAMPLE = (Decimal(100), Decimal(115), Decimal(130))
STEP, STEPS = Fraction(1, 10), 5


def lowest_over_price(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """lowest ÷ price: the lowest gets all, twice the lowest gets half."""
    return min(prices) / price if price else ONE


def linear_to_highest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """(highest − price) ÷ (highest − lowest): the lowest gets all, the highest nothing; all alike get all."""
    lowest, highest = min(prices), max(prices)
    return (highest - price) / (highest - lowest) if highest > lowest else ONE


def distance_to_lowest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """1 − (price − lowest) ÷ lowest, never below nothing: twice the lowest gets nothing."""
    return max(ZERO, ONE - _above_lowest(price, prices))


def steps_above_lowest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """1 − ⌊(price − lowest) ÷ (lowest ÷ 10)⌋ ÷ 5, never below nothing: each full tenth above takes a fifth."""
    return max(ZERO, ONE - Fraction(_above_lowest(price, prices) // STEP, STEPS))


def _above_lowest(price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """By which share of the lowest a price lies above it; above nothing, any price lies a whole above."""
    lowest = min(prices)
    if not lowest:
        return ONE if price else ZERO
    return (price - lowest) / lowest


class PriceFormula(models.TextChoices):
    """By their names, as they are kept and published."""

    LOWEST_OVER_PRICE = "lowest_over_price", "Lowest price ÷ price"
    LINEAR_TO_HIGHEST = "linear_to_highest", "Between the highest and the lowest"
    DISTANCE_TO_LOWEST = "distance_to_lowest", "Distance to the lowest"
    STEPS_ABOVE_LOWEST = "steps_above_lowest", "Steps above the lowest"


@dataclass(frozen=True)
class Published:
    """A formula as a solicitation publishes it."""

    label: str
    words: str
    how: str
    share: Formula


def _published(name: PriceFormula, words: str, how: str, share: Formula) -> tuple[str, Published]:
    return name.value, Published(str(name.label), words, how, share)


FORMULAS: dict[str, Published] = dict(
    (
        _published(
            PriceFormula.LOWEST_OVER_PRICE,
            "The lowest price gets all points, twice the lowest gets half.",
            "{low} ÷ {price}",
            lowest_over_price,
        ),
        _published(
            PriceFormula.LINEAR_TO_HIGHEST,
            "The lowest price gets all points, the highest none, those between in proportion.",
            "({high} − {price}) ÷ ({high} − {low})",
            linear_to_highest,
        ),
        _published(
            PriceFormula.DISTANCE_TO_LOWEST,
            "Points fall by the share by which a price lies above the lowest; twice the lowest gets none.",
            "(1 − {above} ÷ {low})",
            distance_to_lowest,
        ),
        _published(
            PriceFormula.STEPS_ABOVE_LOWEST,
            "The lowest price gets all points; each full tenth above it takes a fifth of them; half above gets none.",
            "(1 − {tenths} ÷ 5)",
            steps_above_lowest,
        ),
    )
)


@dataclass(frozen=True)
class Example:
    """What three prices would earn. `rows` are prices, how their points are worked out, and these to the cent."""

    label: str
    words: str
    rows: list[tuple[Decimal, str, Decimal]]


def example_of(name: str, *, weight: Decimal) -> Example:
    """The formula in words, with what it would give where the price weighs so many points of 100."""
    formula, prices = FORMULAS[name], [Fraction(price) for price in EXAMPLE]
    rows = []
    for price, exact in zip(EXAMPLE, prices, strict=True):
        above = price - EXAMPLE[0]
        figures = {"price": price, "low": EXAMPLE[0], "high": EXAMPLE[-1], "above": above, "tenths": above // 10}
        points = _cents(Fraction(weight) * formula.share(exact, prices))
        rows.append((price, f"{formula.how.format(**figures)} × {weight.normalize():f}", points))
    return Example(formula.label, formula.words, rows)


def _cents(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)
