"""Forms of the explorer, of a vendor's file, and of an agency's first billed month."""

import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

from ..models import Charge
from ..queries.charges import DIMENSIONS

LARGEST_FILE = 20 * 1024 * 1024


class ExplorerForm(forms.Form):
    """Which charges, and by what they are added up. Everything is optional; what is wrong is left out."""

    first = forms.DateField(label="From", required=False, widget=DateInput)
    last = forms.DateField(label="To", required=False, widget=DateInput)
    agency = forms.ModelChoiceField(
        Organisation.objects.none(), label="Agency", required=False, to_field_name="slug", empty_label="All"
    )
    vendor = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who provides it", required=False, to_field_name="slug", empty_label="All"
    )
    words = forms.CharField(label="Service, program or cost centre", required=False, max_length=100)
    by = forms.ChoiceField(
        label="Add up by", required=False, choices=[(key, label) for key, (label, _) in DIMENSIONS.items()]
    )

    def __init__(self, *args: Any, seen: QuerySet[Charge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("agency", "vendor"):
            held = Exists(seen.order_by().filter(**{name: OuterRef("pk")}))
            self.fields[name].queryset = Organisation.objects.filter(held)  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {k: v for k, v in self.cleaned_data.items() if v}


class CostFileForm(forms.Form):
    """A FOCUS 1.0 file as CSV."""

    file = forms.FileField(label="FOCUS file", help_text="CSV in UTF-8 with the columns of FOCUS 1.0, up to 20 MB.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 20 MB. Send one file a month.")
        try:
            self.content = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError("The file is no UTF-8 text. Save it as CSV in UTF-8.") from None
        return file


class TakeInForm(forms.Form):
    """Nothing to fill in: the check is shown above the button."""


class StartForm(forms.Form):
    """From when on an agency's bills are owed."""

    charged_from = forms.DateField(
        label="First month that is billed",
        required=False,
        widget=DateInput,
        help_text="Any day of it. Months before it are shown and not billed. Empty: shown for good.",
    )
    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_charged_from(self) -> datetime.date | None:
        day = self.cleaned_data["charged_from"]
        return day.replace(day=1) if day else None
