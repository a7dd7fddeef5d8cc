"""Forms of plans and promised service levels: shapes only."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.offerings.credit_steps import MOST_STEPS, check_credit_steps, misfit_with, plain
from catalog.offerings.models import OfferedServiceLevel, Offering, Plan
from catalog.offerings.price_forms import AMOUNTS, LISTS
from catalog.taxonomy.models import DeliveryMode
from marketplace.components.widgets import MoneyInput, WholeNumberInput
from marketplace.files.cells import CellRefused

from .forms import PartForm, day_field, model_field

MOST_TIERS, SPARE_TIERS = 12, 2
STEPS_SHOWN = 3
CELLS = ("discounts", "usage_charges")
FIGURES = {"invalid": "Enter figures, such as 12", "min_value": "Enter at least %(limit_value)s"}


class OrderingForm(PartForm):
    """Whether and how it can be ordered."""

    on_standard_terms = model_field(
        "on_standard_terms",
        "Agencies can order it on the office’s standard terms",
        help_text="Then plans, service levels or none promised, a place of data and terms of exit are needed. "
        "Without it the offering is listed, and its page says “ask the broker”.",
    )
    delivery_mode = forms.ChoiceField(
        label="Who delivers?", required=False, choices=[("", "Not stated"), *DeliveryMode.choices]
    )
    prices_from = day_field("prices_from", "Prices hold from")
    prices_until = day_field("prices_until", "Prices hold until")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begun, ends = given.get("prices_from"), given.get("prices_until")
        if begun and ends and ends < begun:
            self.add_error("prices_until", "It ends before it begins. Change one of the two days")
        return given


class PromiseForm(PartForm):
    """Whether anything is promised at all."""

    no_service_level_promised = model_field("no_service_level_promised", "No service level is promised")


def _amount(label: str, **changes: Any) -> forms.DecimalField:
    words = {"required": "Enter an amount; 0 if nothing", "invalid": "Enter an amount in figures, such as 19.50"}
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=MoneyInput,
        error_messages=words | {"min_value": "Enter 0 or more"},
        **changes,
    )


def _count(label: str, lowest: int, highest: int, **changes: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        widget=WholeNumberInput,
        error_messages=FIGURES | {"required": f"Enter figures; {lowest} if there is none"},
        **changes,
    )


class PlanForm(forms.Form):
    """One way to buy it. Prices by quantity stand in rows."""

    use_required_attribute = False

    name = forms.CharField(label="Name of the plan", max_length=100, error_messages={"required": "Name the plan"})
    includes = forms.CharField(label="What is in it?", max_length=300, required=False)
    unit = forms.CharField(
        label="What is counted?",
        max_length=60,
        help_text="In the singular: user, agent, device.",
        error_messages={"required": "Say what is counted, such as user"},
    )
    price = _amount("Price of one, for each interval")
    interval = forms.ChoiceField(label="Paid by the", choices=Plan.Interval.choices, widget=forms.RadioSelect)
    minimum_term_months = _count("Shortest term, in months", 1, 120)
    included_quantity = _count("Smallest quantity that is charged", 0, 10_000_000)
    setup_charge = _amount(AMOUNTS["setup_charge"])
    data_move_charge = _amount(AMOUNTS["data_move_charge"])
    support_per_year = _amount(AMOUNTS["support_per_year"])

    def __init__(self, data: Any = None, *, plan: Plan, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.plan = plan
        self.initial.update({name: getattr(plan, name) for name in self.base_fields} if plan.name else {
            "interval": plan.interval, "minimum_term_months": 1, "included_quantity": 0,
            "setup_charge": Decimal(0), "data_move_charge": Decimal(0), "support_per_year": Decimal(0),
        })  # fmt: skip
        sent = sum(name.startswith("tier_from_") for name in data or ())
        self.numbers = range(1, min(max(len(plan.tiers), sent) + SPARE_TIERS, MOST_TIERS) + 1)
        for row in self.numbers:
            self.fields[f"tier_from_{row}"] = _count(f"From quantity, row {row}", 1, 10_000_000, required=False)
            self.fields[f"tier_price_{row}"] = _amount(f"Price of one, row {row}", required=False)
        self.fields["tier_from_1"].help_text = "Where one costs less from a quantity on; each row is one such price."
        for row, tier in enumerate(plan.tiers, 1):
            self.initial.update({f"tier_from_{row}": tier["from"], f"tier_price_{row}": Decimal(tier["price"])})
        for name in CELLS:
            label, help_text, _, write = LISTS[name]
            self.fields[name] = forms.CharField(label=label, required=False, max_length=1_000, help_text=help_text)
            self.initial[name] = write(getattr(plan, name))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in CELLS:
            try:
                given[name] = LISTS[name][2](given.get(name) or "")
            except CellRefused as refusal:
                self.add_error(name, f"{refusal.wrong} {refusal.remedy}")
        given["tiers"] = self._tiers(given)
        return given

    def _tiers(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        tiers: list[dict[str, Any]] = []
        for row in self.numbers:
            start, price = given.get(f"tier_from_{row}"), given.get(f"tier_price_{row}")
            if start is None and price is None:
                continue
            if start is None and f"tier_from_{row}" not in self.errors:
                self.add_error(f"tier_from_{row}", "Enter the quantity from which this price holds")
            elif price is None and f"tier_price_{row}" not in self.errors:
                self.add_error(f"tier_price_{row}", "Enter the price from that quantity on")
            elif tiers and start is not None and start <= tiers[-1]["from"]:
                self.add_error(f"tier_from_{row}", "Each row starts at a larger quantity than the one before")
            elif start is not None and price is not None:
                tiers.append({"from": start, "price": f"{price:.2f}"})
        return tiers

    @property
    def values(self) -> dict[str, Any]:
        """What the plan holds now, by the names of the model."""
        return {name: self.cleaned_data[name] for name in (*self.base_fields, "tiers", *CELLS)}


def _percent(label: str, places: int = 2, **changes: Any) -> forms.DecimalField:
    wanted: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 100, "max_digits": places + 3}
    return forms.DecimalField(
        label=label,
        decimal_places=places,
        widget=WholeNumberInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Enter a percentage in figures"} | changes.pop("error_messages", {}),
        **wanted | changes,
    )


class LevelForm(forms.Form):
    """One service level that is promised. What a miss earns stands in rows, the first of which begins at the target."""

    use_required_attribute = False

    title = forms.CharField(
        label="What is promised?",
        max_length=100,
        help_text="Such as Availability, First answer, Fix of a fault.",
        error_messages={"required": "Name it, such as Availability"},
    )
    target = _percent(
        "In how many of a hundred cases, at least?",
        4,
        help_text="Percent, such as 99.9",
        required=True,
        error_messages={"required": "Enter a percentage, such as 99.9"},
    )
    within_minutes = _count(
        "Within how many minutes?", 1, 1_000_000, required=False, help_text="For answers and fixes alone."
    )
    convention = forms.ChoiceField(
        label="How does agreed maintenance count?",
        choices=OfferedServiceLevel.Convention.choices,
        widget=forms.RadioSelect,
    )
    minimum_outage_minutes = _count("Shortest outage that counts, in minutes", 0, 1_440)
    degraded_counts_as_down = forms.BooleanField(label="A degraded service counts as down", required=False)
    credit_cap_percent = _percent("Highest credit of a month, in percent of the monthly fee")

    def __init__(self, data: Any = None, *, level: OfferedServiceLevel, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.level = level
        self.initial.update({name: getattr(level, name) for name in self.base_fields})
        if level.target is not None:
            self.initial["target"] = level.target.normalize()
        credits = level.credits if level.target is not None else []
        sent = sum(name.startswith("step_percent_") for name in data or ())
        self.numbers = range(1, min(max(len(credits) + 1, sent, STEPS_SHOWN), MOST_STEPS) + 1)
        for row in self.numbers:
            if row > 1:
                self.fields[f"step_below_{row}"] = _percent(f"And under which percentage? Step {row}", 4)
            self.fields[f"step_percent_{row}"] = _percent(f"Credit from there on, step {row}")
        self.fields["step_percent_1"].label = "Credit when it is missed, in percent of the monthly fee"
        self.fields["step_percent_1"].help_text = "Empty if nothing is credited. Deeper misses can earn more, below."
        for row, step in enumerate(credits, 1):
            self.initial[f"step_percent_{row}"] = step.percent.normalize()
            self.initial[f"step_below_{row}"] = step.below.normalize()
        self.order_fields([*(name for name in self.fields if name != "credit_cap_percent"), "credit_cap_percent"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        steps = self._steps(given)
        if not self.errors:
            try:
                check_credit_steps(steps)
            except ValidationError as refusal:
                self.add_error("step_percent_1", " ".join(refusal.messages))
            if wrong := misfit_with(given["target"], steps):
                self.add_error("step_below_2", wrong)
            if given.get("credit_cap_percent") is not None and not steps:
                self.add_error("step_percent_1", "A highest credit is given and no credit. Enter what a miss earns")
        given["credit_steps"] = steps
        return given

    def _steps(self, given: dict[str, Any]) -> list[dict[str, str]]:
        steps: list[dict[str, str]] = []
        for row in self.numbers:
            below, percent = given.get(f"step_below_{row}"), given.get(f"step_percent_{row}")
            if below is None and percent is None:
                continue
            if percent is None:
                self._ask(f"step_percent_{row}", "Enter what is credited from there on")
            elif row > 1 and below is None:
                self._ask(f"step_below_{row}", "Enter the percentage under which this is credited")
            elif row > 1 and not steps:
                self._ask("step_percent_1", "Enter what the first miss earns")
            else:
                edge = {"below": plain(below)} if below is not None else {}
                steps.append({**edge, "percent": plain(percent)})
        return steps

    def _ask(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    @property
    def values(self) -> dict[str, Any]:
        """What the service level holds now, by the names of the model. Steps of its own replace a named template."""
        return {name: self.cleaned_data[name] for name in (*self.base_fields, "credit_steps")} | {"credit_template": ""}


def plan_of(version: Offering, code: Any) -> Plan | None:
    """The version's plan of that code."""
    return next((plan for plan in version.plans.all() if plan.code == code), None)
