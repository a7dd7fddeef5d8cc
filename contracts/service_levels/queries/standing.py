"""What all contracts over one offering were measured to have had, for its page in the catalogue."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from catalog.offerings.models import Offering

from ..arithmetic.attainment import HUNDRED
from ..models import EvidenceBatch, PeriodResult

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
    results = list(
        PeriodResult.objects.latest_revisions()
        .filter(
            term__contract__offering=offering,
            term__code=CODE,
            uptime_percent__isnull=False,
            period__range=((until - timedelta(days=DAYS_LOOKED_BACK)).replace(day=1), until),
        )
        .select_related("term")
        .defer("outages")
    )
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


def _cut(percent: Decimal) -> Decimal:
    """Cut, not rounded: a figure below a target must not come to stand on it."""
    return percent.quantize(MILLIONTH, rounding=ROUND_DOWN)


def _whose(results: list[PeriodResult]) -> str:
    terms = {result.term_id for result in results}
    batches = EvidenceBatch.objects.filter(term__in=terms, measured_by__isnull=False)
    names = batches.order_by("measured_by__sort_name").values_list("measured_by__name", flat=True).distinct()
    return ", ".join(names)[:200]
