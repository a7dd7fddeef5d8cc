"""Forms of disputes and of a yes or a no: shapes only; the rules are in actions/."""

from django import forms


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label="What is wrong with this result?",
        help_text="Both sides and the broker office read this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DecisionForm(forms.Form):
    """A yes or a no, with its reason."""

    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
