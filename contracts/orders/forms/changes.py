"""The forms of a change: shapes only; the rules are in changes.py and actions/changing.py."""

import datetime

from django import forms

from catalog.offerings.pricing import LARGEST_QUANTITY
from marketplace.components.formats import day
from marketplace.components.widgets import DateInput, WholeNumberInput

from ..changes import ChangeTerms, earliest_end, ending_terms, first_days, quantity_terms
from ..models import Order
from .requests import VersionForm


class ChangeForm(VersionForm):
    """What every change says: why."""

    words = forms.CharField(
        label="Why? The approver reads this",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )
    field_order: list[str] = []

    def __init__(self, *args, order: Order, on: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.order, self.on = order, on

    @property
    def terms(self) -> ChangeTerms:
        """Everything before and after. Raises ChangeImpossible."""
        raise NotImplementedError

    @property
    def asked(self) -> dict:
        """What the action takes."""
        return self.cleaned_data


class QuantityForm(ChangeForm):
    """So many from the first day of a month on."""

    quantity = forms.IntegerField(
        label="How many from then on?",
        min_value=1,
        max_value=LARGEST_QUANTITY,
        widget=WholeNumberInput,
        error_messages={"required": "Enter how many, for example 300", "invalid": "Enter a whole number, such as 300"},
    )
    holds_from = forms.ChoiceField(
        label="From which day on?",
        help_text="A month’s fee is one figure, so another quantity counts from the first day of a month.",
        error_messages={"required": "Choose a day", "invalid_choice": "Choose one of the days listed"},
    )
    field_order = ["quantity", "holds_from", "words", "version"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holds_from"].choices = [  # type: ignore[attr-defined]
            (each.isoformat(), day(each)) for each in first_days(self.order, on=self.on)
        ]

    def clean_holds_from(self):
        return datetime.date.fromisoformat(self.cleaned_data["holds_from"])

    @property
    def terms(self) -> ChangeTerms:
        answers = self.cleaned_data
        return quantity_terms(self.order, quantity=answers["quantity"], holds_from=answers["holds_from"], on=self.on)


class EndingForm(ChangeForm):
    """The last day."""

    last_day_on = forms.DateField(
        label="Which day is the last?",
        widget=DateInput,
        error_messages={"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/31/2027"},
    )
    field_order = ["last_day_on", "words", "version"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        earliest = earliest_end(self.order, on=self.on) - datetime.timedelta(days=1)
        self.fields["last_day_on"].help_text = f"{day(earliest)} at the earliest: notice and minimum term are kept."

    @property
    def terms(self) -> ChangeTerms:
        return ending_terms(self.order, last_day_on=self.cleaned_data["last_day_on"], on=self.on)
