"""A month, and twelve of them, in the form that screens and charts show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind
from marketplace.components.charts.months import Span, SpanKind
from marketplace.components.charts.targets import TargetMonth
from marketplace.components.formats import date as short_date

from ..arithmetic.attainment import HUNDRED
from ..arithmetic.periods import Counted
from ..arithmetic.windows import Interval
from ..models import Dispute, EvidenceBatch, Exclusion, PeriodResult, ServiceCredit
from .periods import period_window

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class MonthView:
    """One service level's month: its latest result, what was down and why it counts, and the evidence."""

    term: ServiceLevelTerm
    period: date
    window: Interval
    result: PeriodResult | None
    spans: tuple[Span, ...]
    short_outages: int
    short_minutes: Decimal
    evidence: tuple[EvidenceBatch, ...]
    credits: tuple[ServiceCredit, ...]
    disputes: tuple[Dispute, ...]

    @property
    def failed_checks(self) -> int:
        """Failed checks behind the downtime that counts."""
        return (
            sum(one["failed_checks"] for one in self.result.outages if one["counted"] == Counted.YES)
            if self.result
            else 0
        )


@dataclass(frozen=True)
class YearView:
    """Twelve months against the promise, oldest first."""

    term: ServiceLevelTerm
    months: tuple[TargetMonth, ...]
    results: tuple[PeriodResult | None, ...]

    @property
    def measured(self) -> list[PeriodResult]:
        return [result for result in self.results if result and result.uptime_percent is not None]

    @property
    def met(self) -> int:
        """How many months met the target."""
        return sum(result.verdict == PeriodResult.Verdict.MET for result in self.measured)

    @property
    def uptime_percent(self) -> Decimal | None:
        """Attainment over all measured months together: good over total of them all; None where none was measured."""
        if self.term.kind != ObjectiveKind.AVAILABILITY:
            good, total = (
                sum((getattr(result, side) or Decimal() for result in self.measured), Decimal())
                for side in ("good", "total")
            )
            return HUNDRED * good / total if total else None
        counting = sum((result.counting_seconds for result in self.measured), Decimal())
        lost = sum((result.downtime_seconds for result in self.measured), Decimal())
        return HUNDRED * (counting - lost) / counting if counting else None


def month_view(contract: Contract, period: date, code: str = "availability") -> MonthView:
    """The month of one service level. Without a result yet, only maintenance and evidence are there to see.

    Raises ServiceLevelTerm.DoesNotExist for a service level that the contract does not promise.
    """
    term = contract.service_level_terms.get(code=code)
    term.contract = contract
    period = period.replace(day=1)
    window = period_window(term, period)
    result = results_of(term).filter(period=period).first()
    outages = result.outages if result else []
    short = [one for one in outages if one["counted"] == Counted.SHORT]
    return MonthView(
        term=term,
        period=period,
        window=window,
        result=result,
        spans=tuple(sorted([*_counted(outages), *_uncovered(result), *_agreed(term, window, result)], key=_start)),
        short_outages=len(short),
        short_minutes=sum((_span(one).minutes for one in short), Decimal()),
        evidence=tuple(term.evidence_batches.touching(window).select_related("measured_by")),
        credits=tuple(result.service_credits.all()) if result else (),
        disputes=tuple(result.disputes.all()) if result else (),
    )


def results_of(term: ServiceLevelTerm) -> QuerySet[PeriodResult]:
    """The latest revisions of a term with credits and disputes."""
    latest: QuerySet[PeriodResult] = term.period_results.latest_revisions()
    return latest.prefetch_related("service_credits__debtor", "service_credits__creditor", "disputes__organisation")


def latest_of(contract: Contract, period: date) -> QuerySet[PeriodResult]:
    """The latest revisions of one month, a row a service level."""
    return PeriodResult.objects.latest_revisions().filter(term__contract=contract, period=period)


def twelve_months(contract: Contract, code: str = "availability", *, until: date) -> YearView:
    """The twelve months that end with `until`'s, in one query besides the term's.

    Raises ServiceLevelTerm.DoesNotExist for a service level that the contract does not promise.
    """
    term = contract.service_level_terms.get(code=code)
    term.contract = contract
    latest = term.period_results.latest_revisions().filter(period__in=_months_until(until)).defer("inputs", "outages")
    return year_view(term, list(latest), until=until)


def year_view(term: ServiceLevelTerm, latest: Sequence[PeriodResult], *, until: date) -> YearView:
    """The twelve months that end with `until`'s, of the results given."""
    periods = _months_until(until)
    found = {result.period: result for result in latest}
    results = tuple(found.get(period) for period in periods)
    months = tuple(_target_month(period, found.get(period)) for period in periods)
    return YearView(term, months, results)


def _months_until(until: date) -> list[date]:
    months = [until.replace(day=1)]
    while len(months) < MONTHS_SHOWN:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def _target_month(period: date, result: PeriodResult | None) -> TargetMonth:
    if result is None or result.uptime_percent is None:
        return TargetMonth(f"{period:%b}", None, None)
    return TargetMonth(f"{period:%b}", result.uptime_percent, result.verdict == PeriodResult.Verdict.MET)


def _start(span: Span) -> datetime:
    return span.start


def _span(outage: dict[str, str], kind: SpanKind = SpanKind.OUTAGE, note: str = "", evidence: str = "") -> Span:
    start, end = (datetime.fromisoformat(outage[name]) for name in ("start", "end"))
    return Span(start, end, kind, note, evidence)


def _counted(outages: Sequence[dict[str, Any]]) -> list[Span]:
    """Counted stretches; one that begins where an agreed one ends is past the agreed window."""
    agreed_ends = {one["end"] for one in outages if one["counted"] == Counted.EXCLUDED}
    return [
        _span(
            one,
            note="Yes, past the agreed window" if one["start"] in agreed_ends else "Yes",
            evidence=f"{one['failed_checks']} failed check{'' if one['failed_checks'] == 1 else 's'}",
        )
        for one in outages
        if one["counted"] == Counted.YES
    ]


def _uncovered(result: PeriodResult | None) -> list[Span]:
    pairs = result.inputs.get("uncovered", []) if result else []
    return [_span({"start": start, "end": end}, SpanKind.UNCOVERED, "No, not measured") for start, end in pairs]


def _agreed(term: ServiceLevelTerm, window: Interval, result: PeriodResult | None) -> list[Span]:
    """What is agreed not to count: as the result took it, else as it was approved so far."""
    approved = {one.reference: one for one in term.exclusions.approved().touching(window)}
    if result is None:
        return [
            Span(
                max(one.starts_at, window.start),
                min(one.ends_at, window.end),
                SpanKind.MAINTENANCE,
                _why(one),
                reference,
            )
            for reference, one in approved.items()
        ]
    return [
        _span(taken, SpanKind.MAINTENANCE, _why(approved.get(taken["reference"])), taken["reference"])
        for taken in result.inputs["exclusions"]
    ]


def _why(exclusion: Exclusion | None) -> str:
    if exclusion is None:
        return "No, agreed"
    what = "maintenance" if exclusion.kind == Exclusion.Kind.MAINTENANCE else exclusion.get_kind_display().lower()
    return f"No, {what} agreed {short_date(exclusion.decided_at)}"
