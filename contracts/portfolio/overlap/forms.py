"""Forms of overlaps: shapes only; the rules are in actions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from .models import OverlapItem, OverlapVerdict


class VerdictForm(forms.Form):
    """What two things are to each other, and why."""

    says = forms.ChoiceField(label="What are they?", choices=OverlapVerdict.Says.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        help_text="Whoever asks next year reads it here.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SavingForm(forms.Form):
    """Which one to keep, what moving everybody to it costs, and over how many years."""

    keep = forms.TypedChoiceField(label="Keep", coerce=int)
    moving = forms.DecimalField(
        label="Moving everybody costs, once",
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text="Data, training, work of both sides. In dollars.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    years = forms.IntegerField(label="Looked at over how many years?", min_value=1, max_value=20)

    def __init__(self, *args: Any, members: Sequence[OverlapItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (item.pk, f"{item} ({item.whose})") for item in members
        ]
