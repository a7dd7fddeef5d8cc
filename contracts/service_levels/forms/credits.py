"""The form by which a vendor answers a claim."""

from django import forms

from ..models import ServiceCredit


class ClaimAnswerForm(forms.Form):
    accepted = forms.ChoiceField(label="Your answer", choices=ServiceCredit.Answer.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label="Amount that you accept",
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="Asked where you accept a part.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        required=False,
        help_text="Asked where you do not accept it in full.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
