"""Forms of budgets, of seats in use, and of the levy's returns."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms

from contracts.orders.models import Order
from marketplace.organisations.models import Organisation

MONTHS_TO_CHOOSE = 12


class BudgetForm(forms.Form):
    """A year's budget, in all or on one program."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="Agency")
    fiscal_year = forms.IntegerField(
        label="Fiscal year", min_value=2000, max_value=2100, help_text="Named by the year in which it ends, in June."
    )
    program = forms.CharField(
        label="Program", required=False, max_length=120, help_text="As orders name their funding. Empty: all of them."
    )
    amount = forms.DecimalField(label="What may be spent", min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(self, *args: Any, agencies: set[int], fiscal_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Organisation.objects.agencies().filter(pk__in=agencies)
        self.fields["agency"].queryset = choices  # type: ignore[attr-defined]
        self.initial |= {"agency": choices.first(), "fiscal_year": fiscal_year}


class SeatsForm(forms.Form):
    """How many people used an order in a month."""

    month = forms.ChoiceField(label="Month")
    active = forms.IntegerField(label="Different people who used it in the month", min_value=0, max_value=10_000_000)

    def __init__(self, *args: Any, today: datetime.date, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months, day = [], today.replace(day=1)
        for _ in range(MONTHS_TO_CHOOSE):
            if order.starts_on and order.starts_on < (day + datetime.timedelta(days=31)).replace(day=1):
                months.append((day.isoformat(), f"{day:%B %Y}"))
            day = (day - datetime.timedelta(days=1)).replace(day=1)
        self.fields["month"].choices = months  # type: ignore[attr-defined]

    def clean_month(self) -> datetime.date:
        return datetime.date.fromisoformat(self.cleaned_data["month"])


class LevyForm(forms.Form):
    """A line an order; all empty is a nil return, which has to be said."""

    def __init__(self, *args: Any, orders: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in orders:
            self.fields[f"order_{one['order']}"] = forms.DecimalField(
                label=f"{one['reference']}, {one['what']}",
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                help_text="Billed in the month, before levy.",
            )
        self.fields["nil"] = forms.BooleanField(label="We billed nothing in this month", required=False)
        self.fields["note"] = forms.CharField(
            label="Note to the office", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("nil")) == any(self.amounts.values()):
            raise forms.ValidationError("Enter what you billed, or say that it was nothing: one of the two.")
        return given

    @property
    def amounts(self) -> dict[int, Decimal]:
        return {
            int(name.removeprefix("order_")): amount
            for name, amount in self.cleaned_data.items()
            if name.startswith("order_") and amount
        }


class SettleForm(forms.Form):
    words = forms.CharField(
        label="How was it settled?",
        max_length=1000,
        help_text="The vendor reads it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
