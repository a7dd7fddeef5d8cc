"""The page of the explorer: what is asked for, its totals, the groups with their chart, the months with theirs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from marketplace.components.charts import Bar, Chart, Series, bar_chart, line_chart
from marketplace.components.formats import MONTH_NAMES, money

from .models import Charge
from .queries.charges import DIMENSIONS, groups_of, months_of, totals_of

BARS = 8
GROUPS_SHOWN = 40
MONTHS_SHOWN = 12
TREATMENTS = dict(Charge.Treatment.choices)


def narrowed(charges: QuerySet[Charge], given: dict[str, Any]) -> QuerySet[Charge]:
    """The charges that the reader asks for; a vendor's own files are told apart and left out here."""
    found = charges.spend()  # type: ignore[attr-defined]
    if given.get("first"):
        found = found.filter(month__gte=given["first"].replace(day=1))
    if given.get("last"):
        found = found.filter(month__lte=given["last"])
    for name in ("agency", "vendor"):
        if given.get(name):
            found = found.filter(**{name: given[name]})
    if words := (given.get("words") or "").replace("\x00", ""):
        told = Q(service_name__icontains=words) | Q(program__icontains=words) | Q(cost_centre__icontains=words)
        found = found.filter(told)
    return found


def page_of_costs(charges: QuerySet[Charge], dimension: str) -> dict[str, Any]:
    """Three statements, however many charges there are."""
    groups = [_named(row, dimension) for row in groups_of(charges, dimension)]
    months = months_of(charges)[-MONTHS_SHOWN:]
    return {
        "totals": totals_of(charges),
        "heading": DIMENSIONS[dimension][0],
        "groups": groups[:GROUPS_SHOWN],
        "more": max(len(groups) - GROUPS_SHOWN, 0),
        "bars": _bars(groups, dimension),
        "line": _line(months),
        "months": months[::-1],
    }


def _named(row: dict[str, Any], dimension: str) -> dict[str, Any]:
    label = TREATMENTS.get(row["label"], row["label"]) if dimension == "treatment" else row["label"]
    return row | {"label": label or "Not said"}


def _bars(groups: list[dict[str, Any]], dimension: str) -> Chart | None:
    shown = [row for row in groups if row["spent"] > 0]
    if not shown:
        return None
    bars = [Bar(row["label"], row["spent"], money(row["spent"], 0)) for row in shown[:BARS]]
    if rest := sum((row["spent"] for row in shown[BARS:]), Decimal()):
        bars.append(Bar("All others", rest, money(rest, 0), "rest"))
    head = DIMENSIONS[dimension][0]
    drawn = bar_chart(bars, subject=f"Spend by {head.lower()}", columns=(head, "Spent"))
    return replace(drawn, table=None)  # the page shows the sums themselves below it


def _line(months: list[dict[str, Any]]) -> Chart | None:
    if len(months) < 2:
        return None
    labels = [f"{MONTH_NAMES[row['month'].month - 1]} {row['month']:%y}" for row in months]
    values = [row["spent"] for row in months]
    drawn = line_chart(labels, [Series("", values)], subject="Spend by month", show=lambda value: money(value, 0))
    return replace(drawn, table=None)
