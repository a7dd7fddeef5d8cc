"""Forms of awards: shapes only; the rules are in actions/."""

import datetime

from django import forms

from marketplace.components.widgets import DateInput

from .models import Challenge


def area(label: str, *, help_text: str = "", rows: int = 4, required: bool = True, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


class ProposeForm(forms.Form):
    """Why the first place is proposed."""

    reason = area("Why is this proposal awarded the lot?", help_text="Everybody reads it.")


class EndForm(forms.Form):
    """Why an award is declined or taken back."""

    reason = area("Why?", help_text="All bidders read it, and it stays on record.", most=1000)


class AnewForm(forms.Form):
    """Why the bids are judged anew."""

    reason = area("Why?", help_text="It stays on record with the first result.", most=1000)


class NothingForm(forms.Form):
    """A step that only asks to be confirmed."""


class ConcludeForm(forms.Form):
    """From when to when the contract runs."""

    starts_on = forms.DateField(label="Begins on", widget=DateInput)
    last_day_on = forms.DateField(label="Last day", widget=DateInput)

    @property
    def told(self) -> dict[str, datetime.date]:
        last = self.cleaned_data["last_day_on"]
        return {"starts_on": self.cleaned_data["starts_on"], "ends_on": last + datetime.timedelta(days=1)}


class ChallengeForm(forms.Form):
    """What was wrong."""

    grounds = area(
        "What was wrong?", help_text="Which rule, which step, and what it changed.", rows=8, most=8000
    )  # fmt: skip


class ChallengeDecisionForm(forms.Form):
    """Admitted or not; upheld with a remedy, or dismissed."""

    FILED = [("admit", "Admit it: it is looked into"), ("refuse", "Do not admit it")]
    ADMITTED = [("uphold", "Uphold it: the award falls"), ("dismiss", "Dismiss it: the award stands")]

    verdict = forms.ChoiceField(label="What do you decide?", widget=forms.RadioSelect)
    remedy = forms.ChoiceField(
        label="If it is upheld, what follows?", required=False, widget=forms.RadioSelect,
        choices=Challenge.Remedy.choices,
    )  # fmt: skip
    decision = area("Why?", help_text="Point by point. Who filed it reads this.", rows=8, required=False, most=8000)

    def __init__(self, *args, challenge: Challenge, **kwargs):
        super().__init__(*args, **kwargs)
        is_filed = challenge.status == Challenge.Status.FILED
        self.fields["verdict"].choices = self.FILED if is_filed else self.ADMITTED
        if is_filed:
            del self.fields["remedy"]
