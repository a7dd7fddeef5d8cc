"""Offerings side by side: one column each, one row a question, and which rows tell them apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from marketplace.components.charts.parts import Part
from marketplace.components.formats import date, money, percent_down

from .forms import MONTHS, USERS, CostForm
from .models import Offering, OfferingQuerySet
from .page import colour_of, meter_low, parts_of
from .plans import Plan
from .pricing import CostParts, cost_parts
from .words import article, plural, promise_of

MOST_COMPARED = 4
NOT_STATED = "Not stated"


@dataclass(frozen=True)
class Cell:
    """One answer; `gap` marks what the listing does not say, `note` stands below in a lighter tone."""

    text: str
    note: str = ""
    gap: bool = False
    lines: Sequence[str] = ()
    measured: Decimal | None = None
    target: Decimal | None = None
    parts: Sequence[Part] = ()
    strong: bool = False

    @property
    def low(self) -> Decimal:
        return meter_low(self.target, self.measured)


GAP = Cell(NOT_STATED, gap=True)


@dataclass(frozen=True)
class Row:
    """One question and its answers, in the order of the columns."""

    head: str
    cells: Sequence[Cell]
    note: str = ""

    @property
    def same(self) -> bool:
        return len(self.cells) > 1 and all(cell == self.cells[0] for cell in self.cells)


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    head: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Column:
    """One offering with the plan that costs least for what was asked."""

    offering: Offering
    plan: Plan | None
    cost: CostParts | None
    without: str


@dataclass(frozen=True)
class Comparison:
    """The whole page: columns, groups of rows, what was left out because five do not fit."""

    columns: Sequence[Column]
    groups: Sequence[Group]
    form: CostForm
    left_out: Sequence[Offering] = ()
    legend: Sequence[tuple[str, int]] = ()
    greatest: Decimal = field(default_factory=Decimal)
    slugs: Sequence[str] = ()

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def different(self) -> int:
        return sum(not row.same for row in self.rows)

    @property
    def span(self) -> int:
        return len(self.columns) + 1

    @property
    def another(self) -> str:
        """Back to the catalogue, with these still chosen."""
        return f"?{urlencode([('offering', slug) for slug in self.slugs])}" if self.slugs else ""


def read_slugs(sent: Sequence[str]) -> list[str]:
    """The offerings an address names, each once, in its order."""
    return list(dict.fromkeys(slug for slug in sent if slug))


def load(visible: OfferingQuerySet, slugs: Sequence[str]) -> list[Offering]:
    """The offerings of these slugs in their order; three statements. Raises Http404 where one cannot be seen."""
    rows = visible.filter(slug__in=slugs).select_related("vendor", "assessor", "facts")
    by_slug = {row.slug: row for row in rows.prefetch_related("plans", "service_levels")}
    if missing := [slug for slug in slugs if slug not in by_slug]:
        raise Http404(f"No offering is listed at {missing[0]}.")
    return [by_slug[slug] for slug in slugs]


def compare(offerings: Sequence[Offering], *, sent: Mapping[str, str]) -> Comparison:
    """The first four side by side, for the number of users and months that `sent` asks for."""
    form = CostForm({"users": sent.get("users") or str(USERS), "months": sent.get("months") or str(MONTHS)})
    form.is_valid()
    slugs = [offering.slug for offering in offerings]
    columns = [_column(offering, form, slugs, sent) for offering in offerings[:MOST_COMPARED]]
    costs = [column.cost for column in columns if column.cost]
    legend = {line.label: colour_of(line) for cost in costs for line in cost.lines}
    return Comparison(
        columns=columns,
        groups=[*([] if form.errors else [_cost(columns)]), _levels(columns), _assurance(columns), _terms(columns)],
        form=form,
        left_out=offerings[MOST_COMPARED:],
        legend=sorted(legend.items(), key=lambda item: item[1]),
        greatest=max((cost.total for cost in costs), default=Decimal(0)),
        slugs=slugs,
    )


def _column(offering: Offering, form: CostForm, slugs: Sequence[str], sent: Mapping[str, str]) -> Column:
    rest = [("offering", slug) for slug in slugs if slug != offering.slug]
    kept = [(name, sent[name]) for name in ("users", "months", "differences") if sent.get(name)]
    without = f"?{urlencode(rest + kept)}"
    users, months = form.cleaned("users", USERS), form.cleaned("months", MONTHS)
    costs = [(plan, cost_parts(plan, users, months, offering.delivery_mode)) for plan in offering.plans.all()]
    # Users are what was asked for: a plan that counts something else is only the second choice.
    plan, cost = min(costs, key=lambda pair: (pair[0].unit != "user", pair[1].total), default=(None, None))
    return Column(offering, plan, cost, without)


def _row(head: str, columns: Sequence[Column], answer: Callable[[Column], Cell], note: str = "") -> Row:
    return Row(head, [answer(column) for column in columns], note)


def _stated(value: Any, note: str = "") -> Cell:
    return Cell(str(value), note) if value not in (None, "") else GAP


def _cost(columns: Sequence[Column]) -> Group:
    priced = [column.cost.total for column in columns if column.cost]
    lowest = min(priced, default=Decimal(0))

    def total(column: Column) -> Cell:
        if column.cost is None:
            return Cell("Price not stated", gap=True)
        more = column.cost.total - lowest
        if len(priced) < 2:
            note = ""
        else:
            note = f"{money(more, 0)} more" if more else "lowest of those with a price"
        return Cell(money(column.cost.total, 0), note, strong=True)

    def each(column: Column) -> Cell:
        if column.cost is None or column.plan is None:
            return Cell("–")
        unit = "" if column.plan.unit == "user" else f"{article(column.plan.unit)} {column.plan.unit} and month"
        return Cell(money(column.cost.per_unit_and_month), unit)

    def parts(column: Column) -> Cell:
        return Cell("", parts=parts_of(column.cost)) if column.cost else Cell("–")

    def plan(column: Column) -> Cell:
        return Cell(column.plan.name, column.plan.includes) if column.plan else Cell("–")

    rows = [
        _row("Total", columns, total),
        _row("In parts, same scale", columns, parts),
        _row("A user and month", columns, each),
        _row("Plan", columns, plan, "the one that costs least for this"),
    ]
    return Group("Cost", rows)


def _levels(columns: Sequence[Column]) -> Group:
    titles: dict[str, str] = {}
    for column in columns:
        titles |= {level.code: level.title for level in column.offering.service_levels.all()}
    titles = {"availability": "Availability"} | titles

    def promised(code: str) -> Callable[[Column], Cell]:
        def answer(column: Column) -> Cell:
            for level in column.offering.service_levels.all():
                if level.code == code:
                    return Cell(promise_of(level))
            return Cell("None promised") if column.offering.no_service_level_promised else GAP

        return answer

    def measured(column: Column) -> Cell:
        levels = [level for level in column.offering.service_levels.all() if level.code == "availability"]
        facts = getattr(column.offering, "facts", None)
        if facts is None or facts.measured_availability is None:
            return Cell("Not measured yet", gap=True)
        value = facts.measured_availability
        return Cell(percent_down(value, 2), measured=value, target=levels[0].target if levels else None)

    def credit(column: Column) -> Cell:
        caps = [level.credit_cap_percent for level in column.offering.service_levels.all()]
        largest = max((cap for cap in caps if cap is not None), default=None)
        return _stated(percent_down(largest) if largest is not None else "")

    rows = [_row(f"{title} promised", columns, promised(code)) for code, title in titles.items()]
    rows.insert(1, _row("Availability measured", columns, measured, "by the Office of the CIO"))
    rows.append(_row("Largest credit in a month", columns, credit))
    rows.append(_row("Support hours", columns, lambda column: _stated(column.offering.support_hours)))
    return Group("Service levels", rows)


def _assurance(columns: Sequence[Column]) -> Group:
    def of(answer: Callable[[Offering], Any]) -> Callable[[Column], Cell]:
        return lambda column: _stated(answer(column.offering))

    def certification(column: Column) -> Cell:
        on = column.offering.authorised_on or column.offering.ready_on
        return Cell(column.offering.get_certification_display(), date(on) if on else "")

    def api(offering: Offering) -> str:
        return {True: "Yes", False: "No", None: ""}[offering.open_api]

    rows = [
        _row("Certification", columns, certification),
        _row("Impact level", columns, of(lambda offering: offering.get_impact_level_display())),
        _row("Assessor", columns, of(lambda offering: offering.assessor)),
        _row("Service model", columns, of(lambda offering: ", ".join(offering.service_model_labels))),
        _row("Deployment", columns, of(lambda offering: offering.get_deployment_display())),
        _row("Where data is kept", columns, of(lambda offering: offering.data_location)),
        _row("Sign-in", columns, of(lambda offering: offering.sign_in)),
        _row("Open API", columns, of(api)),
    ]
    return Group("Assurance", rows)


def _terms(columns: Sequence[Column]) -> Group:
    def used(column: Column) -> Cell:
        facts = getattr(column.offering, "facts", None)
        count = facts.used_by_count if facts else 0
        return Cell(f"{count:,} {'agency' if count == 1 else 'agencies'}") if count else Cell("No agency known")

    def ordering(column: Column) -> Cell:
        return Cell("On the office’s standard terms") if column.offering.is_orderable else Cell("Ask the broker")

    def leaving(column: Column) -> Cell:
        lines = column.offering.exit_term_lines
        return Cell("", lines=lines) if lines else GAP

    def term(column: Column) -> Cell:
        months = column.plan.minimum_term_months if column.plan else 0
        return Cell(f"{months} {plural('month', months)}") if months else GAP

    def delivery(column: Column) -> Cell:
        return _stated(column.offering.get_delivery_mode_display().partition(":")[0])

    rows = [
        _row("How to order", columns, ordering),
        _row("Delivery", columns, delivery),
        _row("Used by", columns, used),
        _row("Minimum term", columns, term),
        _row("How you get out", columns, leaving),
    ]
    return Group("Terms", rows)
