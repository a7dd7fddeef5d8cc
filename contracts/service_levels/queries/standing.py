"""What all contracts over one offering were measured to have had, for its page in the catalogue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db.models import QuerySet

from catalog.offerings.measured import MeasuredLevel
from catalog.offerings.models import Offering
from contracts.agreements.objectives import ObjectiveKind

from ..arithmetic.attainment import HUNDRED
from ..arithmetic.objectives import merged, nearest_rank, too_few_for
from ..models import EvidenceBatch, PeriodResult
from ..words import counted_by

COUNTED_KINDS = (ObjectiveKind.LATENCY, ObjectiveKind.RESPONSE, ObjectiveKind.RESOLUTION)
NINETY_FIVE = Decimal(95)
CODE = "availability"
DAYS_LOOKED_BACK = 340
MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True)
class MeasuredStanding:
    """Availability and coverage over the measured months of a year, weighed by their time."""

    availability: Decimal
    coverage: Decimal
    measured_from: datetime
    measured_to: datetime
    measured_by: str


def measured_standing(offering: Offering, *, until: date) -> MeasuredStanding | None:
    """The twelve months that end with `until`'s, over all contracts; None where no month has a figure."""
    results = list(_of_a_year(offering, until).filter(term__code=CODE, uptime_percent__isnull=False))
    if not results:
        return None
    counting = sum((result.counting_seconds for result in results), Decimal())
    lost = sum((result.downtime_seconds for result in results), Decimal())
    covered = sum((result.covered_seconds for result in results), Decimal())
    agreed = sum((result.agreed_seconds for result in results), Decimal())
    edges = [datetime.fromisoformat(edge) for result in results for pair in result.inputs["agreed"] for edge in pair]
    return MeasuredStanding(
        availability=_cut(HUNDRED * (counting - lost) / counting),
        coverage=_cut(HUNDRED * covered / agreed),
        measured_from=min(edges),
        measured_to=max(edges),
        measured_by=_whose(results),
    )


def counted_standing(offering: Offering, *, until: date) -> list[MeasuredLevel]:
    """Speed, first answers and fixes over the same months, a row for each time that contracts promise."""
    groups: defaultdict[tuple[str, str, int], list[PeriodResult]] = defaultdict(list)
    found = _of_a_year(offering, until).filter(term__kind__in=COUNTED_KINDS).defer("outages", "inputs")
    for result in found.select_related("term__monitor").order_by("period", "pk"):
        term = result.term
        groups[term.code, term.kind, term.threshold or term.within_minutes or 0].append(result)
    levels = [_counted(*key, results) for key, results in sorted(groups.items())]
    return [level for level in levels if level is not None]


def _of_a_year(offering: Offering, until: date) -> QuerySet[PeriodResult]:
    since = (until - timedelta(days=DAYS_LOOKED_BACK)).replace(day=1)
    latest: QuerySet[PeriodResult] = PeriodResult.objects.latest_revisions()
    year = latest.filter(term__contract__offering=offering, period__range=(since, until))
    return year.select_related("term").defer("outages")


def _counted(code: str, kind: str, limit: int, results: list[PeriodResult]) -> MeasuredLevel | None:
    known = [result for result in results if result.uptime_percent is not None]
    good, total = (sum((getattr(one, side) or Decimal() for one in known), Decimal()) for side in ("good", "total"))
    if not total:
        return None
    seen = merged(dict(one.details["answers"]) for one in known if "answers" in one.details)
    few = too_few_for(NINETY_FIVE, sum(seen.values()))
    return MeasuredLevel(
        code=code,
        kind=kind,
        limit=limit,
        percent=_cut(HUNDRED * good / total),
        total=int(total),
        first_month=known[0].period,
        last_month=known[-1].period,
        months=len(known),
        closed_months=len(results),
        measured_by=", ".join(sorted({counted_by(one.term) for one in known}))[:200],
        percentile=None if few else nearest_rank(seen, NINETY_FIVE),
    )


def _cut(percent: Decimal) -> Decimal:
    """Cut, not rounded: a figure below a target must not come to stand on it."""
    return percent.quantize(MILLIONTH, rounding=ROUND_DOWN)


def _whose(results: list[PeriodResult]) -> str:
    terms = {result.term_id for result in results}
    batches = EvidenceBatch.objects.filter(term__in=terms, measured_by__isnull=False)
    names = batches.order_by("measured_by__sort_name").values_list("measured_by__name", flat=True).distinct()
    return ", ".join(names)[:200]
