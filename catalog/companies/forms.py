"""Forms about companies: shapes only."""

from django import forms
from django.utils import timezone

from catalog.offerings.models import Offering
from marketplace.components.widgets import DateInput
from marketplace.organisations.models import CompanyDetails, Organisation

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


class MergerForm(forms.Form):
    """Into which company, from which day on, and where that is to be read."""

    successor = forms.ModelChoiceField(
        Organisation.objects.none(), label="Company that goes on", empty_label="Choose a verified vendor"
    )
    first_day = forms.DateField(label="First day as one company", widget=DateInput)
    reason = forms.CharField(
        label="Where the merger is to be read",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as the register and the day of the entry. Both companies read it.",
    )

    def __init__(self, *args, vendor: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        verified = Organisation.objects.vendors().filter(status=Organisation.Status.VERIFIED)
        self.fields["successor"].queryset = verified.exclude(pk=vendor.pk)


class PartingForm(forms.Form):
    """Why a merger on record does not hold."""

    reason = forms.CharField(label="Reason", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(forms.Form):
    """Which offerings go to the company that goes on."""

    offerings = forms.ModelMultipleChoiceField(
        Offering.objects.none(), label="Offerings", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, vendor: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offerings"].queryset = Offering.objects.filter(vendor=vendor).order_by("sort_name", "pk")
