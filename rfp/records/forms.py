"""Forms of holds and disclosures: shapes only; the rules are in actions."""

from collections.abc import Sequence

from django import forms

from marketplace.components.widgets import DateInput, WholeNumberInput

from .actions import ScheduleTerms
from .models import Objection, RetentionSchedule
from .models.retention import MOST_YEARS
from .schedule import KINDS


def area(label: str, *, help_text: str = "", rows: int = 4, required: bool = True, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


class HoldForm(forms.Form):
    """Why a hold is placed, or lifted."""

    reason = area("Why?", help_text="It stays on record.", most=1000)


class NothingForm(forms.Form):
    """A step that only asks."""


class ScheduleForm(forms.Form):
    """Years for each kind of record, and from which day on."""

    summary = area("What does it change, and under which law?", help_text="It stays on record.", rows=3, most=500)
    holds_from = forms.DateField(
        label="From which day on does it hold?", widget=DateInput,
        help_text="At least 30 days after it is put into force: so long there is time to place a legal hold.",
        error_messages={"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 2027-01-12"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[kind.key] = forms.IntegerField(
                label=f"{kind.title}: for how many years?", help_text=f"From {kind.words}.",
                min_value=1, max_value=MOST_YEARS, widget=WholeNumberInput,
            )  # fmt: skip

    @property
    def terms(self) -> ScheduleTerms:
        said = self.cleaned_data
        return ScheduleTerms(said["summary"], said["holds_from"], {kind.key: said[kind.key] for kind in KINDS})


def years_in(schedule: RetentionSchedule | None) -> dict[str, int]:
    """Those of a schedule, as the form shows them."""
    return {kind.key: schedule.years_of(kind.key) for kind in KINDS} if schedule else {}


class DisclosureForm(forms.Form):
    """Who asks, for what."""

    asked_by = forms.CharField(label="Who asks?", max_length=200, help_text="As they wrote it.")
    wanted = area("What do they want to see?")


class ObjectionForm(forms.Form):
    """What should not be shown."""

    words = area("What should not be shown, and why?", help_text="The office reads it and decides with reasons.")


class AnswerForm(forms.Form):
    """The words of the answer, and for each objection whether the bid is left out."""

    words = area("What do you answer?", help_text="It stands above the copies that are handed out.")

    def __init__(self, *args, objections: Sequence[Objection], **kwargs):
        super().__init__(*args, **kwargs)
        self.objections = objections
        for one in objections:
            self.fields[f"left-out-{one.bid_id}"] = area(
                f"{one.bid.vendor}: leave the bid out because", required=False, rows=2, most=1000,
                help_text=f"Objection: {one.words} Leave it empty to show the redacted copy nevertheless.",
            )  # fmt: skip

    @property
    def upheld(self) -> dict[int, str]:
        told = {one.bid_id: self.cleaned_data[f"left-out-{one.bid_id}"] for one in self.objections}
        return {bid: reason for bid, reason in told.items() if reason.strip()}
