"""Forms of reviews: shapes only; the rules are in actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contracts.agreements.models import Contract

RATINGS = [(5, "5, very good"), (4, "4, good"), (3, "3, in between"), (2, "2, not good"), (1, "1, poor")]
NONE_CHOSEN = {"required": "Choose one of the five", "invalid_choice": "Choose one of the five"}


def _rating(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=RATINGS, coerce=int, widget=forms.RadioSelect, error_messages=NONE_CHOSEN
    )


def _area(label: str, *, most: int = 2000, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ReviewForm(forms.Form):
    """Two questions, for a service can be good and hard to get."""

    contract = forms.ModelChoiceField(
        Contract.objects.none(), label="Under which contract?", to_field_name="reference", empty_label=None
    )
    service_rating = _rating("How good is the service?")
    ordering_rating = _rating("How was it to order it and to get it running?")
    words = _area("What should others know?", required=False, help_text="Everybody reads it. Name no persons.")

    def __init__(self, *args: Any, contracts: QuerySet[Contract], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = contracts  # type: ignore[attr-defined]
        self.fields["contract"].label_from_instance = lambda one: f"{one.reference}, {one.title}"  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    words = _area("Your reply", help_text="Everybody reads it. There is one reply, and it stands.")


class TurnForm(forms.Form):
    reason = _area("Why?", most=500, rows=2, help_text="Its author reads it.")
