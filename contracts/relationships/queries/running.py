"""What an agency has: its running services with how they are met and rated, what it spent, and levels met."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Q, QuerySet, Sum

from contracts.agreements.models import Contract
from contracts.agreements.objectives import ObjectiveKind
from contracts.costs.models import Charge
from contracts.orders.models import Order
from contracts.service_levels.models import PeriodResult
from contracts.service_levels.models.results import PeriodResultQuerySet
from marketplace.clock import office_day
from marketplace.organisations.models import Organisation

from ..arithmetic import HUNDRED, percent
from ..models import SurveyAnswer

A_YEAR = datetime.timedelta(days=365)
ENDS_SOON = datetime.timedelta(days=180)
FEW = 5  # ratings under it are no average


@dataclass(frozen=True)
class ServiceRow:
    """One running contract: its users, the uptime of twelve months against the promise, its rating, what to watch."""

    contract: Contract
    units: int
    uptime: Decimal | None
    target: Decimal | None
    missed: int
    rating: Decimal | None
    ratings: int
    ends_soon: bool

    @property
    def low(self) -> Decimal:
        """Where the meter begins, so that the distance to the promise can be seen."""
        return min(self.uptime, self.target, Decimal(99)) - 1 if self.uptime and self.target else Decimal()

    @property
    def weight(self) -> tuple[int, int, int]:
        """What has most to watch comes first."""
        return (-self.missed, -int(self.ends_soon), self.contract.pk)


def services_of(agency: Organisation, user: Any, *, at: datetime.datetime) -> list[ServiceRow]:
    """Running contracts, those with something to watch first. Four statements, however many there are."""
    today = office_day(at)
    contracts = list(
        Contract.objects.visible_to(user).running(on=today).filter(agency=agency).select_related("offering", "vendor")
    )
    keys = [one.pk for one in contracts]
    units = dict(
        Order.objects.filter(contract__in=keys, status__in=Order.ACCEPTED_STATES)
        .order_by()
        .values("contract")
        .annotate(units=Sum("quantity"))
        .values_list("contract", "units")
    )
    measured = {row["term__contract"]: row for row in _measured(keys, today)}
    rated: dict[int, Any] = {
        row["survey__contract"]: row
        for row in SurveyAnswer.objects.filter(survey__organisation=agency, survey__contract__in=keys)
        .order_by()
        .values("survey__contract")
        .annotate(mean=Avg("rating"), count=Count("pk"))
    }
    rows = [_row(one, units, measured.get(one.pk, {}), rated.get(one.pk, {}), today) for one in contracts]
    return sorted(rows, key=lambda row: row.weight)


def _measured(keys: list[int], today: datetime.date) -> QuerySet:
    """Of uptime the seconds of twelve months, so that long months weigh more; of all levels the missed months."""
    uptime = Q(term__kind=ObjectiveKind.AVAILABILITY)
    lately = PeriodResult.objects.latest_revisions().filter(term__contract__in=keys, period__gt=today - A_YEAR)
    rows: QuerySet = lately.order_by().values("term__contract")
    return rows.annotate(
        counting=Sum("counting_seconds", filter=uptime & Q(uptime_percent__isnull=False)),
        down=Sum("downtime_seconds", filter=uptime & Q(uptime_percent__isnull=False)),
        target=Max("term__target", filter=uptime),
        missed=Count("pk", filter=Q(verdict=PeriodResult.Verdict.BREACHED)),
    )


def _row(contract: Contract, units: dict, measured: dict, rated: dict, today: datetime.date) -> ServiceRow:
    counting, count = measured.get("counting"), rated.get("count", 0)
    uptime = HUNDRED * (counting - measured["down"]) / counting if counting else None
    return ServiceRow(
        contract=contract,
        units=units.get(contract.pk, 0),
        uptime=uptime,
        target=measured.get("target"),
        missed=measured.get("missed", 0),
        rating=Decimal(str(rated["mean"])).quantize(Decimal("0.1")) if count >= FEW else None,
        ratings=count,
        ends_soon=contract.ends_on - today <= ENDS_SOON,
    )


@dataclass(frozen=True)
class LevelsMet:
    """Months of service levels that were met, of those with a verdict."""

    met: int
    judged: int

    @property
    def share(self) -> Decimal | None:
        return percent(self.met, self.judged)


def levels_met(results: PeriodResultQuerySet, *, at: datetime.datetime) -> LevelsMet:
    """Over twelve months, the latest revisions; months without enough data have no verdict. One statement."""
    verdict, lately = PeriodResult.Verdict, results.latest_revisions().filter(period__gt=office_day(at) - A_YEAR)
    return LevelsMet(
        **lately.order_by().aggregate(
            met=Count("pk", filter=Q(verdict=verdict.MET)),
            judged=Count("pk", filter=Q(verdict__in=[verdict.MET, verdict.BREACHED])),
        )
    )


def spent_of(agency: Organisation, user: Any, *, at: datetime.datetime) -> Decimal:
    """What it spent in twelve months, as far as charges are written. One statement."""
    charges = Charge.objects.visible_to(user).spend().filter(agency=agency, month__gt=office_day(at) - A_YEAR)
    return charges.order_by().aggregate(sum=Sum("effective_cost"))["sum"] or Decimal(0)
