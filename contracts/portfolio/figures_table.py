"""The figures of the portfolio as a table that leaves Stoa: one row a figure, unrounded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from .queries.ages import PARTS
from .queries.kept import kept_of

if TYPE_CHECKING:
    from .page import Figures

HEAD = ("Part", "Of", "Figure", "Value", "Unit")
Row = tuple[str, str, str, object, str]


def figures_table(figures: "Figures") -> Iterator[tuple[object, ...]]:
    """Head, then age, adoption, concentration, what was kept, prices, demand, cycle times."""
    yield HEAD
    ages = figures.ages.ages
    yield "Age", "In use", "Systems", ages.count, "systems"
    yield "Age", "In use", "Cost a year", plain(ages.cost), "USD"
    yield "Age", "Over seven years", "Systems", ages.old, "systems"
    yield "Age", "Over seven years", "Share by count", plain(ages.old_share), "percent"
    yield "Age", "Over seven years", "Share by cost", plain(ages.old_cost_share), "percent"
    for quarter in figures.ages.quarters:
        for part, cost in zip(PARTS, quarter.costs, strict=True):
            yield "Adoption", quarter.label, f"{part}, cost a year", plain(cost), "USD"
    yield from _concentration(figures)
    kept = figures.kept or kept_of(figures.scope)
    yield "Service levels", "12 months", f"Met of {kept.judged} judged", kept.met, "months"
    yield "Satisfaction", "12 months", f"Fours and fives of {kept.answered} answers", plain(kept.satisfied), "percent"
    yield "Credits", "12 months", f"{kept.credits} credits to agencies", plain(kept.credited), "USD"
    for gap in figures.gaps:
        yield "Prices", gap.name, f"Lowest of {gap.agencies} agencies", plain(gap.least), f"{gap.currency} a {gap.unit}"
        yield "Prices", gap.name, "Highest", plain(gap.most), f"{gap.currency} a {gap.unit}"
    for one in figures.demand:
        yield "Demand within a year", one.name, f"{len(one.agencies)} agencies", plain(one.yearly), "USD a year"
    for stage in figures.times.stages:
        yield "Cycle time", stage.route, f"{stage.stage}, median of {stage.count}", plain(stage.days), "days"


def _concentration(figures: "Figures") -> Iterator[Row]:
    groups = [("All spend", [figures.statewide])]
    groups += [("Kind of work", figures.categories), ("Agency", figures.agencies)]
    for what, rows in groups:
        for one in rows:
            yield f"Concentration: {what}", one.name, "Spend of 12 months", plain(one.spent), "USD"
            yield f"Concentration: {what}", one.name, "Index", plain(one.index), ""
            yield f"Concentration: {what}", one.name, "Index a year before", plain(one.index_before), ""


def plain(value: Decimal | None) -> str:
    """A number without a sign of money; nothing where there is none."""
    return "" if value is None else f"{value:f}"
