"""The form of a decision: its shape only; the rules are in actions."""

from django import forms

from .models import RenewalDecision


class RenewalForm(forms.Form):
    """What is to follow the contract's end, and why."""

    decision = forms.ChoiceField(
        label="What is to follow?",
        choices=RenewalDecision.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is to follow"},
    )
    reason = forms.CharField(
        label="Why? Both sides read it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )
