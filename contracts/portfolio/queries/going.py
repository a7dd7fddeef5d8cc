"""What goes and what comes: systems to be switched off with their successors, and what several will have to buy."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from ..arithmetic import ZERO
from ..models import INTERNAL, System
from .scope import Scope
from .spend import UNSORTED, HeldContract


def retiring(scope: Scope) -> list[System]:
    """Systems in use with a day on which they are switched off, the first first, `kinds` beside each. One statement."""
    through = System.capabilities.through.objects.filter(system_id=OuterRef("pk"))
    kinds = ArraySubquery(through.order_by("topic__name").values("topic__name"))
    found = System.objects.filter(scope.of()).in_use(on=scope.on).retiring()
    return list(
        found.select_related("agency", "successor").annotate(kinds=kinds).order_by("retire_on", "agency_id", "name")
    )


def internal(systems: Iterable[System]) -> list[System]:
    """Those that the state runs itself. No statement."""
    return [one for one in systems if one.delivery in INTERNAL]


@dataclass(frozen=True)
class Asked:
    """One thing that an agency has to buy or replace: a contract that ends, a system that goes, an order under way."""

    agency: str
    what: str
    why: str
    day: datetime.date | None
    yearly: Decimal | None
    address: str
    categories: tuple[str, ...]
    vendor_id: int | None = None


@dataclass
class Demand:
    """What several agencies will buy of one kind of work within a year."""

    name: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def agencies(self) -> list[str]:
        return sorted({one.agency for one in self.asked})

    @property
    def yearly(self) -> Decimal:
        """Of those whose cost is known."""
        return sum((one.yearly or ZERO for one in self.asked), ZERO)

    @property
    def first_day(self) -> datetime.date | None:
        return min((one.day for one in self.asked if one.day), default=None)


def demand_of(
    scope: Scope,
    held: Sequence[HeldContract],
    going: Sequence[Any],
    under_way: Sequence[Asked] = (),
    *,
    years: int = 1,
) -> list[Demand]:
    """Kinds of work for which two agencies or more have something to buy within so many years, the greatest first.

    An agency reads its own alone, so one is enough there. No statement.
    """
    until = scope.years_on(years)
    asked = [
        Asked(one.agency, one.title, "Contract ends", one.ends_on, one.yearly, one.address, one.categories)
        for one in held
        if one.ends_on <= until
    ]
    asked += [
        Asked(
            one.agency.name, one.name, "System is switched off", one.retire_on, one.yearly_cost, one.get_absolute_url(),
            tuple(one.kinds) or (UNSORTED,),
        )
        for one in going
        if one.retire_on <= until
    ]  # fmt: skip
    found: dict[str, Demand] = {}
    for one in [*asked, *under_way]:
        for name in one.categories:
            found.setdefault(name, Demand(name)).asked.append(one)
    found.pop(UNSORTED, None)
    least = 2 if scope.agencies is None else 1
    several = [demand for demand in found.values() if len(demand.agencies) >= least]
    return sorted(several, key=lambda demand: (-demand.yearly, demand.name))
