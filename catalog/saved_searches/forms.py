"""The form of a saved search: shapes only; the rules are in actions/."""

from django import forms

from .models import SavedSearch


class SearchForm(forms.Form):
    """A name, and how often to be told."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="It stands in the subject of each alert.",
        error_messages={"required": "Give the search a name"},
    )
    frequency = forms.ChoiceField(
        label="Tell me what is new",
        choices=SavedSearch.Frequency,
        widget=forms.RadioSelect,
        help_text="By e-mail and among your notices. Daily and weekly alerts come at 7 in the morning, your time.",
        error_messages={"required": "Choose how often", "invalid_choice": "Choose one of these"},
    )
