"""What an offering's page shows beyond its fields: the cost for my users, the price table, what comes due."""

import calendar
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from marketplace.components.charts.parts import Part
from marketplace.components.formats import plural

from .forms import PlanCostForm, plan_cost_form
from .levies import levy_percents
from .measured import MeasuredLevel, measured_levels
from .plans import OfferedServiceLevel, Plan, plans_on
from .pricing import CostLine, CostParts, cost_parts, tier_price
from .words import (
    article,
    coming_note,
    credits_of,
    first_sentence,
    plan_notes,
    promise_of,
    rate_of,
    site_name,
    web_address,
)

if TYPE_CHECKING:
    from .facts import OfferingFacts
    from .models import Offering

USES_SHOWN = 6
ALIKE_SHOWN = 5
ASSESSMENT_SOON_DAYS = 60
# The same part has the same colour on every page.
COLOURS = {"Licences": 1, "Price": 1, "Set-up": 2, "Moving your data": 3, "Support": 4, "Broker levy": 6}
OTHER_COLOUR = 5


def meter_low(target: Decimal | None, measured: Decimal | None) -> Decimal:
    """Where a meter begins, so that a tenth of a percent can be seen."""
    lowest = min((value for value in (target, measured) if value is not None), default=Decimal(0))
    return Decimal(99) if lowest >= Decimal("99.2") else max(Decimal(0), lowest - 5)


def colour_of(line: CostLine) -> int:
    """The chart colour of a part of a cost."""
    return COLOURS.get(line.label, OTHER_COLOUR)


def parts_of(cost: CostParts) -> list[Part]:
    """A cost as the parts of a bar: a discount shortens what it is taken from, and what is open has no length."""
    saved = sum((line.amount for line in cost.lines if line.amount < 0), Decimal(0))
    rest = [Part(line.label, line.amount, colour_of(line)) for line in cost.lines[1:] if line.amount >= 0]
    first = cost.lines[0]
    label = f"{first.label} after discount" if saved else first.label
    return [Part(label, first.amount + saved, colour_of(first)), *(part for part in rest if part.amount)]


@dataclass(frozen=True)
class CostShown:
    """A cost with all that its section says: `asked` differs from what is charged where a plan has minimums."""

    plan: Plan
    cost: CostParts
    asked_quantity: int
    asked_months: int
    coming_on: datetime.date | None = None
    coming: CostParts | None = None

    @property
    def rate(self) -> str:
        return rate_of(self.plan)

    @property
    def each(self) -> str:
        """What the price of one unit and month is for, whatever the plan's interval."""
        return f"{article(self.plan.unit)} {self.plan.unit} and month"

    @property
    def amount(self) -> str:
        """What is charged for: "240 users, 36 months"."""
        quantity, months = self.cost.quantity, self.cost.months
        return f"{quantity:,} {plural(self.plan.unit, quantity)}, {months} {plural('month', months)}"

    @property
    def least(self) -> str:
        """The plan's minimums in words."""
        quantity, months = max(1, self.plan.included_quantity), self.plan.minimum_term_months
        return f"{quantity:,} {plural(self.plan.unit, quantity)} and {months} {plural('month', months)}"

    @property
    def rows(self) -> list[tuple[CostLine, int]]:
        return [(line, colour_of(line)) for line in self.cost.lines]

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.cost)

    @property
    def finding(self) -> str:
        """The largest part in words, for those who do not see the bar."""
        largest = max(self.parts, key=lambda part: part.amount)
        if not self.cost.total:
            return "Nothing is charged"
        return f"{largest.label} is the largest part, {largest.amount * 100 / self.cost.total:.0f} percent"

    @property
    def is_more_than_asked(self) -> bool:
        return (self.cost.quantity, self.cost.months) != (self.asked_quantity, self.asked_months)


@dataclass(frozen=True)
class PriceTable:
    """Prices by plan and quantity: one column for each quantity at which a price of any plan changes."""

    heads: Sequence[str]
    rows: Sequence[tuple[Plan, str, Sequence[str], Sequence[tuple[str, Decimal]]]]


@dataclass(frozen=True)
class Promise:
    """A promised service level beside what was measured of it."""

    level: OfferedServiceLevel
    measured: Decimal | None

    @property
    def words(self) -> str:
        return promise_of(self.level)

    @property
    def credits(self) -> list[str]:
        return credits_of(self.level)

    @property
    def low(self) -> Decimal:
        return meter_low(self.level.target, self.measured)


@dataclass(frozen=True)
class OfferingPage:
    """Everything derived that templates/catalog/offerings/offering_detail.html shows."""

    form: PlanCostForm | None
    cost: CostShown | None
    prices: PriceTable | None
    promises: Sequence[Promise]
    facts: "OfferingFacts | None"
    uses: Sequence
    more_uses: Sequence
    like_it: Sequence
    assessment_due_on: datetime.date | None
    days_to_assessment: int
    gaps: Sequence[str]
    order_query: str
    website: str
    site: str
    opening: str
    answers: Sequence = ()
    authorisation_lapsed: bool = False
    measured: Sequence[MeasuredLevel] = ()

    @property
    def assessment_is_soon(self) -> bool:
        return self.assessment_due_on is not None and self.days_to_assessment <= ASSESSMENT_SOON_DAYS

    @property
    def quantity_label(self) -> str:
        """What the first field of the cost asks for: "Users" where every plan counts users, else "Quantity"."""
        units = {plan.unit for plan in self.form.plans.values()} if self.form else set()
        return plural(units.pop(), 2).capitalize() if len(units) == 1 else "Quantity"


