"""Forms of declarations and admissions: shapes only; the rules are in actions/."""

from typing import Any

from django import forms

from catalog.question_sets.answer_forms import AnswersForm
from catalog.question_sets.questions import Section
from catalog.taxonomy.models import Lot
from marketplace.organisations.models import Organisation

from .models import Declaration
from .queries import lots_to_ask_for


class SectionForm(AnswersForm):
    """One section of a declaration. It carries the section's imprint, so that nobody overwrites a colleague unseen."""

    def __init__(self, data: Any = None, files: Any = None, *, declaration: Declaration, section: Section) -> None:
        super().__init__(
            data,
            files,
            version=declaration.question_set_version,
            answers=declaration.answers,
            evidence=declaration.vendor.evidence_files.all(),
            section=section,
        )
        self.fields["imprint"] = forms.CharField(
            max_length=16, widget=forms.HiddenInput, initial=declaration.imprint_of(section)
        )


class SignatureForm(forms.Form):
    """Who signs says so, in as many words."""

    binding = forms.BooleanField(
        label="I may sign for this company, and what it declares here is true.",
        error_messages={"required": "Tick that you may sign and that it is true, or ask a colleague who may"},
    )


class LotsForm(forms.Form):
    """Which lots a vendor asks for; those that stand already are left out."""

    lots = forms.ModelMultipleChoiceField(
        Lot.objects.none(),
        label="In which lots do you want to offer?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one lot", "list": "Choose from the lots that are offered"},
    )

    def __init__(self, *args: Any, vendor: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lots"].queryset = lots_to_ask_for(vendor)


class DecisionForm(forms.Form):
    """What a person of the office decided, and why."""

    reason = forms.CharField(
        max_length=2_000, label="Reason", widget=forms.Textarea(attrs={"rows": 4}), help_text="The vendor reads it."
    )
