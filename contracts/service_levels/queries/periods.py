"""Everything that a month's figures follow from, gathered in one place and in one order."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from contracts.exits.spans import paused_spans
from contracts.orders.service_clock import service_begins_at
from marketplace.business_time import BusinessCalendar, local_midnight, openings_between

from ..arithmetic.counted_periods import CountedTerms, Counts, compute_counted
from ..arithmetic.maintenance import ExcludedTime, MaintenanceRules
from ..arithmetic.periods import FORMULA_VERSION, PeriodComputation, PeriodTerms, compute_period
from ..arithmetic.timelines import Timeline
from ..arithmetic.windows import Interval, Intervals, intersect, month_window, subtract
from ..models import Case, EvidenceBatch, Exclusion, PeriodResult
from .counting import counts_as_data, opening, service_calendar
from .fees import FeeLine

# Monitors hand in the last rows of a month, and the first of the next one, a little later.
EVIDENCE_ARRIVES_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class PeriodInputs:
    """What goes into one month of one service level. Equal inputs give equal fingerprints and equal figures."""

    term: ServiceLevelTerm
    period: date
    agreed: Intervals
    seen: Timeline
    approved: tuple[Exclusion, ...]
    excluded: tuple[ExcludedTime, ...]
    evidence: tuple[EvidenceBatch, ...]
    terms: PeriodTerms
    fees: tuple[FeeLine, ...]
    counted: CountedTerms | None = None
    counts: Counts = Counts()
    emergency: tuple[ExcludedTime, ...] = ()

    @property
    def fee(self) -> Decimal:
        return sum((line.fee for line in self.fees), Decimal("0.00"))

    @cached_property
    def as_data(self) -> dict[str, Any]:
        """The inputs as JSON can hold them: exact numbers as text, times in UTC."""
        terms = {name: value for name, value in vars(self.terms).items() if name != "tiers"}
        contract = self.term.contract
        seen = {
            "uncovered": _pairs(subtract(self.agreed, self.seen.covered)),
            "down": _pairs(self.seen.down),
            "degraded": _pairs(self.seen.degraded),
            "failed_checks": len(self.seen.failed_checks),
        }
        return {
            "formula_version": FORMULA_VERSION,
            "period": f"{self.period:%Y-%m}",
            "time_zone": contract.time_zone,
            "agreed": _pairs(self.agreed),
            "terms": {name: value if isinstance(value, bool) else str(value) for name, value in terms.items()},
            "tiers": [[_plain(edge) for edge in vars(tier).values()] for tier in self.terms.tiers],
            "fees": [{**vars(line), "unit_price": str(line.unit_price), "fee": str(line.fee)} for line in self.fees],
            "currency": contract.currency,
            "exclusions": [
                {"reference": one.reference, "start": _text(one.when.start), "end": _text(one.when.end)}
                for one in self.excluded
            ],
            **self._emergency,
            "evidence": [
                {"batch": one.pk, "source": one.source, "rows": one.rows, "sha256": one.sha256} for one in self.evidence
            ],
            **(seen if self.counted is None else counts_as_data(self.counted, self.counts)),
        }

    @property
    def _emergency(self) -> dict[str, Any]:
        """Emergency maintenance as it was agreed, with its cap; a month without any says nothing of it."""
        if not self.emergency:
            return {}
        stretches = [[one.reference, _text(one.when.start), _text(one.when.end)] for one in self.emergency]
        return {"emergency": {"cap_minutes": self.term.emergency_cap_minutes, "agreed": stretches}}

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of all inputs."""
        text = json.dumps(self.as_data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def period_window(term: ServiceLevelTerm, period: date) -> Interval:
    """The calendar month of `period` in the contract's zone."""
    return month_window(period, term.contract.time_zone)


def agreed_time(term: ServiceLevelTerm, period: date) -> Intervals:
    """The part of the month in which the contract runs, from when its service was ready on; empty outside its dates and
    after its early end, without the time for which it was suspended with its service.
    """
    contract = term.contract
    start, end = (local_midnight(day, contract.time_zone) for day in (contract.starts_on, contract.ends_on))
    if contract.ended_at:
        end = min(end, contract.ended_at)
    if ready_at := service_begins_at(contract):
        start = min(max(start, ready_at), end)
    running = intersect([period_window(term, period)], [Interval(start, end)])
    paused = paused_spans(contract, until=running[-1].end) if running else []
    running = subtract(running, [Interval(*span) for span in paused]) if paused else running
    if not term.service_hours or term.shape == Shape.CASES:
        return running
    return tuple(
        Interval(*opening)
        for stretch in running
        for opening in openings_between(*stretch, service_calendar(term, stretch.start.year))
    )


def computed_of(inputs: PeriodInputs) -> PeriodComputation:
    """Every figure that follows from the inputs: the same inputs always give the same."""
    if inputs.counted is None:
        return compute_period(
            agreed=inputs.agreed, seen=inputs.seen, excluded=inputs.excluded, terms=inputs.terms, fee=inputs.fee
        )
    return compute_counted(
        agreed=inputs.agreed,
        counts=inputs.counts,
        excluded=inputs.excluded,
        terms=inputs.terms,
        counted=inputs.counted,
        fee=inputs.fee,
    )


def maintenance_rules(term: ServiceLevelTerm) -> MaintenanceRules:
    """What the term says about maintenance; hours that name no opening set no limit."""
    week = {day: tuple(map(opening, hours)) for day, hours in enumerate(term.maintenance_hours) if hours}
    return MaintenanceRules(
        notice_days=term.maintenance_notice_days,
        allowed_hours=BusinessCalendar(term.contract.time_zone, week) if week else None,
        cap_minutes=Decimal(term.maintenance_cap_minutes),
        emergency_cap_minutes=Decimal(term.emergency_cap_minutes),
    )


def measured_terms() -> QuerySet[ServiceLevelTerm]:
    """The terms of signed contracts that are measured; answers and fixes once a case of them is known."""
    signed = ServiceLevelTerm.objects.filter(contract__signed_at__isnull=False)
    return signed.filter(Q(within_minutes__isnull=True) | Exists(Case.objects.filter(term=OuterRef("pk"))))


def unsettled_periods(*, at: datetime) -> Iterator[tuple[ServiceLevelTerm, date]]:
    """Months that ended some days ago without a final result: to be closed, or closed anew with what has come in."""
    settled = set(PeriodResult.objects.final(at=at).values_list("term_id", "period"))
    for term in measured_terms().select_related("contract"):
        for period in ended_months(term, at=at - EVIDENCE_ARRIVES_WITHIN):
            if (term.pk, period) not in settled:
                yield term, period


def ended_months(term: ServiceLevelTerm, *, at: datetime) -> Iterator[date]:
    """The months that are over at `at` and in which the contract ran, oldest first."""
    contract = term.contract
    period = contract.starts_on.replace(day=1)
    this_month = at.astimezone(ZoneInfo(contract.time_zone)).date().replace(day=1)
    while period < min(this_month, contract.ends_on):
        if agreed_time(term, period):
            yield period
        period = (period + timedelta(days=31)).replace(day=1)


def _pairs(intervals: Intervals) -> list[list[str]]:
    return [[_text(start), _text(end)] for start, end in intervals]


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
