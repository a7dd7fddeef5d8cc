"""Forms of meetings and promises: shapes only; the rules are in actions."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.components.widgets import DateInput

from .models import AgencyMeeting

NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 2027-01-12"}
NO_CLOCK = {"required": "Enter a time", "invalid": "Enter a time, such as 14:30"}


def _area(label: str, *, most: int, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class _WhenForm(forms.Form):
    """A day and a time in the reader's zone. Cleaned, it has `starts_at`."""

    starts_on = forms.DateField(label="Day", widget=DateInput, error_messages=NO_DAY)
    starts_clock = forms.TimeField(
        label="Time", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=NO_CLOCK
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        on, clock = given.pop("starts_on", None), given.pop("starts_clock", None)
        if on and clock is not None:
            given["starts_at"] = timezone.make_aware(datetime.datetime.combine(on, clock))
        return given


class _AtForm(_WhenForm):
    """What it is, about what, and when."""

    field_order = ["kind", "title"]

    kind = forms.ChoiceField(label="How?", choices=AgencyMeeting.Kind.choices)
    title = forms.CharField(label="What is it about, in a few words?", max_length=160)


class MoveForm(_WhenForm):
    place = forms.CharField(label="Where, or how to join?", max_length=200, required=False)
    reason = _area("Why is it moved?", most=500, rows=2, help_text="Both sides read it, beside the old time.")


class PlanForm(_AtForm):
    place = forms.CharField(label="Where, or how to join?", max_length=200, required=False)
    agenda = _area(
        "Agenda", most=4000, required=False, help_text="One point a line. The agency’s people add theirs on the page."
    )


class ContactDownForm(_AtForm):
    """A call or meeting that took place without being planned."""

    took_part = forms.CharField(label="Who took part?", max_length=500)
    notes = _area("What was said?", most=4000, rows=6, help_text="Both sides read it.")


class NotesForm(forms.Form):
    took_part = forms.CharField(label="Who took part?", max_length=500)
    notes = _area("What was said, and decided?", most=4000, rows=8, help_text="Both sides read it. It stands.")


class PointForm(forms.Form):
    words = forms.CharField(label="What should be spoken about?", max_length=300)


class ReasonForm(forms.Form):
    reason = _area("Why does it not take place?", most=500, rows=2, help_text="The agency reads it.")


class CommitmentForm(forms.Form):
    """What somebody of one side promises to somebody of the other, until which day."""

    words = forms.CharField(
        label="What is promised?", max_length=300, help_text="A result that both sides can see, such as “written plan”."
    )
    owner = forms.TypedChoiceField(label="Who keeps it?", coerce=int)
    made_to = forms.TypedChoiceField(label="Promised to whom?", coerce=int, help_text="Somebody of the other side.")
    due_on = forms.DateField(label="Until which day?", widget=DateInput, error_messages=NO_DAY)

    def __init__(self, *args: Any, sides: dict[str, list[User]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for side in sides.values() for one in side}
        groups = [(name, [(one.pk, one.name) for one in people]) for name, people in sides.items() if people]
        for field in ("owner", "made_to"):
            self.fields[field].choices = [("", "Choose a person"), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for field in ("owner", "made_to"):
            if field in given:
                given[field] = self.people[given[field]]
        return given


class WordsOfPromiseForm(forms.Form):
    """Words with a step of a promise; some steps need none."""

    words = _area("", most=1000, rows=3)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label = label
        else:
            del self.fields["words"]
