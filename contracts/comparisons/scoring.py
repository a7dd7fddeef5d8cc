"""Scores of offers side by side, and how far a weight may move before the first place changes. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PRICE, ANSWER, USED_BY, SCORE = "price", "answer", "used_by", "score"
UPTIME = ("availability", "measured")
JUDGED = ("quality", "fit")
HUNDREDTH = Decimal("0.01")
# A promise of 100 % counts as 5 seconds of downtime in a week: so that it can be divided by.
LEAST_DOWNTIME = Decimal("0.001")
POINT = Decimal(20)


@dataclass(frozen=True)
class Scored:
    """One offer: its score from 0 to 100 for each criterion, the weighted total, its place."""

    key: int
    scores: Mapping[str, Decimal]
    total: Decimal
    place: int


@dataclass(frozen=True)
class Holds:
    """Between which weights of a criterion, in percent, the first place stays first; None where nothing moves it."""

    criterion: str
    least: Decimal | None
    most: Decimal | None

    def words(self, label: str) -> str:
        """The first place holds unless price for the whole term weighs over 62.4%."""
        bounds = [f"under {self.least}%" if self.least is not None else ""]
        bounds.append(f"over {self.most}%" if self.most is not None else "")
        said = " or ".join(filter(None, bounds))
        named = label[:1].lower() + label[1:]
        return (
            f"The first place holds unless {named} weighs {said}."
            if said
            else (f"The first place holds whatever {named} weighs.")
        )


def score_of(criterion: str, value: Decimal | None, others: Sequence[Decimal | None]) -> Decimal:
    """From 0 to 100, rounded half up to hundredths; what is not stated gets 0.

    Price and time to an answer: 100 × lowest ÷ own. Uptime: 100 × smallest downtime ÷ own downtime. Agencies that use
    it: 100 × own ÷ most. Scorecard: as it stands. Judged: 20 for each of the five points. `others` holds the values of
    all offers, own included.
    """
    stated = [other for other in others if other is not None]
    if value is None or not stated:
        return Decimal(0)
    if criterion in JUDGED:
        return value * POINT
    if criterion == SCORE:
        return _hundredths(value)
    if criterion == USED_BY:
        return _hundredths(100 * value / max(stated)) if max(stated) else Decimal(0)
    if criterion in UPTIME:
        value, stated = _downtime(value), [_downtime(other) for other in stated]
    return _hundredths(100 * min(stated) / value) if value else Decimal(100)


def _downtime(uptime: Decimal) -> Decimal:
    return max(Decimal(100) - uptime, LEAST_DOWNTIME)


def _hundredths(score: Decimal) -> Decimal:
    return score.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def rank(values: Mapping[int, Mapping[str, Decimal | None]], weights: Mapping[str, int]) -> list[Scored]:
    """All offers, best first: total = Σ weight × score ÷ 100; of equal totals the cheaper one stands first.

    `values` holds the values of each offer by criterion, always with the price; `weights` are percents.
    """
    scores = {
        key: {
            criterion: score_of(criterion, own.get(criterion), [each.get(criterion) for each in values.values()])
            for criterion in weights
        }
        for key, own in values.items()
    }
    totals = {key: _total(own, weights) for key, own in scores.items()}
    order = sorted(values, key=lambda key: (-totals[key], values[key][PRICE] or Decimal(0), key))
    return [Scored(key, scores[key], _hundredths(totals[key]), place) for place, key in enumerate(order, start=1)]


def _total(scores: Mapping[str, Decimal], weights: Mapping[str, int]) -> Decimal:
    return sum((weights[criterion] * scores[criterion] for criterion in weights), Decimal(0)) / 100


def sensitivity(ranked: Sequence[Scored], weights: Mapping[str, int]) -> list[Holds]:
    """For each criterion the weights between which the first place stays, the others sharing the rest as they do now.

    A criterion that weighs everything has no others to share with and is left out.
    """
    return [_holds(ranked, weights, criterion) for criterion in weights if weights[criterion] < sum(weights.values())]


def _holds(ranked: Sequence[Scored], weights: Mapping[str, int], criterion: str) -> Holds:
    first, *rivals = ranked
    rest = sum(weight for name, weight in weights.items() if name != criterion)
    least, most = Fraction(0), Fraction(100)
    for rival in rivals:
        lead = {name: Fraction(first.scores[name]) - Fraction(rival.scores[name]) for name in weights}
        others = sum((lead[name] * weights[name] for name in weights if name != criterion), Fraction(0)) / rest
        own = lead[criterion]
        # The lead at weight x is x × own + (100 − x) × others: a straight line.
        if own < 0 < others:
            most = min(most, 100 * others / (others - own))
        elif others < 0 < own:
            least = max(least, 100 * others / (others - own))
    return Holds(criterion, _tenths(least) if least > 0 else None, _tenths(most) if most < 100 else None)


def _tenths(bound: Fraction) -> Decimal:
    exact = (Decimal(bound.numerator) / Decimal(bound.denominator)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return exact.to_integral() if exact == exact.to_integral() else exact
