"""How content those who were asked are: shares with their intervals, and what became of low ratings."""

import datetime
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncQuarter

from marketplace.components.charts import Chart, Series, line_chart

from ..arithmetic import HUNDRED, percent, wilson
from ..models import CONTENT_FROM, FollowUp, OutcomeWord, Survey

LEAST_SHOWN = 5  # below it single persons could be read out of a share
QUARTERS = 8
COUNTS: dict[str, Any] = {
    "asked": Count("pk"),
    "answered": Count("answer"),
    "content": Count("answer", filter=Q(answer__rating__gte=CONTENT_FROM)),
    "mean": Avg("answer__rating"),
}


@dataclass(frozen=True)
class Figures:
    """One group: how many were asked, answered, and gave four or five. Shares are percent, to one place."""

    name: str
    asked: int
    answered: int
    content: int
    mean: Decimal | None = None

    @property
    def is_shown(self) -> bool:
        return self.answered >= LEAST_SHOWN

    @property
    def share(self) -> Decimal | None:
        """CSAT: fours and fives of all answers."""
        return percent(self.content, self.answered)

    @property
    def response(self) -> Decimal | None:
        return percent(self.answered, self.asked)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Wilson's, at 95 %, in percent."""
        found = wilson(self.content, self.answered)
        if found is None:
            return None
        low, high = ((HUNDRED * edge).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) for edge in found)
        return low, high


def overall(surveys: QuerySet[Survey], name: str = "All") -> Figures:
    """One group of everything. One statement."""
    return _figures(name, surveys.order_by().aggregate(**COUNTS))


def by_quarter(surveys: QuerySet[Survey]) -> list[Figures]:
    """The latest eight quarters in which somebody was asked, the oldest first. One statement."""
    rows = surveys.order_by().annotate(quarter=TruncQuarter("asked_at")).values("quarter").annotate(**COUNTS)
    latest = list(rows.order_by("-quarter")[:QUARTERS])[::-1]
    return [_figures(f"Q{(row['quarter'].month + 2) // 3} {row['quarter'].year}", row) for row in latest]


def by_moment(surveys: QuerySet[Survey]) -> list[Figures]:
    """By what it was about. One statement."""
    rows = surveys.order_by().values("moment").annotate(**COUNTS).order_by("moment")
    return [_figures(str(Survey.Moment(row["moment"]).label), row) for row in rows]


def by_organisation(surveys: QuerySet[Survey]) -> list[Figures]:
    """By agency and vendor, by name. One statement."""
    rows = surveys.order_by().values(name=F("organisation__name")).annotate(**COUNTS)
    return [_figures(row["name"], row) for row in rows.order_by("organisation__sort_name")]


def quarter_chart(quarters: list[Figures], *, size: str = "half", with_table: bool = True) -> Chart | None:
    """CSAT over time; a quarter with fewer than five answers leaves a gap. None where nothing can be shown."""
    values = [row.share if row.is_shown else None for row in quarters]
    if all(value is None for value in values):
        return None
    drawn = line_chart(
        [row.name.replace(" 20", " ") if size == "fit" else row.name for row in quarters],
        [Series("satisfied", values)],
        subject="Fours and fives of all answers by quarter",
        show=lambda value: f"{value:.0f}%",
        size=size,
    )
    return drawn if with_table else replace(drawn, table=None)


@dataclass(frozen=True)
class Loop:
    """Follow-ups: how many there are, are closed, were called in time, are late, and were confirmed by the customer."""

    opened: int
    closed: int
    in_time: int
    late: int
    confirmed: int

    @property
    def closed_percent(self) -> Decimal | None:
        return percent(self.closed, self.opened)


def loop_of(follow_ups: QuerySet[FollowUp], *, at: datetime.datetime) -> Loop:
    """The loop-closed rate and its clock. One statement."""
    status = FollowUp.Status
    confirmed = OutcomeWord.objects.filter(follow_up=OuterRef("pk"), closed_at=OuterRef("closed_at"), content=True)
    return Loop(
        **follow_ups.order_by().aggregate(
            opened=Count("pk"),
            closed=Count("pk", filter=Q(status=status.CLOSED)),
            in_time=Count("pk", filter=Q(contacted_at__lte=F("due_at"))),
            late=Count("pk", filter=Q(status=status.OPENED, due_at__lte=at)),
            confirmed=Count("pk", filter=Q(Exists(confirmed), status=status.CLOSED)),
        )
    )


def _figures(name: str, row: Any) -> Figures:
    mean = None if row["mean"] is None else Decimal(str(row["mean"])).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Figures(name, row["asked"], row["answered"], row["content"], mean)
