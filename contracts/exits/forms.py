"""Forms of suspensions, notices, terminations and exit plans: shapes only; the rules are in actions/."""

from django import forms

from marketplace.components.widgets import DateInput, WholeNumberInput

from .actions import StepTerms
from .models import Cause, ExitStep, Owner, Suspension
from .standard import STANDARD_STEPS

NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}
SPARE_STEPS = 3


def text_field(label: str, *, longest: int = 500, help_text: str = "") -> forms.CharField:
    """A few sentences that the other side reads."""
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say it in a sentence or two"},
    )  # fmt: skip


class SuspensionForm(forms.Form):
    cause = forms.ChoiceField(
        label="Why?", choices=Suspension.Cause.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose the cause"},
    )  # fmt: skip
    reason = text_field("What has happened? Both sides and the public read it")
    pauses_levels = forms.TypedChoiceField(
        label="Does the service stand still too?",
        choices=[("no", "No, it goes on, and its service levels count"), ("yes", "Yes, its time does not count")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )


class LiftForm(forms.Form):
    reason = text_field("Why can it go on? Both sides and the public read it")


class BreachForm(forms.Form):
    breach = text_field(
        "What is in breach, and what would put it right?", longest=2000,
        help_text="Name the clause or the service level, and since when.",
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = text_field("What have you done about it?", longest=2000)


class FindingForm(forms.Form):
    finding = text_field("How was it put right?")


class ReasonForm(forms.Form):
    reason = text_field("Why? The others read it")


class NoteForm(forms.Form):
    note = text_field("How was it done? The other side relies on it")


class TerminationForm(forms.Form):
    cause = forms.ChoiceField(
        label="For which cause?", choices=Cause.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose the cause"},
    )  # fmt: skip
    last_day_on = forms.DateField(label="Its last day", widget=DateInput, error_messages=NO_DAY)
    reason = text_field("Why? Both sides and the public read it", longest=1000)


class StepForm(forms.Form):
    """One row of a plan; a row without words is left out."""

    what = forms.CharField(label="What", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ChoiceField(label="Who", choices=Owner.choices)
    days_after_end = forms.IntegerField(
        label="Days after the end", min_value=-3650, max_value=3650, required=False, widget=WholeNumberInput
    )
    kind = forms.ChoiceField(choices=ExitStep.Kind.choices, widget=forms.HiddenInput)

    def clean(self):
        answers = super().clean()
        if answers.get("what") and answers.get("days_after_end") is None:
            self.add_error("days_after_end", "Enter a number of days, such as 30")
        if answers.get("kind") != ExitStep.Kind.OTHER and not answers.get("what"):
            self.add_error("what", "Say how: this step belongs to every plan")
        return answers

    @property
    def terms(self) -> StepTerms | None:
        answers = self.cleaned_data
        if not answers["what"]:
            return None
        return StepTerms(answers["what"], answers["owner"], answers["days_after_end"], answers["kind"])


StepFormSet = forms.formset_factory(StepForm, extra=0, max_num=30)


def first_steps() -> list[dict]:
    """The standard steps and some rows to spare."""
    names = ("what", "owner", "days_after_end", "kind")
    rows = [dict(zip(names, step, strict=True)) for step in STANDARD_STEPS]
    return rows + [{"owner": Owner.VENDOR, "kind": ExitStep.Kind.OTHER}] * SPARE_STEPS
