"""How concentrated, how old, how long: plain functions, Decimal only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO, HUNDRED, WHOLE = Decimal(0), Decimal(100), Decimal(10_000)
TENTH = Decimal("0.1")
MODERATE_FROM, CONCENTRATED_ABOVE = 1_000, 1_800
RISE_TO_NOTE, SHARE_TO_NOTE = 100, 30


class Band(StrEnum):
    """How many vendors share the spend, in a word."""

    SPREAD = "spread"
    MODERATE = "moderate"
    CONCENTRATED = "concentrated"


def hhi(amounts: Iterable[Decimal]) -> Decimal | None:
    """Herfindahl and Hirschman's index: the squares of the shares in percent, added up; 10,000 is one vendor.

    Who got back more than it was paid has no share. None where nothing was spent. 40, 30, 20 and 10 give 3,000.
    Source: United States Department of Justice and Federal Trade Commission, Merger Guidelines (2023), 2.1.
    """
    paid = [amount for amount in amounts if amount > 0]
    total = sum(paid, ZERO)
    return sum(((HUNDRED * amount / total) ** 2 for amount in paid), ZERO) if total else None


def effective_vendors(index: Decimal) -> Decimal:
    """How many vendors of equal size would give this index, to one place."""
    return (WHOLE / index).quantize(TENTH, rounding=ROUND_HALF_UP)


def band_of(index: Decimal) -> Band:
    """Concentrated above 1,800, moderate from 1,000 (the guidelines of 2023)."""
    if index > CONCENTRATED_ABOVE:
        return Band.CONCENTRATED
    return Band.MODERATE if index >= MODERATE_FROM else Band.SPREAD


def is_to_note(index: Decimal | None, before: Decimal | None, largest_share: Decimal) -> bool:
    """A rise of more than 100 that ends above 1,800, or with one vendor above 30 percent (the guidelines of 2023)."""
    if index is None or before is None or index - before <= RISE_TO_NOTE:
        return False
    return index > CONCENTRATED_ABOVE or largest_share > SHARE_TO_NOTE


def share(part: Decimal | int, of: Decimal | int) -> Decimal | None:
    """In percent, unrounded; None of nothing."""
    return HUNDRED * Decimal(part) / Decimal(of) if of else None


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle one, or the mean of the two in the middle; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@dataclass(frozen=True)
class StageTime:
    """One stage of one way of buying: how many went through it, and their median, in days."""

    route: str
    stage: str
    count: int
    days: Decimal
    is_bottleneck: bool = False


def stage_times(spans: Iterable[tuple[str, str, Decimal]]) -> list[StageTime]:
    """From (route, stage, days) to medians, in the order in which routes and stages first come.

    The bottleneck of a route is its stage with the greatest median, the earlier of two alike.
    """
    found: dict[str, dict[str, list[Decimal]]] = {}
    for route, stage, days in spans:
        found.setdefault(route, {}).setdefault(stage, []).append(days)
    times = []
    for route, stages in found.items():
        medians = {stage: median(days) or ZERO for stage, days in stages.items()}
        slowest = max(medians, key=lambda stage: medians[stage])
        times += [
            StageTime(route, stage, len(days), medians[stage], stage == slowest and len(stages) > 1)
            for stage, days in stages.items()
        ]
    return times


def add_up(rows: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Sums by key, in the order in which the keys first come."""
    sums: dict[str, Decimal] = {}
    for key, amount in rows:
        sums[key] = sums.get(key, ZERO) + amount
    return sums


def largest(amounts: Mapping[str, Decimal]) -> tuple[str, Decimal]:
    """The key with the greatest amount and its share in percent; nothing and zero where nothing was spent."""
    paid = {key: amount for key, amount in amounts.items() if amount > 0}
    if not paid:
        return "", ZERO
    first = max(paid, key=lambda key: paid[key])
    return first, share(paid[first], sum(paid.values(), ZERO)) or ZERO
