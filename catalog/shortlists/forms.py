"""Forms of shortlists: shapes only; the rules are in actions.py."""

from django import forms

from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .models import Shortlist

NEW = "new"
LISTS_OFFERED = 50


class AddForm(forms.Form):
    """Onto which list, and why."""

    shortlist = forms.ChoiceField(
        label="Onto which shortlist?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a shortlist", "invalid_choice": "Choose a shortlist of your agency"},
    )
    title = forms.CharField(
        label="Name of the new shortlist", required=False, max_length=120, help_text="Such as: Service desk for 2027."
    )
    agency = forms.ModelChoiceField(Organisation.objects.none(), label="For which agency?", empty_label=None)
    note = forms.CharField(
        label="Note for your colleagues", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "catalog.open_shortlist")
        self.lists = {row.reference: row for row in Shortlist.objects.filter(agency__in=own)[:LISTS_OFFERED]}
        known = [(reference, row.title) for reference, row in self.lists.items()]
        self.fields["shortlist"].choices = [*known, (NEW, "A new one")]
        self.fields["shortlist"].initial = known[0][0] if known else NEW
        agencies = Organisation.objects.visible_to(reader).filter(pk__in=own)
        self.fields["agency"].queryset = agencies
        if len(agencies) == 1:
            self.fields["agency"].initial = agencies[0].pk
            self.fields["agency"].widget = forms.HiddenInput()

    def clean(self):
        answers = super().clean()
        if answers.get("shortlist") == NEW and not answers.get("title", "").strip():
            self.add_error("title", "Give the new shortlist a name")
        return answers

    @property
    def chosen(self) -> Shortlist | None:
        """The list that was chosen; None for a new one."""
        return self.lists.get(self.cleaned_data["shortlist"])


class NoteForm(forms.Form):
    text = forms.CharField(label="Note", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
