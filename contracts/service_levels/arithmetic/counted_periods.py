"""One counted service level in one period: requests, user-minutes, speed, answers, fixes, deliveries, satisfaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from contracts.agreements.objectives import ObjectiveKind

from . import attainment
from .attainment import HUNDRED, Verdict
from .credits import checked_tiers, credit_amount, credit_cap, tier_reached
from .maintenance import ExcludedTime
from .objectives import (
    Attained,
    Tally,
    attained,
    attained_by_slice,
    histogram,
    inside,
    nearest_rank,
    outside,
    slices_seen,
    too_few_for,
)
from .periods import PeriodComputation, PeriodTerms, excluded_in
from .weighted_uptime import EmptySlice
from .windows import Interval, Intervals, total_seconds, union


@dataclass(frozen=True)
class CountedTerms:
    """What the contract says beside target, credits and exclusions."""

    kind: ObjectiveKind
    minimum_count: int
    empty_slice: EmptySlice
    threshold: int | None = None
    within_seconds: int | None = None


@dataclass(frozen=True)
class Counts:
    """What was counted. `answers` are moments and milliseconds, of speed alone; `missed` the numbers of late cases."""

    tallies: tuple[Tally, ...] = ()
    answers: tuple[tuple[datetime, int], ...] = ()
    missed: tuple[str, ...] = ()


def compute_counted(
    *,
    agreed: Sequence[Interval],
    counts: Counts,
    excluded: Sequence[ExcludedTime],
    terms: PeriodTerms,
    counted: CountedTerms,
    fee: Decimal,
) -> PeriodComputation:
    """Computes one period of a service level that is counted. Raises TermsDoNotFit like `compute_period`.

    Rows that begin in an excluded stretch are left out, good or bad, by either convention: what is counted has no
    time that could stay in the fraction.
    """
    service = union(agreed)
    taken_out = excluded_in(excluded, service)
    holes = union(one.when for one in taken_out)
    rows = counts.tallies if counted.within_seconds is not None else tuple(inside(counts.tallies, service))
    counts_that_stay = outside(rows, holes)
    found, unexcluded = _attained(counts_that_stay, counted), _attained(rows, counted)
    coverage = _coverage(found, rows, service, counted)
    outcome = attainment.verdict(found.percent, terms.target, coverage, terms.coverage_required)
    known = outcome is not Verdict.INSUFFICIENT_DATA
    percent = found.percent
    tier = (
        tier_reached(percent, checked_tiers(terms.tiers))
        if outcome is Verdict.BREACHED and percent is not None
        else None
    )
    agreed_seconds, excluded_seconds = total_seconds(service), total_seconds(holes)
    return PeriodComputation(
        agreed_seconds=agreed_seconds,
        excluded_seconds=excluded_seconds,
        counting_seconds=agreed_seconds - excluded_seconds,
        covered_seconds=Decimal(),
        coverage_percent=coverage,
        downtime_seconds=Decimal(),
        uptime_percent=percent if known else None,
        uptime_without_exclusions=unexcluded.percent if known else None,
        allowed_downtime_seconds=Decimal(),
        verdict=outcome,
        outages=(),
        excluded=taken_out,
        tier=tier,
        fee=fee,
        credit_cap=credit_cap(fee, terms.credit_cap_percent),
        credit=credit_amount(fee, tier.percent, terms.credit_cap_percent) if tier else Decimal("0.00"),
        good=found.good,
        total=found.total,
        details=_details(counts, holes, terms.target),
    )


def _attained(tallies: Sequence[Tally], counted: CountedTerms) -> Attained:
    if counted.kind is ObjectiveKind.REQUESTS:
        return attained_by_slice(tallies, counted.empty_slice)
    return attained(tallies)


def _coverage(found: Attained, rows: Sequence[Tally], service: Intervals, counted: CountedTerms) -> Decimal:
    """How much is known: of slices, their time; of all others, how many of the count that a verdict needs."""
    if counted.kind is ObjectiveKind.REQUESTS:
        return attainment.coverage_percent(slices_seen(rows), service)
    return min(HUNDRED, HUNDRED * found.total / counted.minimum_count)


def _details(counts: Counts, holes: Intervals, target: Decimal) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if counts.missed:
        details["missed"] = list(counts.missed)
    seen = histogram(ms for at, ms in counts.answers if not any(start <= at < end for start, end in holes))
    if seen:
        count = sum(seen.values())
        details["answers"] = [[value, times] for value, times in seen.items()]
        details["percentile"] = None if too_few_for(target, count) else nearest_rank(seen, target)
    return details
