"""How long buying takes: the stages of orders and of competitions that came to a contract, by way of buying."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from contracts.agreements.models import Origin
from contracts.orders.models import Order
from contracts.orders.models.order import WAYS

from ..arithmetic import StageTime, median, stage_times
from .going import Asked
from .scope import Scope
from .spend import UNSORTED, topics_of

A_DAY = Decimal(86_400)
ROUTES = dict(WAYS)
ORDER_STAGES = ("Written", "Approved by the agency", "Accepted by the vendor", "Set up")
FROM_ORIGINS = {"Need": "Need to request", "RFI": "Information to request", "Award": "Award to signature"}
COMPETITIONS = {"RFP": "Open competition", "MC": "Mini-competition", "RFI": "Request for information"}


@dataclass(frozen=True)
class Purchase:
    """One purchase and the days of its stages."""

    reference: str
    title: str
    address: str
    route: str
    agency: str
    begun_on: datetime.date
    stages: tuple[tuple[str, Decimal], ...]

    @property
    def days(self) -> Decimal:
        return sum((days for _, days in self.stages), Decimal(0))


@dataclass(frozen=True)
class Compared:
    """One way of buying, earlier and lately: how many purchases, and the median of their days."""

    route: str
    count_before: int
    before: Decimal | None
    count: int
    now: Decimal | None

    @property
    def is_faster(self) -> bool | None:
        """None where one of both is not known."""
        return None if self.before is None or self.now is None else self.now < self.before


@dataclass(frozen=True)
class CycleTimes:
    """Medians by way of buying and stage, and of the whole."""

    stages: list[StageTime]
    purchases: list[Purchase]

    @property
    def median_days(self) -> Decimal | None:
        return median([one.days for one in self.purchases])

    @property
    def routes(self) -> list[tuple[str, int, Decimal, list[StageTime]]]:
        """Each way of buying: how many, the median of the whole, its stages."""
        whole: dict[str, list[Decimal]] = defaultdict(list)
        for one in self.purchases:
            whole[one.route].append(one.days)
        return [
            (route, len(days), median(days) or Decimal(0), [one for one in self.stages if one.route == route])
            for route, days in whole.items()
        ]

    def compared(self, border: datetime.date) -> list[Compared]:
        """Each way of buying: what was begun from that day on, beside what was begun before. No statement."""
        found = []
        for route in dict.fromkeys(one.route for one in self.purchases):
            days: dict[bool, list[Decimal]] = {True: [], False: []}
            for one in self.purchases:
                if one.route == route:
                    days[one.begun_on >= border].append(one.days)
            found.append(Compared(route, len(days[False]), median(days[False]), len(days[True]), median(days[True])))
        return found

    @property
    def bottleneck(self) -> StageTime | None:
        """The slowest stage of the way of buying that takes longest."""
        slowest = max(self.routes, key=lambda route: route[2], default=None)
        return next((one for one in slowest[3] if one.is_bottleneck), None) if slowest else None


def cycle_times(purchases: Iterable[Purchase]) -> CycleTimes:
    """From purchases to medians. No statement."""
    known = sorted(purchases, key=lambda one: (one.route, one.begun_on, one.reference))
    spans = ((one.route, stage, days) for one in known for stage, days in one.stages)
    return CycleTimes(stage_times(spans), known)


def days_between(first: datetime.datetime, last: datetime.datetime) -> Decimal:
    """In days, to the microsecond, never below zero."""
    return max(Decimal((last - first) // datetime.timedelta(microseconds=1)) / (A_DAY * 1_000_000), Decimal(0))


def orders_bought(scope: Scope) -> tuple[list[Purchase], list[Asked]]:
    """Orders that a vendor accepted in the last two years, and those under way. One statement."""
    since = scope.months[0]
    accepted = Q(accepted_at__date__gte=since, accepted_at__isnull=False)
    waiting = Q(status__in=[Order.Status.SUBMITTED, Order.Status.APPROVED])
    rows: Any = Order.objects.filter(scope.of()).filter(accepted | waiting).annotate(topics=topics_of("offering_id"))
    names = (
        "reference", "offering_name", "route", "agency__name", "created_at", "submitted_at", "approved_at",
        "accepted_at", "provisioning__ready_at", "wanted_from", "monthly_fee", "topics", "vendor_id",
    )  # fmt: skip
    bought, under_way = [], []
    found = rows.order_by("created_at", "pk").values_list(*names)
    for reference, title, route, agency, *times, wanted, fee, topics, vendor in found:
        address = f"/orders/{reference}/"
        if times[3] is None:
            kinds = tuple(topics) or (UNSORTED,)
            why, yearly = "Order is under way", fee * 12 or None
            under_way.append(Asked(agency, title, why, wanted, yearly, address, kinds, vendor))
            continue
        steps = _stages(ORDER_STAGES, times)
        bought.append(Purchase(reference, title, address, ROUTES.get(route, "Order"), agency, times[0].date(), steps))
    return bought, under_way


def _stages(names: Sequence[str], times: Sequence[datetime.datetime | None]) -> tuple[tuple[str, Decimal], ...]:
    """Each stage that has begun and ended. A return for changes counts from the last time it was sent."""
    pairs = zip(names, times, times[1:], strict=False)
    return tuple((name, days_between(first, last)) for name, first, last in pairs if first and last)


def competitions_won(scope: Scope) -> list[Purchase]:
    """Contracts signed in the last two years that came from a competition, by what led to them. One statement."""
    rows: Any = Origin.objects.filter(scope.of("contract__agency"), contract__signed_at__date__gte=scope.months[0])
    of_contract = ("contract__reference", "contract__title", "contract__agency__name", "contract__signed_at")
    names = (*of_contract, "kind", "happened_at")
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows.order_by("contract_id", "number").values_list(*names):
        if row[5] is not None:
            found[row[0]].append(row)
    return [_competition(origins) for origins in found.values()]


def _competition(origins: Sequence[Any]) -> Purchase:
    reference, title, agency, signed_at = origins[0][:4]
    kinds = [row[4] for row in origins]
    times = [row[5] for row in origins]
    stages = tuple(
        (FROM_ORIGINS.get(kind, "Request to award"), days_between(first, last))
        for kind, first, last in zip(kinds, times, [*times[1:], signed_at], strict=True)
    )
    route = next((COMPETITIONS[kind] for kind in reversed(kinds) if kind in COMPETITIONS), "Awarded")
    return Purchase(reference, title, f"/contracts/{reference}/", route, agency, times[0].date(), stages)
