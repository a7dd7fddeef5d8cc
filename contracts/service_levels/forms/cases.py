"""The form that records what happened to a case."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from marketplace.components.widgets import DateInput

from ..actions import Told
from ..arithmetic.clocks import Step
from ..models import ClockEvent

STEPS = [
    (Step.STARTED, "It began"),
    (Step.PAUSED, "It waits for somebody"),
    (Step.RESUMED, "It goes on"),
    (Step.STOPPED, "It is answered or solved"),
]
NO_REASON = [("", "Nobody: it is no pause"), *ClockEvent.Reason.choices]


class ClockEventForm(forms.Form):
    """One event, at a time in the contract's own zone."""

    number = forms.CharField(label="Number of the case", max_length=60, help_text="As your desk has it.")
    subject = forms.CharField(
        label="What is it about?", max_length=200, required=False, help_text="Asked for a new case alone."
    )
    step = forms.ChoiceField(label="What happened?", choices=STEPS, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="For whom does it wait?", choices=NO_REASON, required=False)
    on = forms.DateField(label="On", widget=DateInput)
    clock = forms.TimeField(label="at", widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    @property
    def told(self) -> Told:
        """The event as the action takes it."""
        given = self.cleaned_data
        at = datetime.datetime.combine(given["on"], given["clock"], tzinfo=self.zone).astimezone(datetime.UTC)
        return Told(given["number"].strip(), Step(given["step"]), at, given["reason"], given["subject"])
