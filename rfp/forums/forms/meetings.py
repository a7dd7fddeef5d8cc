"""Forms of one-to-one meetings: shapes only; the rules are in actions/."""

import datetime

from django import forms

from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from ..models import Forum, Meeting
from .planning import area, clock_field, day_field, moment_of


class RequestForm(forms.Form):
    """With whom, about what, after which forum."""

    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="For which company?", empty_label=None)
    agency = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which agency would you like to meet?", empty_label="Choose an agency",
        error_messages={"required": "Choose an agency"},
    )  # fmt: skip
    subject = forms.CharField(label="What would you like to speak about?", max_length=200)
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label="Does it follow a market forum?", required=False, empty_label="No"
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "rfp.request_meeting")
        self.fields["vendor"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["vendor"].initial = next(iter(own))
            self.fields["vendor"].widget = forms.HiddenInput()
        self.fields["agency"].queryset = Organisation.objects.visible_to(reader).agencies()
        self.fields["forum"].queryset = Forum.objects.standing()


class AnswerForm(forms.Form):
    """A time and a place, or why not."""

    VERBS = {"arrange": "Arrange it", "decline": "Decline it, or call it off"}

    verb = forms.ChoiceField(
        label="What becomes of it?", widget=forms.RadioSelect, error_messages={"required": "Choose what becomes of it"}
    )
    starts_on, starts_clock = day_field("On"), clock_field("At")
    place = forms.CharField(label="Where, or how to join?", max_length=200, required=False)
    reason = area("Why is it declined? The vendor reads this", rows=2, required=False, most=500)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = ["arrange", "decline"] if meeting.status == Meeting.Status.REQUESTED else ["decline"]
        self.fields["verb"].choices = [(verb, self.VERBS[verb]) for verb in verbs]
        for name in ("starts_on", "starts_clock"):
            self.fields[name].required = False
        if "arrange" not in verbs:
            self.initial["verb"] = "decline"
            for name in ("starts_on", "starts_clock", "place"):
                del self.fields[name]

    def clean(self):
        told = super().clean()
        if told.get("verb") == "arrange" and not (told.get("starts_on") and told.get("starts_clock")):
            self.add_error("starts_on", "Enter a day and a time")
        return told

    @property
    def moment(self) -> datetime.datetime:
        return moment_of(self.cleaned_data["starts_on"], self.cleaned_data["starts_clock"])


class RecordForm(forms.Form):
    """Who was there and what was said; public at once."""

    took_part = area("Who took part?", help_text="A person a line, with their organisation.", rows=4, most=2000)
    words = area("What was said?", help_text="Every vendor reads it, so that none knows more.", rows=8, most=10_000)
    handed_over = area(
        "Was anything handed over?", help_text="A document a line, or nothing.", rows=3, required=False, most=2000
    )
