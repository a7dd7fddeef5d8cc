"""Forms about companies: shapes only."""

from django import forms

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
