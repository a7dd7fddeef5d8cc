"""The questions of a comparison and how an offering answers each; what a listing does not say is named."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from marketplace.components.charts.parts import Part
from marketplace.components.formats import date, money, percent_down, plural

from .facts import VendorScore
from .measured import MeasuredLevel, measured_levels
from .models import Offering, OfferingFacts
from .page import meter_low, parts_of
from .plans import Plan
from .pricing import CostParts
from .requirements import Requirement, Tally, Verdict
from .words import article, coming_note, credits_of, promise_of

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
    verdict: Verdict | None = None

    @property
    def low(self) -> Decimal:
        return meter_low(self.target, self.measured)

    @property
    def plain(self) -> str:
        """All of it in one text, for files."""
        said = [self.text, *self.lines, *(f"{part.label} {money(part.amount)}" for part in self.parts), self.note]
        return "; ".join(text for text in said if text)


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
    tally: Tally | None = None
    score: VendorScore | None = None


def _row(head: str, columns: Sequence[Column], answer: Callable[[Column], Cell], note: str = "") -> Row:
    return Row(head, [answer(column) for column in columns], note)


def _stated(value: Any, note: str = "") -> Cell:
    return Cell(str(value), note) if value not in (None, "") else GAP


def cost_rows(columns: Sequence[Column]) -> Group:
    judged = any(column.tally for column in columns)
    # Beside one that fails a must-have, its lower price says nothing.
    fit = [column for column in columns if column.cost and not (column.tally and not column.tally.meets_all)]
    priced = [column.cost.total for column in fit or columns if column.cost]
    lowest = min(priced, default=Decimal(0))
    lowest_of = "lowest of those that meet all" if judged and fit else "lowest of those with a price"

    def total(column: Column) -> Cell:
        if column.cost is None:
            return Cell("Price not stated", gap=True)
        more = column.cost.total - lowest
        if sum(column.cost is not None for column in columns) < 2:
            note = ""
        elif more < 0:
            note = f"{money(-more, 0)} less, and does not meet all"
        else:
            note = f"{money(more, 0)} more" if more else lowest_of
        return Cell(money(column.cost.total, 0), ", ".join(filter(None, [column.cost.plus, note])), strong=True)

    def each(column: Column) -> Cell:
        if column.cost is None or column.plan is None:
            return Cell("–")
        unit = "" if column.plan.unit == "user" else f"{article(column.plan.unit)} {column.plan.unit} and month"
        return Cell(money(column.cost.per_unit_and_month), unit)

    def parts(column: Column) -> Cell:
        return Cell("", parts=parts_of(column.cost)) if column.cost else Cell("–")

    def plan(column: Column) -> Cell:
        if column.plan is None:
            return Cell("–")
        return Cell(column.plan.name, " ".join(filter(None, [column.plan.includes, coming_note(column.plan)])))

    def usage(column: Column) -> Cell:
        if column.plan is None or column.cost is None:
            return Cell("–")
        labels = {charge["name"] for charge in column.plan.usage_charges}
        lines = [f"{line.label}: {line.how}" for line in column.cost.lines if line.label in labels]
        return Cell("", lines=lines) if lines else Cell("–")

    def discounts(column: Column) -> Cell:
        reductions = [line for line in column.cost.lines if line.amount < 0] if column.cost else []
        lines = [f"{line.label}: {line.how}, {money(line.amount)}" for line in reductions]
        return Cell("", lines=lines) if lines else Cell("–")

    rows = [
        _row("Total", columns, total),
        _row("In parts, same scale", columns, parts),
        _row("A user and month", columns, each),
        _row("Plan", columns, plan, "the one that costs least for this"),
    ]
    metered = _row("Billed as used", columns, usage, "on top where you gave no figure")
    reduced = _row("Discounts", columns, discounts, "taken off above")
    rows += [row for row in (reduced, metered) if any(cell.lines for cell in row.cells)]
    return Group("Cost", rows)


def requirement_rows(requirements: Sequence[Requirement], columns: Sequence[Column]) -> Group:
    def answer(place: int, column: Column) -> Cell:
        judged = column.tally.judged[place] if column.tally else None
        return Cell(judged.verdict.capitalize(), judged.because, verdict=judged.verdict) if judged else GAP

    rows = [
        Row(requirement.sentence, [answer(place, column) for column in columns])
        for place, requirement in enumerate(requirements)
    ]
    return Group("What you require", rows)


def measured_note(facts: OfferingFacts) -> str:
    """Window, coverage and source of a measured figure."""
    said = []
    if facts.measured_from and facts.measured_to:
        # The window is half-open: its last day is the one before it ends.
        last = facts.measured_to - datetime.timedelta(seconds=1)
        said.append(f"{date(facts.measured_from)} to {date(last)}")
    if facts.measured_coverage is not None:
        said.append(f"{percent_down(facts.measured_coverage, 1)} of the time covered")
    if facts.measured_by:
        said.append(f"by {facts.measured_by}")
    return ", ".join(said)


def level_rows(columns: Sequence[Column]) -> Group:
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
        target = levels[0].target if levels else None
        return Cell(percent_down(value, 2), measured_note(facts), measured=value, target=target)

    def scored(column: Column) -> Cell:
        if column.score is None:
            return Cell("No scorecard yet", gap=True)
        note = f"scorecard {column.score.reference}, twelve months to {column.score.last_month:%B %Y}"
        return Cell(f"{column.score.score} of 100", note)

    def credit(column: Column) -> Cell:
        most = [level.largest_credit for level in column.offering.service_levels.all()]
        largest = max((each for each in most if each is not None), default=None)
        return _stated(percent_down(largest) if largest is not None else "")

    def steps(column: Column) -> Cell:
        levels = [level for level in column.offering.service_levels.all() if level.code == "availability"]
        lines = credits_of(levels[0]) if levels else []
        return Cell("", lines=lines) if lines else GAP

    rows = [_row(f"{title} promised", columns, promised(code)) for code, title in titles.items()]
    rows.insert(1, _row("Availability measured", columns, measured))
    rows += counted_rows(columns)
    rows.append(_row("Credit if availability is missed", columns, steps))
    rows.append(_row("Largest credit in a month", columns, credit))
    rows.append(_row("Score of its vendor", columns, scored))
    rows.append(_row("Support hours", columns, lambda column: _stated(column.offering.support_hours)))
    return Group("Service levels", rows)


def counted_rows(columns: Sequence[Column]) -> list[Row]:
    """Speed, first answers and fixes as they were counted: a row for each time that somebody promised by contract."""
    counted = [{one.head: one for one in measured_levels(column.offering)} for column in columns]

    def measured(levels: dict[str, MeasuredLevel], head: str) -> Cell:
        return Cell(levels[head].figure, levels[head].note) if head in levels else Cell("Not measured yet", gap=True)

    heads = sorted({head for levels in counted for head in levels})
    return [Row(f"{head} measured", [measured(levels, head) for levels in counted]) for head in heads]


def assurance_rows(columns: Sequence[Column]) -> Group:
    def of(answer: Callable[[Offering], Any]) -> Callable[[Column], Cell]:
        return lambda column: _stated(answer(column.offering))

    def certification(column: Column) -> Cell:
        on = column.offering.authorised_on or column.offering.ready_on
        until = column.offering.authorised_until
        # Days of the reader, as on the offering's own page.
        ended = f"lapsed on {date(until)}" if until and until < timezone.localdate() else ""
        return Cell(column.offering.get_certification_display(), ended or (date(on) if on else ""))

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
        _row("Data comes out as", columns, of(lambda offering: ", ".join(dict(offering.export_formats).values()))),
        _row("Data standards", columns, of(lambda offering: ", ".join(dict(offering.data_standards).values()))),
    ]
    return Group("Assurance", rows)


def term_rows(columns: Sequence[Column]) -> Group:
    def used(column: Column) -> Cell:
        facts = getattr(column.offering, "facts", None)
        here, elsewhere = (facts.under_contract_count, facts.used_by_count) if facts else (0, 0)
        words = [f"{here:,} with a contract here"] if here else []
        words += [f"{elsewhere:,} {'agency' if elsewhere == 1 else 'agencies'} known"] if elsewhere else []
        return Cell(", ".join(words)) if words else Cell("No agency known")

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
