"""Forms of time that is not to count: asking for it, its documents, and when the work really took place."""

from typing import Any

from django import forms

from ..models import Exclusion
from .zoned import ZonedForm, clock_field, day_field

DOCUMENT = "A PDF, PNG or JPEG of at most 10 MB, such as the notice or a log. It stands with the request."


class ExclusionForm(ZonedForm):
    """A stretch of time in the contract's own zone."""

    kind = forms.ChoiceField(label="What is it?", choices=Exclusion.Kind.choices, widget=forms.RadioSelect)
    starts_on = day_field("Starts on")
    starts_clock = clock_field()
    ends_on = day_field("Ends on")
    ends_clock = clock_field()
    reason = forms.CharField(
        label="What is done, or what happened?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.FileField(label="Evidence", help_text=DOCUMENT, required=False, max_length=200)

    @property
    def stretch(self) -> dict[str, Any]:
        """What the action takes: kind, start and end as moments, reason."""
        answers = self.cleaned_data
        return {
            "kind": answers["kind"],
            "starts_at": self.moment_of("starts"),
            "ends_at": self.moment_of("ends"),
            "reason": answers["reason"],
        }


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label="The document",
        help_text=DOCUMENT,
        max_length=200,
        error_messages={"required": "Choose the document", "empty": "The file is empty. Choose another"},
    )


class TimesForm(ZonedForm):
    """When the work began and when it was over."""

    began_on = day_field("It began on")
    began_clock = clock_field()
    finished_on = day_field("It was over on")
    finished_clock = clock_field()
