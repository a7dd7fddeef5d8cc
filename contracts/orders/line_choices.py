"""What the vendors of a lot could be offered for an order by rank: their plans in it, and what each would cost."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.offerings.models import Offering
from contracts.comparisons.offers import costs_of, of_lot
from contracts.frameworks.levies import levy_of_lot
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.places import places_in
from marketplace.components.formats import money
from marketplace.organisations.models import Organisation

from .models import Order


@dataclass(frozen=True)
class Choice:
    """One plan of one vendor, at what it costs for the quantity and term of the order."""

    offering: Offering
    plan_code: str
    words: str
    total: Decimal

    @property
    def key(self) -> str:
        return f"{self.offering.pk}:{self.plan_code}"


@dataclass(frozen=True)
class Ranked:
    """A vendor of the lot with its rank, and what it could be offered, the cheapest first; nothing before it signed."""

    rank: int
    vendor: Organisation
    choices: Sequence[Choice]
    is_bound: bool = True


def ranked_vendors(order: Order, lot: FrameworkLot, *, on: datetime.date) -> list[Ranked]:
    """Every vendor of the lot in its order."""
    rows = Offering.objects.filter(pk__in=of_lot(lot).offerings).select_related("vendor", "live_revision")
    choices: dict[int, list[Choice]] = {}
    for offering in rows.order_by("name"):
        choices.setdefault(offering.vendor_id, []).extend(_choices(order, offering, on, levy_of_lot(lot, on)))
    return [
        Ranked(
            place.rank,
            place.vendor,
            sorted(choices.get(place.vendor.pk, []), key=lambda choice: choice.total),
            place.is_bound,
        )
        for place in places_in(lot)
    ]


def _choices(order: Order, offering: Offering, on: datetime.date, levy_percent: Decimal) -> list[Choice]:
    version = offering.published_version
    if version.prices_until and version.prices_until < on:
        return []
    return [
        Choice(
            offering,
            str(plan.code),
            f"{version.name}, {plan.name}: {money((total, plan.currency))} in all",
            total,
        )
        for plan, total in costs_of(version, order.quantity, order.months, on, levy_percent)
        if plan.currency == order.currency
    ]
