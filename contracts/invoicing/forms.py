"""The forms that ask for a month to bill, and for what was used in one."""

import datetime
from typing import Any

from django import forms

from catalog.offerings.price_terms import usage_key
from catalog.offerings.pricing import MOST_USED
from contracts.orders.models import Order

MONTHS_TO_CHOOSE = 12


def _months_before(today: datetime.date) -> list[datetime.date]:
    months, first = [], today.replace(day=1)
    for _ in range(MONTHS_TO_CHOOSE):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
        months.append(first)
    return months


class MonthForm(forms.Form):
    """The months that are over, the last one first."""

    month = forms.ChoiceField(label="Which month?", error_messages={"required": "Choose a month"})

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(first.isoformat(), f"{first:%B %Y}") for first in _months_before(today)]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]

    @property
    def period(self) -> datetime.date:
        return datetime.date.fromisoformat(self.cleaned_data["month"])


class UseForm(MonthForm):
    """A whole number for each charge of an order; those left empty are not told."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for charge in order.usage:
            self.fields[f"use_{usage_key(charge)}"] = forms.IntegerField(
                label=f"{charge['name']}: how many were used?",
                required=False,
                min_value=0,
                max_value=MOST_USED - 1,
                help_text=f"Counted in: {charge['unit']}. With the {charge['included']:,} that a month includes."
                if charge["included"]
                else f"Counted in: {charge['unit']}.",
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.used:
            raise forms.ValidationError("Enter how many were used; nothing at all is 0.")
        return given

    @property
    def used(self) -> dict[str, int]:
        """By the key of the charge."""
        told = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("use_"))
        return {name.removeprefix("use_"): value for name, value in told if value is not None}
