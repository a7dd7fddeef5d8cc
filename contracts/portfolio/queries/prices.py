"""The same thing at different prices: orders that run, for the same plan, counted in the same way."""

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Sum

from catalog.offerings.models import Plan
from catalog.offerings.words import article
from contracts.orders.models import Order

from .scope import Scope

SHOWN = ("plan_code", "name", "plan", "unit", "interval", "currency", "agencies", "least", "most")
A_YEAR = {Plan.Interval.MONTH: 12, Plan.Interval.YEAR: 1}


@dataclass(frozen=True)
class PriceGap:
    """One plan that several agencies pay differently for. Prices are of one unit and interval."""

    plan_code: uuid.UUID
    name: str
    plan: str
    unit: str
    interval: str
    currency: str
    agencies: int
    least: Decimal
    most: Decimal
    above_least: Decimal

    @property
    def of(self) -> str:
        """What a price is for: "an agent and month", "a move"."""
        unit = f"{article(self.unit)} {self.unit}"
        return unit if self.interval == Plan.Interval.ONCE else f"{unit} and {self.interval}"

    @property
    def percent(self) -> Decimal:
        """How far the highest price lies above the lowest."""
        return ((self.most - self.least) * 100 / self.least).quantize(Decimal("0.1")) if self.least else Decimal(0)

    @property
    def yearly(self) -> Decimal | None:
        """What all pay in a year above the lowest price; None for what is paid once."""
        times = A_YEAR.get(self.interval)  # type: ignore[call-overload]
        return None if times is None else (self.above_least * times).quantize(Decimal("0.01"))


def _running(scope: Scope) -> QuerySet[Order]:
    """Orders that run, of all agencies, for the plans that those of the scope have."""
    running = Order.objects.filter(status=Order.Status.ACTIVE)
    if scope.agencies is None:
        return running
    return running.filter(plan_code__in=running.filter(scope.of()).values("plan_code"))


def price_gaps(scope: Scope) -> list[PriceGap]:
    """The greatest first. One statement, however many orders there are."""
    key = ("plan_code", "unit", "interval", "currency")
    rows: Any = _running(scope).order_by().values(*key)
    rows = rows.annotate(
        agencies=Count("agency", distinct=True), least=Min("unit_price"), most=Max("unit_price"),
        units=Sum("quantity"), paid=Sum(F("unit_price") * F("quantity")), name=Max("offering_name"),
        plan=Max("plan_name"),
    ).filter(agencies__gte=2, most__gt=F("least"))  # fmt: skip
    gaps = [
        PriceGap(above_least=row["paid"] - row["least"] * row["units"], **{name: row[name] for name in SHOWN})
        for row in rows
    ]
    return sorted(gaps, key=lambda gap: (-(gap.yearly or 0), gap.name))


def orders_of_plan(scope: Scope, plan_code: uuid.UUID) -> QuerySet[Order]:
    """The orders behind one line, the dearest first; who pays is told of one's own alone, the page sees to that."""
    found = _running(scope).filter(plan_code=plan_code).select_related("agency")
    return found.order_by("-unit_price", "agency__sort_name")
