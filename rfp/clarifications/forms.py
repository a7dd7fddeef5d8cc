"""Forms of questions, answers and their release: shapes only; the rules are in actions/."""

import datetime

from django import forms
from django.utils import timezone

from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for


def area(label: str, *, help_text: str = "", rows: int = 4, required: bool = True, most: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


class VendorForm(forms.Form):
    """In whose name: known already where there is one."""

    action = ""
    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="For which vendor?", empty_label=None)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, self.action)
        self.fields["vendor"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["vendor"].initial = next(iter(own))
            self.fields["vendor"].widget = forms.HiddenInput()


class AskForm(VendorForm):
    """The words of a question."""

    action = "rfp.ask_clarification"
    words = area(
        "Your question", help_text="Nobody learns who asks: write nothing that names you. Everybody reads the answer."
    )


class AnswerForm(forms.Form):
    """An answer, or why the question is left out."""

    verb = forms.ChoiceField(
        label="What happens with it?", choices=[("answer", "Answer it"), ("dismiss", "Leave it out")],
        widget=forms.RadioSelect, initial="answer",
    )  # fmt: skip
    answer = area("The answer", help_text="Nobody reads it before the release.", rows=6, required=False, most=8000)
    reason = forms.CharField(
        label="If it is left out, why?", help_text="Whoever asked reads this.", required=False, max_length=500
    )


class ReleaseForm(forms.Form):
    """Late answers move the deadline, or say why not."""

    extend_on = forms.DateField(label="Move the deadline to, day", required=False, widget=DateInput)
    extend_clock = forms.TimeField(
        label="Time", required=False, widget=forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    )
    stands_because = forms.CharField(label="Or: why does the deadline stand?", required=False, max_length=500)

    @property
    def extend_to(self) -> datetime.datetime | None:
        """In the reader's zone; two in the afternoon where no time is named."""
        day = self.cleaned_data["extend_on"]
        if day is None:
            return None
        local = datetime.datetime.combine(day, self.cleaned_data["extend_clock"] or datetime.time(14))
        return timezone.make_aware(local).astimezone(datetime.UTC)
