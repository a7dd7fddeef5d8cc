"""Choosing parts of the library."""

from django import forms

from .models import Clause


class TakeForm(forms.Form):
    """One box a clause, and the revision of the text that was read."""

    clauses = forms.ModelMultipleChoiceField(
        Clause.objects.none(), label="Which parts do you take?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part"},
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clauses"].queryset = offered
        self.fields["clauses"].label_from_instance = lambda one: f"{one.title} (version {one.number}). {one.use}"
