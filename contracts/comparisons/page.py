"""What the page of a comparison shows: offers by place with their scores, weights, and what would move the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.components.formats import money
from marketplace.errors import DomainError
from marketplace.permissions import allowed

from .actions import check_ready
from .models import MOST_POINTS, Candidate, Comparison, Judgement, Weight
from .record import ranking_of, sensitivity_words


@dataclass(frozen=True)
class Cell:
    """One criterion of one offer: its value in words, and its score where something is weighed."""

    label: str
    value: str
    score: Decimal | None


@dataclass(frozen=True)
class OfferRow:
    """One offer; without weights it has neither total nor place."""

    candidate: Candidate
    cells: Sequence[Cell]
    judgements: Sequence[Judgement]
    total: Decimal | None = None
    place: int | None = None


@dataclass(frozen=True)
class ComparisonPage:
    """Everything derived that templates/contracts/comparisons/comparison_page.html shows."""

    headings: Sequence[str]
    rows: Sequence[OfferRow]
    weights: Sequence[Weight]
    sensitivity: Sequence[str]
    may_change: bool
    is_judged_by_people: bool
    missing: str


def comparison_page(comparison: Comparison, *, reader: Any) -> ComparisonPage:
    """The page of one comparison, loaded with `with_parts()`, for one reader. No statement."""
    weights = list(comparison.weights.all())
    shown = [row.criterion for row in weights] or ["price", "availability", "measured", "answer", "used_by", "score"]
    ranked = {row.key: row for row in ranking_of(comparison)}
    rows = []
    for candidate in comparison.candidates.all():
        scored = ranked.get(candidate.place)
        cells = [Cell(_label(name), _value(candidate, name), scored.scores[name] if scored else None) for name in shown]
        judged = list(candidate.judgements.all())
        rows.append(OfferRow(candidate, cells, judged, *((scored.total, scored.place) if scored else ())))
    return ComparisonPage(
        headings=[_label(name) for name in shown],
        rows=sorted(rows, key=lambda row: (row.place or 0, row.candidate.cost)),
        weights=weights,
        sensitivity=sensitivity_words(comparison),
        may_change=comparison.is_draft and allowed(reader, "contracts.change_comparison", comparison),
        is_judged_by_people=any(row.criterion in {"quality", "fit"} for row in weights),
        missing=_missing(comparison),
    )


def _missing(comparison: Comparison) -> str:
    """What is to be done before a signature; nothing where it may be signed."""
    if not comparison.is_draft:
        return ""
    try:
        check_ready(comparison)
    except DomainError as refusal:
        return str(refusal).replace(" Nothing was signed.", "")
    return ""


def _label(criterion: str) -> str:
    return Weight.Criterion(criterion).label.partition(",")[0]


def _value(candidate: Candidate, criterion: str) -> str:
    """$23,575.50; 99.9%; 60 minutes; 4 of 5; Not stated."""
    judged = next((row for row in candidate.judgements.all() if row.criterion == criterion), None)
    if judged:
        return f"{judged.points} of {MOST_POINTS}"
    value = candidate.facts.get(criterion)
    if value is None:
        return "Not judged yet" if criterion in {"quality", "fit"} else "Not stated"
    if criterion == "price":
        return money(Decimal(value))
    units = {"availability": "%", "measured": "%", "answer": " minutes", "used_by": "", "score": " of 100"}
    return f"{Decimal(value).normalize():f}{units[criterion]}"
