"""Uptime in percent, its verdict and its error budget, always on unrounded figures."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from .windows import Interval, Intervals, intersect, subtract, total_seconds, union

HUNDRED = Decimal(100)
THOUSANDTH = Decimal("0.001")


class Convention(StrEnum):
    """What agreed maintenance does to the fraction: two legitimate ways that can give different verdicts."""

    REMOVE_BOTH = "A"
    NUMERATOR_ONLY = "B"


class Verdict(StrEnum):
    """What a closed period comes to."""

    MET = "met"
    BREACHED = "breached"
    INSUFFICIENT_DATA = "insufficient_data"


def countable_downtime(
    down: Iterable[Interval], agreed: Iterable[Interval], excluded: Iterable[Interval], minimum_outage: Decimal
) -> Intervals:
    """Downtime inside the agreed service time and outside approved exclusions, in pieces of at least the minimum."""
    pieces = subtract(intersect(down, agreed), excluded)
    if not minimum_outage:
        return pieces
    return tuple(piece for piece in pieces if piece.seconds >= minimum_outage)


def uptime_percent(convention: Convention, agreed: Decimal, excluded: Decimal, downtime: Decimal) -> Decimal | None:
    """U = 100·(AST − X − D)/(AST − X) by convention A, 100·(AST − D)/AST by convention B; None of no time at all.

    Twenty-eight digits tell any two verdicts apart: one microsecond in a month is 4·10⁻¹¹ percent.
    """
    counting = agreed - excluded if convention is Convention.REMOVE_BOTH else agreed
    if counting <= 0:
        return None
    return HUNDRED * (counting - downtime) / counting


def coverage_percent(covered: Iterable[Interval], agreed: Iterable[Interval]) -> Decimal:
    """The share of the agreed service time of which a monitor knows something; 0 of no time at all."""
    agreed = union(agreed)
    whole = total_seconds(agreed)
    return HUNDRED * total_seconds(intersect(covered, agreed)) / whole if whole else Decimal()


def verdict(uptime: Decimal | None, target: Decimal, coverage: Decimal, coverage_required: Decimal) -> Verdict:
    """Met from the target on. Too little data is neither met nor breached: no data is not 100 %."""
    if uptime is None or coverage < coverage_required:
        return Verdict.INSUFFICIENT_DATA
    return Verdict.MET if uptime >= target else Verdict.BREACHED


def rounded_down(percent: Decimal) -> Decimal:
    """A percentage as screens show it: three places, never rounded up, so 99.8999 does not read as 99.900."""
    return percent.quantize(THOUSANDTH, rounding=ROUND_DOWN)


def allowed_downtime(target: Decimal, agreed: Decimal) -> Decimal:
    """The error budget: how much of `agreed` may be lost with the target still met."""
    return (HUNDRED - target) / HUNDRED * agreed


def budget_left_percent(target: Decimal, agreed: Decimal, downtime: Decimal) -> Decimal | None:
    """What remains of the error budget, below zero once it is overdrawn; None where there never was one."""
    budget = allowed_downtime(target, agreed)
    return HUNDRED * (1 - downtime / budget) if budget else None


def burn_rate(target: Decimal, downtime: Decimal, looked_at: Decimal) -> Decimal | None:
    """How many times faster than sustainable the budget went in the time looked at; None where there is no budget."""
    budget = allowed_downtime(target, looked_at)
    return downtime / budget if budget else None
