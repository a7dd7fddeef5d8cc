"""How a service runs, for everybody: today, ninety days, what was down, and maintenance that is announced."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncDate

from catalog.offerings.models import Offering
from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind
from contracts.service_levels.models import Exclusion, HourlyRollup, PeriodResult
from marketplace.business_time import local_midnight
from marketplace.components.charts.marks import Chart, Key, Rect, Table, Text
from marketplace.components.formats import day, minutes, percent_down

DAYS_SHOWN = 90
DAYS_LISTED = 30
OUTAGES_SHOWN = 20
WIDTH, HEIGHT, TOP = 784, 64, 6
DAY = datetime.timedelta(days=1)
LOOKS = {"up": "ch-met", "down": "ch-out", "none": "ch-uncovered"}
WORDS = {"up": "Up", "down": "Down for a while", "none": "Not measured"}


@dataclass(frozen=True)
class ServiceDay:
    """One local day over all contracts on the service: time up and down that was measured, in seconds."""

    on: datetime.date
    up: Decimal = Decimal(0)
    down: Decimal = Decimal(0)

    @property
    def state(self) -> str:
        """ "up", "down" where any of it was, "none" where nobody measured."""
        return "down" if self.down else "up" if self.up else "none"

    @property
    def percent(self) -> Decimal | None:
        """The measured time in which it was up, of all measured time."""
        measured = self.up + self.down
        return 100 * self.up / measured if measured else None

    @property
    def minutes_down(self) -> Decimal:
        return self.down / 60


def measured_services() -> QuerySet[Offering]:
    """Published offerings whose time in service is measured under a signed contract, by name."""
    terms = ServiceLevelTerm.objects.filter(
        contract__offering=OuterRef("pk"), contract__signed_at__isnull=False, kind=ObjectiveKind.AVAILABILITY
    )
    measured = terms.filter(Exists(HourlyRollup.objects.filter(term=OuterRef("pk"))))
    return Offering.objects.listed().filter(Exists(measured)).select_related("vendor").order_by("name", "pk")


def services_with_days(services: Iterable[Offering], *, at: datetime.datetime) -> list[tuple[Offering, ServiceDay]]:
    """Each service with its last thirty local days as one, over all contracts on it. One statement."""
    zone = ZoneInfo(settings.TIME_ZONE)
    today, shown = at.astimezone(zone).date(), list(services)
    first = local_midnight(today - (DAYS_LISTED - 1) * DAY, str(zone))
    rows = (
        HourlyRollup.objects.filter(hour__gte=first, hour__lte=at, term__kind=ObjectiveKind.AVAILABILITY)
        .filter(term__contract__offering__in=shown, term__contract__signed_at__isnull=False)
        .order_by()
        .values("term__contract__offering")
        .annotate(up=Sum("up_seconds") + Sum("degraded_seconds"), down=Sum("down_seconds"))
    )
    found = {row["term__contract__offering"]: ServiceDay(today, row["up"], row["down"]) for row in rows}
    return [(one, found.get(one.pk, ServiceDay(today))) for one in shown]


def status_context(offering: Offering, *, at: datetime.datetime) -> dict[str, Any]:
    """Everything the page shows. Five statements, however many contracts and days."""
    zone = ZoneInfo(settings.TIME_ZONE)
    today = at.astimezone(zone).date()
    terms = list(_terms(offering))
    days = _days(terms, until=today, zone=zone)
    measured = [one for one in days if one.state != "none"]
    return {
        "offering": offering,
        "today": days[-1],
        "last": measured[-1] if measured else None,
        "whole": ServiceDay(
            today, sum((one.up for one in days), Decimal()), sum((one.down for one in days), Decimal())
        ),
        "chart": day_strip(days),
        "outages": _outages(terms, since=today - DAYS_SHOWN * DAY),
        "maintenance": _announced(terms, at=at),
        "contracts": Contract.objects.signed().filter(offering=offering, status=Contract.Status.ACTIVE).count(),
    }


def _sum(seconds: Iterable[Decimal]) -> Decimal:
    return sum(seconds, Decimal())


def _terms(offering: Offering) -> QuerySet[ServiceLevelTerm]:
    signed = ServiceLevelTerm.objects.filter(contract__offering=offering, contract__signed_at__isnull=False)
    return signed.filter(kind=ObjectiveKind.AVAILABILITY)


def _days(terms: list[ServiceLevelTerm], *, until: datetime.date, zone: ZoneInfo) -> list[ServiceDay]:
    first = until - (DAYS_SHOWN - 1) * DAY
    rows = (
        HourlyRollup.objects.filter(term__in=terms, hour__gte=local_midnight(first, str(zone)))
        .order_by()
        .annotate(on=TruncDate("hour", tzinfo=zone))
        .values("on")
        .annotate(up=Sum("up_seconds") + Sum("degraded_seconds"), down=Sum("down_seconds"))
    )
    found = {row["on"]: ServiceDay(row["on"], row["up"], row["down"]) for row in rows}
    return [found.get(first + n * DAY, ServiceDay(first + n * DAY)) for n in range(DAYS_SHOWN)]


def day_strip(days: list[ServiceDay]) -> Chart:
    """A bar a day, oldest first, each up, down for a while, or not measured; the same as a table."""
    column = WIDTH / len(days)
    bars = [Rect(place * column, TOP, column - 2, 34, LOOKS[one.state], rx=1) for place, one in enumerate(days)]
    ends = (
        Text(0, HEIGHT - 6, day(days[0].on), "ch-faint"),
        Text(WIDTH, HEIGHT - 6, day(days[-1].on), "ch-end ch-faint"),
    )
    down = [one for one in days if one.state == "down"]
    measured = [one for one in days if one.state != "none"]
    finding = f"Of {len(measured)} measured days, {len(down)} with time down."
    rows = tuple(
        (day(one.on), WORDS[one.state], minutes(one.down / 60) if one.down else "–", percent_down(one.percent) or "–")
        for one in reversed(days)
    )
    return Chart(
        title=f"Ninety days of service: {finding}",
        width=WIDTH,
        height=HEIGHT,
        marks=(*bars, *ends),
        caption=finding,
        region="Ninety days, chart",
        table=Table(("Day", "State", "Measured down", "Up"), rows, frozenset({2, 3})),
        legend=tuple(Key(WORDS[state], look) for state, look in LOOKS.items()),
    )


def _outages(terms: list[ServiceLevelTerm], *, since: datetime.date) -> list[dict[str, Any]]:
    """Outages of closed months, the latest first, each once although several contracts measured it."""
    results = PeriodResult.objects.latest_revisions().filter(term__in=terms, period__gte=since.replace(day=1))
    found: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for outages in results.values_list("outages", flat=True):
        for one in outages:
            start, end = (datetime.datetime.fromisoformat(one[name]) for name in ("start", "end"))
            found[one["start"], one["end"]] = {"start": start, "end": end, "lasted": end - start}
    return sorted(found.values(), key=lambda one: one["start"], reverse=True)[:OUTAGES_SHOWN]


def _announced(terms: list[ServiceLevelTerm], *, at: datetime.datetime) -> list[Exclusion]:
    """Approved maintenance that is not over, the next first."""
    rows = Exclusion.objects.approved().filter(term__in=terms, kind__in=Exclusion.MAINTENANCE_KINDS, ends_at__gt=at)
    return list(rows.order_by("starts_at"))
