"""Forms of complaints: shapes only; the rules are in actions."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from contracts.agreements.models import Contract
from marketplace.organisations.models import Organisation

from .models import Complaint


def _area(label: str, *, most: int = 2000, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ComplaintForm(forms.Form):
    """What went wrong; about a service level, its contract and month bring what was measured."""

    title = forms.CharField(label="What is it about, in a few words?", max_length=200)
    words = _area("What went wrong?", most=4000, rows=6)
    remedy_sought = _area("What would put it right?", most=1000, rows=3)
    contract = forms.ModelChoiceField(
        Contract.objects.none(), label="Contract, where it is about one", required=False, to_field_name="reference"
    )
    month = forms.CharField(
        label="Month, such as 2026-10",
        required=False,
        max_length=7,
        help_text="What was measured in that month is put beside your words.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Q(agency=organisation) | Q(vendor=organisation)
        contracts = Contract.objects.signed().filter(parties).order_by("reference")
        self.fields["contract"].queryset = contracts  # type: ignore[attr-defined]

    def clean_month(self) -> datetime.date | None:
        given = self.cleaned_data["month"].strip()
        if not given:
            return None
        try:
            return datetime.date.fromisoformat(f"{given}-01")
        except ValueError as error:
            raise forms.ValidationError("This is no month. Write it as year and month: 2026-10.") from error


class StepForm(forms.Form):
    """Words that the complainant reads; an assessment says how heavy it is."""

    words = _area("")

    def __init__(self, *args: Any, to: str, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = "The complainant reads it."
        if to == Complaint.Status.ASSESSED:
            weights = [("", "Choose one"), *Complaint.Weight.choices]
            self.fields["severity"] = forms.ChoiceField(label="How heavy is it?", choices=weights)


class RemedyForm(forms.Form):
    root_cause = _area("Why did it happen?")
    remedy = _area("What is done about it?", help_text="The complainant accepts it, or contests it.")


class WordsForm(forms.Form):
    words = _area("Your answer", most=4000)


class ContestForm(forms.Form):
    """Yes closes it; no takes it to the chief customer officer."""

    accepted = forms.TypedChoiceField(
        label="Is this remedy enough?",
        choices=[
            ("yes", "Yes, I accept it; the complaint is closed"),
            ("no", "No, I contest it; somebody else decides"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = _area("Why, or anything else", required=False)


class DecisionForm(forms.Form):
    decision = _area("What is decided, and why?")
    remedy = _area("What is done?")
