"""What the dashboard shows: key figures, what to decide, and each figure with its chart and the rows that it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.components.formats import day, money

from .arithmetic import ZERO
from .charts import adoption_chart, age_chart, thin_chart, vendor_chart
from .models import System
from .queries.ages import AgeView, age_view
from .queries.cycle_times import CycleTimes, competitions_won, cycle_times, orders_bought
from .queries.going import Asked, Demand, demand_of, internal, retiring
from .queries.kept import Kept, kept_of
from .queries.prices import PriceGap, price_gaps
from .queries.scope import Scope
from .queries.spend import (
    Cell,
    Concentration,
    HeldContract,
    by_agency,
    by_category,
    concentration,
    contracts_held,
    spent,
)

LINES, REPORTED = 6, 4


@dataclass(frozen=True)
class Figures:
    """All that the dashboard is made of: eight statements, however many rows there are."""

    scope: Scope
    cells: list[Cell]
    held: list[HeldContract]
    ages: AgeView
    going: list[System]
    gaps: list[PriceGap]
    times: CycleTimes
    under_way: list[Asked]
    kept: Kept | None  # of one agency they stand on its own page

    @property
    def statewide(self) -> Concentration:
        return concentration("All", self.cells, [one.as_cell for one in self.held])

    @property
    def categories(self) -> list[Concentration]:
        return by_category(self.cells, [one.as_cell for one in self.held])

    @property
    def agencies(self) -> list[Concentration]:
        return by_agency(self.cells, [one.as_cell for one in self.held])

    @property
    def demand(self) -> list[Demand]:
        return demand_of(self.scope, self.held, self.going, self.under_way)


def figures_of(scope: Scope) -> Figures:
    """For the dashboard, its CSV and the pages behind each figure."""
    bought, under_way = orders_bought(scope)
    return Figures(
        scope=scope,
        cells=spent(scope),
        held=contracts_held(scope),
        ages=age_view(scope),
        going=retiring(scope),
        gaps=price_gaps(scope),
        times=cycle_times([*bought, *competitions_won(scope)]),
        under_way=under_way,
        kept=None if scope.agency else kept_of(scope),
    )


def dashboard(scope: Scope) -> dict[str, Any]:
    """For templates/contracts/portfolio/dashboard.html."""
    figures = figures_of(scope)
    statewide, categories, demand = figures.statewide, figures.categories, figures.demand
    return {
        "scope": scope,
        "figures": figures,
        "kept": figures.kept,
        "ages": figures.ages.ages,
        "as_a_service": figures.ages.quarters[-1].as_a_service,
        "statewide": statewide,
        "spent_before": sum((cell.before for cell in figures.cells), ZERO),
        "decide": to_decide(figures, categories),
        "vendors": vendor_chart(figures.cells),
        "thin": thin_chart(categories),
        "age_chart": age_chart(figures.ages),
        "adoption": adoption_chart(figures.ages.quarters),
        "categories": categories[:LINES],
        "agencies": [] if scope.agency else figures.agencies[:LINES],
        "demand": demand[:LINES],
        "gaps": figures.gaps[:LINES],
        "going": internal(figures.going)[:LINES],
        "routes": figures.times.routes,
        "bottleneck": figures.times.bottleneck,
        "median_days": figures.times.median_days,
    }


def report(scope: Scope) -> dict[str, Any]:
    """For templates/contracts/portfolio/report.html: the same figures, as much as one page holds."""
    shown = dashboard(scope)
    few = {name: shown[name][:REPORTED] for name in ("decide", "categories", "demand", "gaps")}
    return shown | few | {"kept": shown["kept"] or kept_of(scope)}


@dataclass(frozen=True)
class Decision:
    """Something that waits for somebody: until when, what, why, and where."""

    due: str
    left: str
    title: str
    why: str
    address: str
    urgency: str = ""


def to_decide(figures: Figures, categories: Sequence[Concentration]) -> list[Decision]:
    """Systems that go without a successor, what became concentrated, and the widest difference in price."""
    found = [
        Decision(
            day(one.retire_on), one.agency.name, f"{one} goes, and nothing takes its place yet",
            "Name its successor, or say in words what takes its place.", one.get_absolute_url(), "soon",
        )
        for one in figures.going
        if not one.takes_its_place and one.retire_on is not None and one.retire_on <= figures.scope.a_year_on
    ][:2]  # fmt: skip
    found += [
        Decision(
            "Now", "12 months", f"{one.name}: we depend more on {one.largest}",
            f"Index {one.index:,.0f}, a year before {one.index_before:,.0f}; its share is {one.largest_share:.0f}%.",
            "/portfolio/concentration/#categories",
        )
        for one in categories
        if one.is_to_note
    ][:2]  # fmt: skip
    if figures.gaps and (most := figures.gaps[0]).yearly:
        why = (
            f"{money(most.least)} to {money(most.most)} a {most.unit}; {money(most.yearly, 0)} a year above the lowest."
        )
        title = f"{most.agencies} agencies pay differently for {most.name}"
        found.append(Decision("Now", "orders that run", title, why, "/portfolio/prices/"))
    return found
