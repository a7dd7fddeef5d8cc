"""What a vendor's score is made of: final months, credits, decided disputes, each with where it comes from."""

import datetime
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from contracts.agreements.objectives import ObjectiveKind
from contracts.service_levels.models import Dispute, PeriodResult, ServiceCredit
from marketplace.components.formats import money, plural
from marketplace.organisations.models import Organisation

from .models import PARTS, SHIPPED, ScoreWeights, Weighing

HUNDRED, CENT = Decimal(100), Decimal("0.01")
MONTHS = 12
TITLES = {
    "attainment": "Months in which promises were kept",
    "response": "Answers and fixes in time",
    "satisfaction": "Satisfied people",
    "delivery": "Delivered on time",
    "credits": "Fees not lost to credits",
    "disputes": "Disputes not lost",
}
KINDS = {
    "response": (ObjectiveKind.RESPONSE, ObjectiveKind.RESOLUTION),
    "satisfaction": (ObjectiveKind.SATISFACTION,),
    "delivery": (ObjectiveKind.DELIVERY,),
}
OTHERS = tuple(kind for kinds in KINDS.values() for kind in kinds)
COUNTED_AS = {"response": "case", "satisfaction": "rating", "delivery": "delivery"}


@dataclass
class Found:
    """One part: its figure, None where nothing is measured, how many it rests on, and its sources."""

    value: Decimal | None = None
    rests_on: str = "Not measured yet"
    sources: list[dict[str, str]] = field(default_factory=list)


def weights_on(day: datetime.date) -> Weighing:
    """The weights in force on a day: the newest that have begun, else those that Stoa comes with."""
    row = ScoreWeights.objects.filter(holds_from__lte=day).first()
    return row.weighing if row else SHIPPED


def every_weights() -> QuerySet[ScoreWeights]:
    """All that were ever set, the newest first: everybody reads them."""
    return ScoreWeights.objects.select_related("made_by")


