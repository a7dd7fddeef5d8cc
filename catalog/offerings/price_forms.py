"""The form on which new prices of a plan are announced: filled in with today's, what differs is the change."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms

from marketplace.components.widgets import DateInput, MoneyInput
from marketplace.files.cells import CellRefused

from .plans import Plan
from .uploads.price_cells import (
    DISCOUNTS_HELP,
    TIERS_HELP,
    USAGE_HELP,
    discounts,
    discounts_cell,
    tiers,
    tiers_cell,
    usage_cell,
    usage_charges,
)

AMOUNTS = {
    "price": "Price",
    "setup_charge": "Set-up charge, once",
    "data_move_charge": "Moving data in, once",
    "support_per_year": "Support a year",
}
LISTS: dict[str, tuple[str, str, Callable, Callable]] = {
    "tiers": ("Prices by quantity", TIERS_HELP, tiers, tiers_cell),
    "discounts": ("Discounts", DISCOUNTS_HELP, discounts, discounts_cell),
    "usage_charges": ("Usage charges", USAGE_HELP, usage_charges, usage_cell),
}


class PlanPricesForm(forms.Form):
    """New prices of one plan and the day on which they begin."""

    begins_on = forms.DateField(
        label="From which day?",
        help_text="They begin at midnight, by the clock of the broker office.",
        widget=DateInput,
        error_messages={"required": "Enter the first day of the new prices", "invalid": "Enter a day of the calendar"},
    )
    latest_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for name, label in AMOUNTS.items():
            self.fields[name] = forms.DecimalField(
                label=label,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                widget=MoneyInput,
                error_messages={"required": "Enter an amount; 0 if nothing", "invalid": "Enter an amount in figures"},
            )
            self.initial.setdefault(name, getattr(plan, name))
        for name, (label, help_text, _, write) in LISTS.items():
            self.fields[name] = forms.CharField(label=label, required=False, max_length=1_000, help_text=help_text)
            self.initial.setdefault(name, write(getattr(plan, name)))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for name, (_, _, read, _) in LISTS.items():
            try:
                answers[name] = read(answers.get(name) or "")
            except CellRefused as refusal:
                self.add_error(name, f"{refusal.wrong} {refusal.remedy}")
        return answers

    @property
    def change(self) -> dict[str, Any]:
        """What differs on that day from what would hold anyway, as a plan keeps it."""
        answers = self.cleaned_data
        before = self.plan.on(answers["begins_on"])
        wanted = {name: answers[name] for name in (*AMOUNTS, *LISTS)}
        different = {name: value for name, value in wanted.items() if value != getattr(before, name)}
        kept = {name: f"{value:.2f}" if isinstance(value, Decimal) else value for name, value in different.items()}
        return {"from": answers["begins_on"].isoformat(), **kept}
