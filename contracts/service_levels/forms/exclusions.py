"""The form that asks for time not to count."""

import datetime
from zoneinfo import ZoneInfo

from django import forms

from marketplace.components.widgets import DateInput

from ..models import Exclusion


class ExclusionForm(forms.Form):
    """A stretch of time in the contract's own zone."""

    kind = forms.ChoiceField(label="What is it?", choices=Exclusion.Kind.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label="Starts on", widget=DateInput)
    starts_clock = forms.TimeField(label="at", widget=forms.TimeInput(attrs={"type": "time"}))
    ends_on = forms.DateField(label="Ends on", widget=DateInput)
    ends_clock = forms.TimeField(label="at", widget=forms.TimeInput(attrs={"type": "time"}))
    reason = forms.CharField(
        label="What is done, or what happened?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, zone: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    @property
    def stretch(self) -> dict:
        """What the action takes: kind, start and end as moments, reason."""
        answers = self.cleaned_data
        return {
            "kind": answers["kind"],
            "starts_at": self._moment(answers["starts_on"], answers["starts_clock"]),
            "ends_at": self._moment(answers["ends_on"], answers["ends_clock"]),
            "reason": answers["reason"],
        }

    def _moment(self, day: datetime.date, clock: datetime.time) -> datetime.datetime:
        return datetime.datetime.combine(day, clock, tzinfo=self.zone).astimezone(datetime.UTC)
