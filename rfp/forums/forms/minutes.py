"""Forms of minutes and lessons: shapes only; the rules are in actions/."""

import datetime

from django import forms

from marketplace.components.widgets import DateInput
from rfp.needs.models import Need

from ..actions import ActionItem
from ..models import Forum
from .planning import area, moment_of

HOW = "One action a line: what; who; by when, such as: Publish the call figures; Labor; 2027-01-15"


class MinutesForm(forms.Form):
    """What was said, decided, and is to be done."""

    words = area("What was said", rows=10, most=20_000)
    decisions = area("Decisions", help_text="One decision a line.", rows=4, required=False)
    actions = area("Actions", help_text=HOW, rows=4, required=False)
    reason = area("What do you correct? Everybody reads this", rows=2, most=500)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, forum: Forum, **kwargs):
        super().__init__(*args, **kwargs)
        if not forum.release_at:
            del self.fields["reason"]

    def clean_decisions(self):
        lines = [line.strip() for line in self.cleaned_data["decisions"].splitlines() if line.strip()]
        if any(len(line) > 500 for line in lines):
            raise forms.ValidationError("A decision has at most 500 characters. Write it shorter")
        return lines

    def clean_actions(self):
        return [_action(line) for line in self.cleaned_data["actions"].splitlines() if line.strip()]

    @property
    def told(self) -> dict:
        """What the action takes."""
        return dict(self.cleaned_data)


def _action(line: str) -> ActionItem:
    parts = [part.strip() for part in line.rsplit(";", 2)]
    try:
        words, who, day = parts
        due_on = datetime.date.fromisoformat(day)
    except ValueError as wrong:
        raise forms.ValidationError(f"“{line.strip()[:60]}” does not say what; who; by when. {HOW}") from wrong
    if not (words and who and len(words) <= 500 and len(who) <= 200):
        raise forms.ValidationError(f"“{line.strip()[:60]}” does not say what; who; by when. {HOW}")
    return ActionItem(words, who, due_on)


def as_lines(forum: Forum) -> dict:
    """The latest version, as the form shows it."""
    latest = forum.minutes.prefetch_related("entries").first()
    if latest is None:
        return {"after": 0}
    entries = list(latest.entries.all())
    decisions = [entry.words for entry in entries if entry.kind == "decision"]
    actions = [f"{entry.words}; {entry.who}; {entry.due_on}" for entry in entries if entry.kind == "action"]
    return {
        "words": latest.words,
        "decisions": "\n".join(decisions),
        "actions": "\n".join(actions),
        "after": latest.number,
    }


class ReleaseForm(forms.Form):
    """Now, or at a moment of the reader's zone."""

    when = forms.ChoiceField(
        label="When does everybody read answers and minutes?",
        choices=[("now", "Now"), ("later", "At the moment below")],
        widget=forms.RadioSelect,
        initial="now",
    )
    on = forms.DateField(label="On", required=False, widget=DateInput)
    clock = forms.TimeField(label="At", required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self):
        told = super().clean()
        if told.get("when") == "later" and not (told.get("on") and told.get("clock")):
            self.add_error("on", "Enter a day and a time")
        return told

    @property
    def moment(self) -> datetime.datetime | None:
        told = self.cleaned_data
        return moment_of(told["on"], told["clock"]) if told["when"] == "later" else None


class LessonForm(forms.Form):
    """What was learnt, for which need."""

    need = forms.ModelChoiceField(Need.objects.none(), label="For which need?", empty_label=None)
    words = area("What did you learn about the market?", rows=5, most=2000)

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = needs
        if len(needs) == 1:
            self.fields["need"].initial = needs[0].pk
            self.fields["need"].widget = forms.HiddenInput()
