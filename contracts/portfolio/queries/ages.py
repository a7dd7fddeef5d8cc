"""How old what agencies run is, and how it is had, counted and weighed by a year's cost."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from ..arithmetic import ZERO, share
from ..models import OLD_YEARS, Delivery, System, years_before
from .scope import Scope

QUARTERS = 8
PARTS = ("Software", "Platforms", "State services", "Owned")
PART_OF = {Delivery.SAAS: 0, Delivery.PAAS: 1, Delivery.IAAS: 1, Delivery.STATE: 2, Delivery.OWN: 3}


@dataclass(frozen=True)
class Ages:
    """Systems in use: how many, their cost a year; of these the old ones, and those whose first day nobody said."""

    count: int
    cost: Decimal
    old: int
    old_cost: Decimal
    undated: int
    unpriced: int

    @property
    def old_share(self) -> Decimal | None:
        """Of those whose first day is known, by count, in percent."""
        return share(self.old, self.count - self.undated)

    @property
    def old_cost_share(self) -> Decimal | None:
        """Of the yearly cost of all in use, in percent."""
        return share(self.old_cost, self.cost)


@dataclass(frozen=True)
class Quarter:
    """The yearly cost of what was in use on a quarter's last day, by the parts of PARTS."""

    label: str
    costs: tuple[Decimal, ...]

    @property
    def shares(self) -> tuple[Decimal, ...] | None:
        total = sum(self.costs, ZERO)
        return tuple(share(cost, total) or ZERO for cost in self.costs) if total else None

    @property
    def as_a_service(self) -> Decimal | None:
        """Software and platforms together, in percent; None where nothing was in use."""
        return None if self.shares is None else self.shares[0] + self.shares[1]


@dataclass(frozen=True)
class AgeView:
    """Both, from one statement."""

    ages: Ages
    quarters: list[Quarter]


def quarter_ends(on: datetime.date, *, many: int = QUARTERS) -> list[tuple[str, datetime.date]]:
    """The last day of each of the latest quarters, the oldest first; the running one stands as of the day."""
    first = datetime.date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    ends = [(f"Q{(first.month + 2) // 3} {first:%y}", on)]
    while len(ends) < many:
        last = first - datetime.timedelta(days=1)
        first = datetime.date(last.year, last.month - 2, 1)
        ends.append((f"Q{(first.month + 2) // 3} {first:%y}", last))
    return ends[::-1]


def age_view(scope: Scope) -> AgeView:
    """One statement, however many systems there are: a line for each way of having one."""
    on, border = scope.on, years_before(scope.on, OLD_YEARS)
    ends = quarter_ends(on)
    now, old = _in_use(on), Q(live_on__lt=border)
    figures: dict[str, Any] = {
        "count": Count("pk", filter=now),
        "cost": Sum("yearly_cost", filter=now),
        "old": Count("pk", filter=now & old),
        "old_cost": Sum("yearly_cost", filter=now & old),
        "undated": Count("pk", filter=now & Q(live_on__isnull=True)),
        "unpriced": Count("pk", filter=now & Q(yearly_cost__isnull=True)),
    }
    figures |= {f"q{place}": Sum("yearly_cost", filter=_in_use(end)) for place, (_, end) in enumerate(ends)}
    rows: Any = System.objects.filter(scope.of()).order_by().values("delivery").annotate(**figures)
    sums = dict.fromkeys(("count", "cost", "old", "old_cost", "undated", "unpriced"), ZERO)
    quarters = [[ZERO] * len(PARTS) for _ in ends]
    for row in rows:
        for name in sums:
            sums[name] += row[name] or ZERO
        for place in range(len(ends)):
            quarters[place][PART_OF[row["delivery"]]] += row[f"q{place}"] or ZERO
    counts = {name: int(sums[name]) for name in ("count", "old", "undated", "unpriced")}
    ages = Ages(**counts, cost=sums["cost"], old_cost=sums["old_cost"])
    named = zip(ends, quarters, strict=True)
    return AgeView(ages, [Quarter(label, tuple(costs)) for (label, _), costs in named])


def _in_use(on: datetime.date) -> Q:
    """As `SystemQuerySet.in_use` has it."""
    began = Q(live_on__isnull=True) | Q(live_on__lte=on)
    return began & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
