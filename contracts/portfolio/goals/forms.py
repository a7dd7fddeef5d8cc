"""Forms of goals: shapes only; the rules are in actions."""

import datetime
from typing import Any

from django import forms

from marketplace.accounts.models import User
from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

from .models import Goal, Priority, Question, quarter_after, quarter_name, quarter_of, unit_of
from .queries import agencies_with_goals, owners_in

STEPS = 4
QUARTERS_BACK, QUARTERS_AHEAD = 6, 2


def quarters_around(today: datetime.date, *, back: int, ahead: int) -> list[datetime.date]:
    """First days of quarters, the earliest first, the one of today among them."""
    found = [quarter_of(today)]
    for _ in range(back):
        found.insert(0, quarter_of(found[0] - datetime.timedelta(days=1)))
    for _ in range(ahead):
        found.append(quarter_after(found[-1]))
    return found


def _as_choices(quarters: list[datetime.date]) -> list[tuple[str, str]]:
    return [(f"{quarter:%Y-%m-%d}", quarter_name(quarter)) for quarter in quarters]


class PriorityForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200, help_text="Short, as it stands in the plan of the state.")
    words = forms.CharField(
        label="What is meant?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="Plain words."
    )


class GoalForm(forms.Form):
    """Which agency wants what for which priority."""

    priority = forms.ModelChoiceField(Priority.objects.none(), label="Priority of the state", empty_label=None)
    agency = forms.ModelChoiceField(Organisation.objects.none(), label="Agency", empty_label=None)
    title = forms.CharField(label="What does the agency want to reach?", max_length=200)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = Priority.objects.all()  # type: ignore[attr-defined]
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class ServesForm(forms.Form):
    """Which goal a request or a contract serves."""

    goal = forms.ModelChoiceField(Goal.objects.none(), label="Which goal does it serve?", empty_label="Choose a goal")

    def __init__(self, *args: Any, goals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["goal"]
        field.queryset = goals
        field.label_from_instance = lambda goal: f"{goal.priority}: {goal}"


class MeasureForm(forms.Form):
    """By which question, against which target, from which quarter on, and who answers for it."""

    source = forms.ChoiceField(
        label="Measured by", choices=[(one.value, f"{one.label} ({unit_of(one)})") for one in Question]
    )
    target = forms.DecimalField(
        label="Target", max_digits=13, decimal_places=3, help_text="In the unit of the question."
    )
    owner = forms.ModelChoiceField(User.objects.none(), label="Who answers for it?", empty_label="Choose a person")
    starts_on = forms.TypedChoiceField(label="From which quarter on?", coerce=datetime.date.fromisoformat)

    def __init__(self, *args: Any, agency: Organisation, at: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners_in(agency, at=at)  # type: ignore[attr-defined]
        quarters = quarters_around(at.date(), back=QUARTERS_BACK, ahead=QUARTERS_AHEAD)
        self.fields["starts_on"].choices = _as_choices(quarters)  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = f"{quarter_of(at.date()):%Y-%m-%d}"


class FreezeForm(forms.Form):
    """Which agency's quarter, and why again where it is frozen already."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="Agency", empty_label="Choose an agency")
    quarter = forms.TypedChoiceField(label="Quarter", coerce=datetime.date.fromisoformat)
    reason = forms.CharField(
        label="Why again?",
        required=False,
        max_length=500,
        help_text="Only where the quarter is frozen already; the first stays beside it.",
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_with_goals()  # type: ignore[attr-defined]
        past = quarters_around(today, back=QUARTERS_BACK, ahead=0)[:-1]
        self.fields["quarter"].choices = _as_choices(past[::-1])  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """Why a goal was missed, and up to four steps; empty rows count as none."""

    cause = forms.CharField(label="Why was it missed?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    check_on = forms.DateField(
        label="When is it checked?", widget=DateInput, help_text="By somebody who did not make the plan."
    )

    def __init__(self, *args: Any, agency: Organisation, at: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = owners_in(agency, at=at)
        for row in range(1, STEPS + 1):
            needed = row == 1
            self.fields[f"what_{row}"] = forms.CharField(label=f"Step {row}", required=needed, max_length=300)
            self.fields[f"owner_{row}"] = forms.ModelChoiceField(
                people, label=f"Who does step {row}?", required=needed, empty_label="Choose a person"
            )
            self.fields[f"due_on_{row}"] = forms.DateField(
                label=f"Until when, step {row}?", required=needed, widget=DateInput
            )

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or {}
        for row in range(2, STEPS + 1):
            given = [bool(sent.get(f"{name}_{row}")) for name in ("what", "owner", "due_on")]
            if any(given) and not all(given):
                self.add_error(f"what_{row}", "A step says what, by whom and until when. Fill in all three, or none.")
        return sent

    @property
    def steps(self) -> list[tuple[str, User, datetime.date]]:
        """The steps that were filled in: what, by whom, until when."""
        sent = self.cleaned_data
        return [
            (sent[f"what_{row}"], sent[f"owner_{row}"], sent[f"due_on_{row}"])
            for row in range(1, STEPS + 1)
            if sent.get(f"what_{row}")
        ]


class CheckForm(forms.Form):
    worked = forms.TypedChoiceField(
        label="Did it work?",
        choices=[("yes", "Yes, it worked"), ("no", "No, it did not")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(label="What did you find?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