def offering_page(
    offering: "Offering", *, sent: Mapping[str, str], today: datetime.date, prices_on: datetime.date | None = None
) -> OfferingPage:
    """The page of one offering, loaded with load_for_page(), for the quantity, term and plan that the address asks for.

    `today` is the reader's, `prices_on` the day by the office's clock; the same where only one is given.
    """
    plans = plans_on(offering, prices_on or today)
    form = plan_cost_form(sent, plans) if plans else None
    uses = list(offering.agency_uses.all()) if offering.pk else []
    due = next_assessment(offering.annual_assessment, today)
    return OfferingPage(
        form=form,
        cost=_cost(offering, form, prices_on or today) if form else None,
        prices=price_table(plans) if plans else None,
        promises=[Promise(level, measured_of(offering, level)) for level in offering.service_levels.all()],
        facts=getattr(offering, "facts", None),
        uses=uses[:USES_SHOWN],
        more_uses=uses[USES_SHOWN:],
        like_it=list(offering.likenesses.all())[:ALIKE_SHOWN] if offering.pk else [],
        assessment_due_on=due,
        days_to_assessment=(due - today).days if due else 0,
        gaps=_gaps(offering, plans),
        order_query=urlencode(_order(offering, form) | _need(sent)),
        website=web_address(offering.website),
        site=site_name(offering.website),
        opening=first_sentence(offering.description),
        answers=offering.shown_answers(on=today),
        authorisation_lapsed=offering.authorised_until is not None and offering.authorised_until < today,
        measured=measured_levels(offering),
    )


def _gaps(offering: "Offering", plans: Sequence[Plan]) -> list[str]:
    """What the listing leaves open, for those who think of asking for it."""
    gaps = (
        (plans, "The vendor states no price."),
        (offering.service_levels.all() or offering.no_service_level_promised, "No service level is stated."),
        (offering.exit_term_lines, "How you get out is not stated."),
        (offering.on_standard_terms, "No contract with the state covers it yet."),
    )
    return [sentence for stated, sentence in gaps if not stated]


def _need(sent: Mapping[str, str]) -> dict[str, str]:
    """The need that led here goes on with the request, so that the chain does not break."""
    return {"need": sent["need"]} if sent.get("need") else {}


def _order(offering: "Offering", form: PlanCostForm | None) -> dict[str, str]:
    """What a request takes over from this page."""
    order = {"offering": offering.slug}
    if form and not form.errors:
        chosen = form.cleaned_data
        order |= {"plan": chosen["plan"], "quantity": str(chosen["users"]), "months": str(chosen["months"])}
        order |= dict(form.usage_kept)
    return order


def measured_of(offering: "Offering", level: OfferedServiceLevel) -> Decimal | None:
    """The measured figure of a service level: of the time in service, or of answers and fixes in the same time."""
    for one in measured_levels(offering):
        if (one.code, one.limit) == (level.code, level.within_minutes):
            return one.percent
    facts = getattr(offering, "facts", None)
    return facts.measured_availability if facts and level.code == "availability" else None


def _cost(offering: "Offering", form: PlanCostForm, on: datetime.date) -> CostShown | None:
    """None where the form holds a value that no cost can be worked out from."""
    if form.errors:
        return None
    plan = form.plans[form.cleaned_data["plan"]]
    quantity, months = form.cleaned_data["users"], form.cleaned_data["months"]
    asked = (quantity, months, offering.delivery_mode, form.usage, levy_percents([offering], on)[offering.pk])
    cost = cost_parts(plan, *asked)
    if plan.coming is None:
        return CostShown(plan, cost, quantity, months)
    day, then = plan.coming
    after = cost_parts(then, *asked)
    return CostShown(plan, cost, quantity, months, day, after)


def price_table(plans: Sequence[Plan]) -> PriceTable:
    """The prices of all plans at each quantity where one of them changes."""
    starts = sorted({1} | {tier["from"] for plan in plans for tier in plan.tiers})
    heads = [f"{start:,} to {after - 1:,}" for start, after in zip(starts, starts[1:], strict=False)]
    heads = [*heads, f"{starts[-1]:,} and more"] if heads else ["Price"]
    rows = []
    for plan in plans:
        prices = [tier_price(plan, start) for start in starts]
        notes = [*plan_notes(plan), *filter(None, [coming_note(plan)])]
        rows.append((plan, rate_of(plan), notes, list(zip(heads, prices, strict=True))))
    return PriceTable(heads, rows)


def next_assessment(month_and_day: str, today: datetime.date) -> datetime.date | None:
    """The next day of the yearly assessment, from "12/22"; None where the listing gives no such day."""
    month, _, day = month_and_day.partition("/")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    for year in (today.year, today.year + 1):
        last = calendar.monthrange(year, int(month))[1]
        due = datetime.date(year, int(month), min(int(day), last))
        if due >= today:
            return due
    return None
