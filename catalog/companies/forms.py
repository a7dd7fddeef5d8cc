"""Forms about companies: shapes only."""

from django import forms
from django.utils import timezone

from marketplace.components.widgets import DateInput
from marketplace.organisations.models import CompanyDetails

STATED = {"yes": True, "no": False, "unknown": None}


class SizeForm(forms.Form):
    """How large the company is today."""

    size = forms.ChoiceField(
        choices=CompanyDetails.Size.choices, label="How many people work for you", widget=forms.RadioSelect
    )
    small_business = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not stated")],
        coerce=STATED.get,
        empty_value=None,
        label="Small business",
        help_text="By the size standard of the Small Business Administration for your industry.",
        widget=forms.RadioSelect,
    )


class NameForm(forms.Form):
    """What the company is called now, since when, and where that can be read."""

    name = forms.CharField(label="New name", max_length=200, help_text="As agencies see it in the catalogue.")
    legal_name = forms.CharField(
        label="Legal name", max_length=200, required=False, help_text="Where it changed too. Only the office reads it."
    )
    holds_from = forms.DateField(label="Borne since", widget=DateInput, help_text="Today, or a day before.")
    proof = forms.CharField(
        label="Where the office can read of it",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as the register, its number and the day of the entry.",
    )

    def clean_holds_from(self):
        day = self.cleaned_data["holds_from"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Come back on it.")
        return day


class NameDecisionForm(forms.Form):
    """The office's answer; a refusal says why."""

    reason = forms.CharField(
        label="Reason", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The vendor reads it. Needed for a refusal.",
    )  # fmt: skip
