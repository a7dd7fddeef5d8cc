"""Forms of relationships: shapes only; the rules are in actions."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.components.widgets import DateInput

from .models import Duty
from .queries.looking_after import candidates


class AssignForm(forms.Form):
    """Who, as what, and from which day on."""

    duty = forms.ChoiceField(label="As what?", choices=Duty.choices)
    person = forms.ModelChoiceField(
        User.objects.none(), label="Who?", empty_label="Choose a person", help_text="People of the broker office."
    )
    starts_on = forms.DateField(label="From which day on?", widget=DateInput)

    def __init__(self, *args: Any, at: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [Q(pk__in=candidates(duty, at=at).order_by().values("pk")) for duty in (Duty.MANAGER, Duty.CHIEF)]
        people = User.objects.filter(found[0] | found[1]).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label="First day on which it is nobody’s", widget=DateInput, help_text="The day before is the last one."
    )


class AnswerForm(forms.Form):
    """One of five, with words or without."""

    WORDS = ("Not content at all", "Not content", "In between", "Content", "Very content")

    rating = forms.IntegerField(
        min_value=1,
        max_value=5,
        error_messages={
            "required": "Nothing was chosen, so nothing was kept. Press one of the five answers.",
            "invalid": "This is none of the five answers. Press one of them.",
            "min_value": "This is none of the five answers. Press one of them.",
            "max_value": "This is none of the five answers. Press one of them.",
        },
    )
    comment = forms.CharField(
        label="What should we know?",
        required=False,
        max_length=2000,
        help_text="You need not write anything. The broker office reads it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactForm(forms.Form):
    said = forms.CharField(
        label="In the customer’s words",
        max_length=2000,
        help_text="The customer reads it here, too.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AgreeForm(forms.Form):
    """What is done, until which day."""

    action = forms.CharField(
        label="What is done about it?",
        max_length=1000,
        help_text="The customer reads it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    action_due_on = forms.DateField(label="Until which day?", widget=DateInput)


class HeadcountForm(forms.Form):
    """How many people an agency has, on which day, and who says so."""

    people = forms.IntegerField(label="How many people work there?", min_value=1, max_value=10_000_000)
    counted_on = forms.DateField(label="Counted on", widget=DateInput)
    source = forms.CharField(
        label="Where does the figure come from?",
        max_length=200,
        help_text="Such as “annual workforce report” or “payroll of June”.",
    )


class OutcomeWordForm(forms.Form):
    """The customer's own word on what came of it."""

    content = forms.TypedChoiceField(
        label="Is this what was needed?",
        choices=[("yes", "Yes, I am content with it"), ("no", "No, something is still missing")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In your words",
        max_length=2000,
        required=False,
        help_text="Needed where something is missing: we call you about it within two business days.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("content") is False and not given.get("words", "").strip():
            self.add_error("words", "Say what is still missing, so that we can call you about it")
        return given


class CloseForm(forms.Form):
    """An outcome, and what the customer says of it."""

    outcome = forms.CharField(
        label="What was done?",
        max_length=2000,
        help_text="The customer reads it.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    customer_content = forms.TypedChoiceField(
        label="You asked the customer. Is this what was needed?",
        choices=[("yes", "Yes, the customer is content with it"), ("no", "No, the customer is not content with it")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
