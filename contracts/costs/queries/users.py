"""Cost a user: what a service cost an agency in a month ÷ the people who used it, beside the agency's peers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from marketplace.organisations.models import Organisation

from ..models import Charge, SeatUse

FEWEST = 5
TREND_MONTHS = 12
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Peers:
    """What others pay a user: told only where at least five agencies are in the group, the reader's own among them."""

    count: int
    median: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    rank: int | None = None

    @property
    def is_suppressed(self) -> bool:
        return self.count < FEWEST


@dataclass(frozen=True)
class UserCost:
    """One service of an agency in one month."""

    use: SeatUse
    cost: Decimal
    active: int
    paid: int
    peers: Peers

    @property
    def a_user(self) -> Decimal | None:
        """None where nobody used it: the agency pays for nobody."""
        return (self.cost / self.active).quantize(CENT) if self.active else None

    @property
    def a_seat(self) -> Decimal:
        return (self.cost / self.paid).quantize(CENT)

    @property
    def idle(self) -> int:
        return max(self.paid - self.active, 0)

    @property
    def idle_cost(self) -> Decimal:
        """What the seats nobody used cost in the month."""
        return (self.cost * self.idle / self.paid).quantize(CENT)

    @property
    def utilisation(self) -> Decimal:
        return (Decimal(self.active) * 100 / self.paid).quantize(Decimal("0.1"))


def quantile(values: Sequence[Decimal], share: Decimal) -> Decimal:
    """Of sorted values, between the two next to it (linear); the median for a half."""
    place = (len(values) - 1) * share
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return (values[low] + (values[high] - values[low]) * (place - low)).quantize(CENT)


def peers_of(figures: dict[int, Decimal], own: int) -> Peers:
    """The group of all agencies with a figure, by id; nothing but its size where it is under five."""
    if len(figures) < FEWEST:
        return Peers(len(figures))
    values = sorted(figures.values())
    rank = values.index(figures[own]) + 1 if own in figures else None
    median, lower, upper = (quantile(values, Decimal(n) / 4) for n in (2, 1, 3))
    return Peers(len(figures), median, lower, upper, rank)


def user_costs(agency: Organisation) -> list[UserCost]:
    """Each service of the agency in the newest month that was told of it. Four statements."""
    own = SeatUse.objects.filter(agency=agency)
    newest = dict(own.order_by("offering_id", "-month").distinct("offering_id").values_list("offering_id", "month"))
    if not newest:
        return []
    pairs = set(newest.items())
    told = SeatUse.objects.standing().filter(offering__in=newest, month__in=set(newest.values()))
    uses = [one for one in told.select_related("offering", "order") if (one.offering_id, one.month) in pairs]
    spent = Charge.objects.spend().filter(offering__in=newest, month__in=set(newest.values()))
    sums = spent.order_by().values("agency", "offering", "month").annotate(cost=Sum("effective_cost"))
    costs = {(one["agency"], one["offering"], one["month"]): one["cost"] for one in sums}
    return [_row(agency, uses, costs, *pair) for pair in sorted(pairs)]


@dataclass(frozen=True)
class UserTrend:
    """What a service cost a user month by month, the oldest first; None in a month that nobody used it."""

    name: str
    months: list[tuple[datetime.date, Decimal | None]]


def user_trends(agency: Organisation) -> list[UserTrend]:
    """Of each service that was told of in two months or more, its latest twelve. Two statements."""
    active: dict[tuple[str, int], dict[datetime.date, int]] = {}
    for use in SeatUse.objects.standing().filter(agency=agency).select_related("offering"):
        months = active.setdefault((use.offering.name, use.offering_id), {})
        months[use.month] = months.get(use.month, 0) + use.active
    spent = Charge.objects.spend().filter(agency=agency, offering__in={key[1] for key in active})
    sums = spent.order_by().values("offering", "month").annotate(cost=Sum("effective_cost"))
    costs = {(one["offering"], one["month"]): one["cost"] for one in sums}
    found = []
    for (name, offering), months in sorted(active.items()):
        latest = sorted(months)[-TREND_MONTHS:]
        points = [(month, _a_user(costs.get((offering, month)), months[month])) for month in latest]
        if sum(value is not None for _, value in points) > 1:
            found.append(UserTrend(name, points))
    return found


def _a_user(cost: Decimal | None, active: int) -> Decimal | None:
    return (cost / active).quantize(CENT) if cost and active else None


def _row(agency: Organisation, uses: list[SeatUse], costs: dict[Any, Decimal], offering: int, month: Any) -> UserCost:
    group: dict[int, list[SeatUse]] = {}
    for use in uses:
        if (use.offering_id, use.month) == (offering, month):
            group.setdefault(use.agency_id, []).append(use)
    figures = {}
    for one, rows in group.items():
        active, cost = sum(row.active for row in rows), costs.get((one, offering, month), Decimal())
        if active and cost:
            figures[one] = (cost / active).quantize(CENT)
    mine = group[agency.pk]
    return UserCost(
        use=mine[0],
        cost=costs.get((agency.pk, offering, month), Decimal("0.00")),
        active=sum(row.active for row in mine),
        paid=sum(row.paid for row in mine),
        peers=peers_of(figures, agency.pk),
    )
