"""One service level in one month: from timeline, exclusions and terms to every figure of the ledger."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from contracts.agreements.templates_of_terms import Tier

from . import attainment
from .attainment import Convention, Verdict
from .credits import checked_tiers, credit_amount, credit_cap, tier_reached
from .maintenance import ExcludedTime
from .timelines import Timeline
from .windows import Interval, Intervals, intersect, subtract, total_seconds, union

# Goes up with any change that can change a figure. Results keep the version that they were computed by.
FORMULA_VERSION = 1


class Counted(StrEnum):
    """Why a stretch of downtime counts or does not."""

    YES = "yes"
    EXCLUDED = "excluded"
    SHORT = "short"


@dataclass(frozen=True)
class PeriodTerms:
    """What the contract says, in the form that the arithmetic needs."""

    target: Decimal
    convention: Convention
    minimum_outage_seconds: Decimal
    degraded_counts_as_down: bool
    coverage_required: Decimal
    tiers: tuple[Tier, ...]
    credit_cap_percent: Decimal | None


class Outage(NamedTuple):
    """A stretch of downtime in the agreed service time, and whether it counts."""

    when: Interval
    counted: Counted
    failed_checks: int
    reference: str = ""


@dataclass(frozen=True)
class PeriodComputation:
    """Every figure of one period, unrounded; seconds and percentages. The ledger reads from here and nowhere else."""

    agreed_seconds: Decimal
    excluded_seconds: Decimal
    counting_seconds: Decimal
    covered_seconds: Decimal
    coverage_percent: Decimal
    downtime_seconds: Decimal
    uptime_percent: Decimal | None
    uptime_without_exclusions: Decimal | None
    allowed_downtime_seconds: Decimal
    verdict: Verdict
    outages: tuple[Outage, ...]
    excluded: tuple[ExcludedTime, ...]
    tier: Tier | None
    fee: Decimal
    credit_cap: Decimal
    credit: Decimal
    good: Decimal | None = None
    total: Decimal | None = None
    details: dict[str, Any] = field(default_factory=dict)
    formula_version: int = FORMULA_VERSION


def compute_period(
    *,
    agreed: Sequence[Interval],
    seen: Timeline,
    excluded: Sequence[ExcludedTime],
    terms: PeriodTerms,
    fee: Decimal,
) -> PeriodComputation:
    """Computes one period. `agreed` is the service time: the month, cut to the contract's dates and service hours.

    Raises TermsDoNotFit when the contract's credit steps have a gap, an overlap or a falling credit.
    """
    agreed = union(agreed)
    taken_out = excluded_in(excluded, agreed)
    holes = union(one.when for one in taken_out)
    checks = seen.failed_checks
    down = seen.down
    if terms.degraded_counts_as_down:
        down = union([*down, *seen.degraded])
        checks = tuple(sorted([*checks, *seen.degraded_checks]))
    down = intersect(down, agreed)
    counted = attainment.countable_downtime(down, agreed, holes, terms.minimum_outage_seconds)
    figures = _Figures(agreed, holes, counted, terms.convention)
    uptime = figures.uptime()
    coverage = attainment.coverage_percent(seen.covered, agreed)
    outcome = attainment.verdict(uptime, terms.target, coverage, terms.coverage_required)
    known = outcome is not Verdict.INSUFFICIENT_DATA
    unexcluded = counted
    if holes:
        unexcluded = attainment.countable_downtime(down, agreed, (), terms.minimum_outage_seconds)
    tier = (
        tier_reached(uptime, checked_tiers(terms.tiers)) if outcome is Verdict.BREACHED and uptime is not None else None
    )
    return PeriodComputation(
        agreed_seconds=figures.agreed,
        excluded_seconds=figures.excluded,
        counting_seconds=figures.counting,
        covered_seconds=total_seconds(intersect(seen.covered, agreed)),
        coverage_percent=coverage,
        downtime_seconds=figures.downtime,
        uptime_percent=uptime if known else None,
        uptime_without_exclusions=_Figures(agreed, (), unexcluded, terms.convention).uptime() if known else None,
        allowed_downtime_seconds=attainment.allowed_downtime(terms.target, figures.counting),
        verdict=outcome,
        outages=_outages(down, counted, taken_out, checks),
        excluded=taken_out,
        tier=tier,
        fee=fee,
        credit_cap=credit_cap(fee, terms.credit_cap_percent),
        credit=credit_amount(fee, tier.percent, terms.credit_cap_percent) if tier else Decimal("0.00"),
        good=max(figures.counting - figures.downtime, Decimal()),
        total=figures.counting,
    )


class _Figures:
    """The four numbers of the fraction."""

    def __init__(self, agreed: Intervals, holes: Intervals, counted: Intervals, convention: Convention) -> None:
        self.convention = convention
        self.agreed, self.excluded = total_seconds(agreed), total_seconds(holes)
        self.downtime = total_seconds(counted)
        both = convention is Convention.REMOVE_BOTH
        self.counting = self.agreed - self.excluded if both else self.agreed

    def uptime(self) -> Decimal | None:
        return attainment.uptime_percent(self.convention, self.agreed, self.excluded, self.downtime)


def excluded_in(excluded: Sequence[ExcludedTime], agreed: Intervals) -> tuple[ExcludedTime, ...]:
    """Exclusions cut to the agreed time, each moment given to the first that names it."""
    kept: list[ExcludedTime] = []
    for one in sorted(excluded, key=lambda item: (item.when, item.reference)):
        fresh = subtract(intersect([one.when], agreed), [other.when for other in kept])
        kept.extend(ExcludedTime(one.reference, piece) for piece in fresh)
    return tuple(kept)


def _outages(
    down: Intervals, counted: Intervals, taken_out: Sequence[ExcludedTime], failed: Sequence[datetime]
) -> tuple[Outage, ...]:
    """All downtime in order: what counts, what an exclusion takes out, what is shorter than the contract's minimum."""

    def outage(when: Interval, why: Counted, reference: str = "") -> Outage:
        # The check that holds when the stretch begins, and those that failed while it went on.
        checks = 1 + bisect_left(failed, when.end) - bisect_right(failed, when.start)
        return Outage(when, why, checks, reference)

    pieces = [outage(piece, Counted.YES) for piece in counted]
    for one in taken_out:
        pieces += [outage(piece, Counted.EXCLUDED, one.reference) for piece in intersect(down, [one.when])]
    left_over = () if counted == down else subtract(subtract(down, counted), [one.when for one in taken_out])
    pieces += [outage(piece, Counted.SHORT) for piece in left_over]
    return tuple(sorted(pieces, key=lambda piece: piece.when))
