"""From agreed points and opened prices to places. Pure functions over exact figures; the rules are those published.

A score of a criterion is weight × points ÷ scale. Nothing is rounded before the total; a total is shown rounded down
to hundredths, so that nobody looks better than they are, and ties are judged on the exact figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from .prices import price_shares

PRICE = "price"


@dataclass(frozen=True)
class Weighted:
    """One criterion as it was published. `least` is the fewest points that pass; weights of a lot add up to 100."""

    code: str
    weight: Decimal
    scale: int = 5
    least: Decimal | None = None
    is_price: bool = False


@dataclass(frozen=True)
class Proposal:
    """What is compared: agreed points by criterion and, once opened, the price. `received` breaks the last tie."""

    name: str
    points: Mapping[str, Decimal]
    price: Decimal | None = None
    received: int = 0


@dataclass(frozen=True)
class Ranked:
    """One proposal in its place. `parts` are exact points of the total by criterion; `tied_with` names who has the
    same total; `by` says what decided between them."""

    name: str
    place: int
    total: Fraction
    parts: Mapping[str, Fraction]
    tied_with: tuple[str, ...] = ()
    by: str = ""

    @property
    def quality(self) -> Fraction:
        return sum((part for code, part in self.parts.items() if code != PRICE), Fraction(0))

    @property
    def shown(self) -> Decimal:
        """The total as it is read."""
        return shown(self.total)


@dataclass(frozen=True)
class Rules:
    """What was published: the criteria, the formula of the price, the least points for quality as a whole."""

    criteria: Sequence[Weighted]
    formula: str = "lowest_over_price"
    least_quality: Decimal | None = None
    tie: Sequence[str] = field(default=("quality", "price", "received"))

    @property
    def quality(self) -> list[Weighted]:
        return [one for one in self.criteria if not one.is_price]

    @property
    def price(self) -> Weighted | None:
        return next((one for one in self.criteria if one.is_price), None)


class NotComparable(ValueError):
    """Points or prices are missing, or lie outside of what was published. The message is a sentence."""


def shown(exact: Fraction) -> Decimal:
    """Rounded down to hundredths; nothing here is negative."""
    return Decimal(exact.numerator * 100 // exact.denominator).scaleb(-2)


def check_rules(rules: Rules) -> None:
    """Raises NotComparable for weights that do not add up to 100, two prices, or a criterion named twice."""
    if sum((one.weight for one in rules.criteria), Decimal(0)) != 100:
        raise NotComparable("The weights do not add up to 100.")
    if any(one.weight < 0 or one.scale < 1 for one in rules.criteria):
        raise NotComparable("A weight lies below nothing, or a scale has no points.")
    if sum(one.is_price for one in rules.criteria) > 1:
        raise NotComparable("There is more than one criterion for the price.")
    if len({one.code for one in rules.criteria}) < len(rules.criteria):
        raise NotComparable("Two criteria have the same code.")


def failed_minimums(points: Mapping[str, Decimal], rules: Rules) -> list[str]:
    """The codes of criteria under their minimum, and "quality" where quality as a whole is; empty for who passes.

    Raises NotComparable where points are missing or off the scale.
    """
    _check_points(points, rules)
    failed = [one.code for one in rules.quality if one.least is not None and points[one.code] < one.least]
    if rules.least_quality is not None and quality_of(points, rules) < Fraction(rules.least_quality):
        failed.append("quality")
    return failed


def quality_of(points: Mapping[str, Decimal], rules: Rules) -> Fraction:
    """Points of the total for quality: Σ weight × points ÷ scale."""
    return sum((_part(one, points) for one in rules.quality), Fraction(0))


def rank(proposals: Sequence[Proposal], rules: Rules) -> list[Ranked]:
    """Those that pass every minimum, best first.

    Of equal totals the better quality stands first, then the lower price, then the bid received earlier (`rules.tie`).
    Prices of proposals that do not pass are never asked for, nor do they count in the formula. Raises NotComparable.
    """
    check_rules(rules)
    passing = [one for one in proposals if not failed_minimums(one.points, rules)]
    shares = _shares(passing, rules)
    parts = {one.name: _parts(one, rules, shares) for one in passing}
    totals = {name: sum(own.values(), Fraction(0)) for name, own in parts.items()}
    quality = {one.name: quality_of(one.points, rules) for one in passing}

    keys = {
        one.name: {"quality": -quality[one.name], "price": Fraction(one.price or 0), "received": Fraction(one.received)}
        for one in passing
    }

    def order(one: Proposal) -> tuple:
        return (-totals[one.name], *(keys[one.name][rule] for rule in rules.tie), one.name)

    ranked: list[Ranked] = []
    for place, one in enumerate(sorted(passing, key=order), start=1):
        tied = tuple(sorted(key for key in totals if key != one.name and totals[key] == totals[one.name]))
        ranked.append(
            Ranked(one.name, place, totals[one.name], parts[one.name], tied, _decided(one, tied, keys, rules))
        )
    return ranked


def _decided(one: Proposal, tied: Sequence[str], keys: Mapping[str, Mapping[str, Fraction]], rules: Rules) -> str:
    """The first part of the tie rule in which it differs from another of the same total; "" where there is none."""
    own = keys[one.name]
    differs = (rule for rule in rules.tie if any(keys[other][rule] != own[rule] for other in tied))
    return next(differs, "") if tied else ""


def _check_points(points: Mapping[str, Decimal], rules: Rules) -> None:
    for one in rules.quality:
        if one.code not in points:
            raise NotComparable(f"Points for {one.code} are missing.")
        if not 0 <= points[one.code] <= one.scale:
            raise NotComparable(f"{points[one.code]} points for {one.code} are not on the scale of 0 to {one.scale}.")


def _part(criterion: Weighted, points: Mapping[str, Decimal]) -> Fraction:
    return Fraction(criterion.weight) * Fraction(points[criterion.code]) / criterion.scale


def _shares(passing: Sequence[Proposal], rules: Rules) -> dict[str, Fraction]:
    if rules.price is None or not passing:
        return {}
    prices = {}
    for one in passing:
        if one.price is None:
            raise NotComparable(f"The price of proposal {one.name} is not opened.")
        prices[one.name] = one.price
    return price_shares(prices, rules.formula)


def _parts(one: Proposal, rules: Rules, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    own = {criterion.code: _part(criterion, one.points) for criterion in rules.quality}
    if rules.price is not None:
        own[PRICE] = Fraction(rules.price.weight) * shares[one.name]
    return own
