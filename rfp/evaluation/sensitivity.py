"""How firm a result is: between which weights of a criterion the first place stays first. Pure, exact functions.

The published weights cannot be changed. Where one moves, the others keep their proportions and share the rest, so that
every total is a straight line over the weight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .ranking import Ranked

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """The total of one proposal over the weight of one criterion: `others` + weight × (`own` − others ÷ 100)."""

    name: str
    own: Fraction  # points out of 1 for the criterion itself
    others: Fraction  # points out of 1 for all others together, in their proportions

    def at(self, weight: Fraction) -> Fraction:
        """Its total where the criterion weighs so many percent."""
        return weight * self.own + (100 - weight) * self.others


@dataclass(frozen=True)
class Swing:
    """The first place stays first while the criterion weighs between `least` and `most` percent; `rivals` come first
    beyond them. None: nothing moves it in that direction."""

    code: str
    weight: Fraction
    least: Fraction | None
    most: Fraction | None
    rivals: tuple[str, str] = ("", "")

    @property
    def is_firm(self) -> bool:
        return self.least is None and self.most is None

    @property
    def nearest(self) -> Fraction | None:
        """The smallest change of the weight, in percent of the total, by which another comes first."""
        moves = [abs(bound - self.weight) for bound in (self.least, self.most) if bound is not None]
        return min(moves, default=None)


def lines(ranked: Sequence[Ranked], weights: Mapping[str, Decimal], code: str) -> list[Line]:
    """The lines of all proposals over the weight of `code`. Raises ValueError for a criterion that weighs nothing or
    everything: nothing is known of its points, or of those of others."""
    weight = Fraction(weights[code])
    if not 0 < weight < 100:
        raise ValueError(f"{code} weighs {weights[code]} percent, so its weight cannot move.")
    return [Line(one.name, one.parts[code] / weight, (one.total - one.parts[code]) / (100 - weight)) for one in ranked]


def swing(ranked: Sequence[Ranked], weights: Mapping[str, Decimal], code: str) -> Swing:
    """Between which weights of `code` the first place stays first (equal totals leave it first)."""
    first, *rivals = lines(ranked, weights, code)
    weight = Fraction(weights[code])
    least: tuple[Fraction | None, str] = (None, "")
    most: tuple[Fraction | None, str] = (None, "")
    for rival in rivals:
        lead_own, lead_others = first.own - rival.own, first.others - rival.others
        # The lead at weight x is x × lead_own + (100 − x) × lead_others.
        if lead_own == lead_others:
            continue
        crossing = 100 * lead_others / (lead_others - lead_own)
        if lead_own < lead_others and weight <= crossing < 100 and (most[0] is None or crossing < most[0]):
            most = crossing, rival.name
        elif lead_own > lead_others and 0 < crossing <= weight and (least[0] is None or crossing > least[0]):
            least = crossing, rival.name
    return Swing(code, weight, least[0], most[0], (least[1], most[1]))


def swings(ranked: Sequence[Ranked], weights: Mapping[str, Decimal]) -> list[Swing]:
    """For each criterion whose weight can move. None where nothing is to be compared."""
    movable = [code for code, weight in weights.items() if 0 < weight < 100]
    return [swing(ranked, weights, code) for code in movable] if len(ranked) > 1 else []


def tenths(bound: Fraction) -> Decimal:
    """A bound as it is read: 51.6."""
    exact = Decimal(bound.numerator) / Decimal(bound.denominator)
    return exact.quantize(TENTH, rounding=ROUND_HALF_UP)


def spread(points: Sequence[Decimal]) -> Decimal:
    """How far the points of evaluators for one answer lie apart."""
    return max(points) - min(points) if points else Decimal(0)


def is_wide(points: Sequence[Decimal], scale: int) -> bool:
    """Over half of the scale apart: the chair talks it through and says why what was agreed."""
    return spread(points) * 2 > scale