def first_month_of(last: datetime.date) -> datetime.date:
    """The first of the twelve months that end with `last`."""
    number = last.year * 12 + last.month - MONTHS
    return datetime.date(number // 12, number % 12 + 1, 1)


def parts_of(
    vendor: Organisation, *, last_month: datetime.date, weights: Weighing, at: datetime.datetime
) -> list[dict[str, Any]]:
    """Every part in a form that can be kept as JSON. Five statements, however many contracts the vendor has."""
    window = (first_month_of(last_month), last_month)
    final = PeriodResult.objects.final(at=at).filter(term__contract__vendor=vendor, period__range=window)
    by_level = _levels(final)
    found = {"attainment": _kept([row for row in by_level if row["term__kind"] not in OTHERS])}
    for part, kinds in KINDS.items():
        found[part] = _counted([row for row in by_level if row["term__kind"] in kinds], COUNTED_AS[part])
    found["credits"] = _credits(vendor, final, at=at)
    found["disputes"] = _disputes(vendor, window)
    return [_as_data(part, found[part], weights) for part in PARTS]


def score_of(parts: list[dict[str, Any]]) -> Decimal | None:
    """The weighted mean over the parts that are measured, half up to two places; None where none is."""
    measured = [part for part in parts if part["value"] is not None]
    whole = sum(part["weight"] for part in measured)
    if not whole:
        return None
    points = sum((part["weight"] * Decimal(part["value"]) for part in measured), Decimal())
    return (points / whole).quantize(CENT, rounding=ROUND_HALF_UP)


def _levels(final: QuerySet[PeriodResult]) -> list[dict[str, Any]]:
    verdict = PeriodResult.Verdict
    grouped = final.order_by().values("term__contract__reference", "term__title", "term__kind")
    rows: Any = grouped.annotate(
        judged=Count("pk", filter=~Q(verdict=verdict.INSUFFICIENT_DATA)),
        met=Count("pk", filter=Q(verdict=verdict.MET)),
        good_ones=Sum("good", filter=Q(uptime_percent__isnull=False)),
        all_ones=Sum("total", filter=Q(uptime_percent__isnull=False)),
    )
    return list(rows.order_by("term__contract__reference", "term__title"))


def _source(what: str, how: str, value: str, reference: str) -> dict[str, str]:
    return {"what": what, "how": how, "value": value, "url": f"/contracts/{reference}/"}


def _kept(rows: list[dict[str, Any]]) -> Found:
    judged, met = (sum(row[name] for row in rows) for name in ("judged", "met"))
    if not judged:
        return Found()
    sources = [
        _source(
            row["term__contract__reference"], row["term__title"], f"{row['met']} of {row['judged']}",
            row["term__contract__reference"],
        )
        for row in rows
        if row["judged"]
    ]  # fmt: skip
    return Found(HUNDRED * met / judged, f"{judged} {plural('month', judged)} with a verdict", sources)


def _counted(rows: list[dict[str, Any]], unit: str) -> Found:
    rows = [row for row in rows if row["all_ones"]]
    total = sum((row["all_ones"] for row in rows), Decimal())
    if not total:
        return Found()
    good = sum((row["good_ones"] for row in rows), Decimal())
    sources = [
        _source(
            row["term__contract__reference"], row["term__title"], f"{row['good_ones']:,.0f} of {row['all_ones']:,.0f}",
            row["term__contract__reference"],
        )
        for row in rows
    ]  # fmt: skip
    return Found(HUNDRED * good / total, f"{total:,.0f} {plural(unit, int(total))}", sources)


def _credits(vendor: Organisation, final: QuerySet[PeriodResult], *, at: datetime.datetime) -> Found:
    """What the vendor owes for the months, of the fees of the months; a contract's month has one fee."""
    months = list(final.order_by().values("term__contract", "period").annotate(fee=Max("fee")))
    fees = sum((row["fee"] for row in months), Decimal())
    if not fees:
        return Found()
    owed = ServiceCredit.objects.owed(at=at).filter(debtor=vendor, result__in=final)
    rows = list(owed.select_related("result__term__contract").defer("result__inputs", "result__outages"))
    lost = min(sum((row.amount for row in rows), Decimal()), fees)
    sources = [
        _source(
            row.reference,
            f"{row.result.term.contract.reference}, {row.result.period:%B %Y}",
            money((row.amount, row.currency)),
            row.result.term.contract.reference,
        )
        for row in rows
    ]
    currency = rows[0].currency if rows else ""
    count = len(months)
    said = f"{money((lost, currency)) if rows else 'nothing'} lost of the fees of {count} {plural('month', count)}"
    return Found(HUNDRED * (fees - lost) / fees, said, sources)


def _disputes(vendor: Organisation, window: tuple[datetime.date, datetime.date]) -> Found:
    """Decided ones: lost where the other side's is upheld, or its own is rejected."""
    status = Dispute.Status
    decided = Dispute.objects.filter(
        result__term__contract__vendor=vendor,
        result__period__range=window,
        status__in=[status.UPHELD, status.REJECTED],
    )
    own = Q(organisation=vendor)
    lost_ones = own & Q(status=status.REJECTED) | ~own & Q(status=status.UPHELD)
    rows = list(
        decided.annotate(contract=F("result__term__contract__reference"), period=F("result__period"))
        .annotate(is_lost=Count("pk", filter=lost_ones))
        .select_related("organisation")
    )
    if not rows:
        return Found()
    lost = sum(row.is_lost for row in rows)
    sources = [
        _source(
            row.contract,
            f"{row.period:%B %Y}, raised by {row.organisation}",
            "lost" if row.is_lost else "not lost",
            row.contract,
        )
        for row in rows
    ]
    count = len(rows)
    return Found(HUNDRED * (count - lost) / count, f"{count} decided {plural('dispute', count)}", sources)


def _as_data(part: str, found: Found, weights: Weighing) -> dict[str, Any]:
    value = None if found.value is None else str(found.value.quantize(CENT, rounding=ROUND_HALF_UP))
    return {
        "part": part,
        "title": TITLES[part],
        "weight": weights.of(part),
        "value": value,
        "rests_on": found.rests_on,
        "sources": found.sources,
    }
