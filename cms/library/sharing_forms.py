"""Forms of data-sharing agreements."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from marketplace.components.widgets import DateInput

from .actions import SharingTerms
from .forms import NO_DAY, InNameOf, area
from .models import SharingAgreement
from .queries.sharing import STATES

MOST_DATASETS = 6
PARTS = {"name": "name", "holds": "what it holds", "terms": "terms of its own"}
FROM, TO = "gives", "gets"


class RegisterForm(forms.Form):
    """What the address may say."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    party: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label="Party", required=False, to_field_name="slug", empty_label="Any body"
    )
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Any state"), *STATES.items()])

    def __init__(self, *args: Any, parties: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]


class SharingForm(InNameOf):
    """The terms. Sets of data stand in rows of three fields each; empty rows are left out."""

    title = forms.CharField(label="What is it about?", max_length=150, error_messages={"required": "Name it"})
    side = forms.ChoiceField(
        label="Which side are you?", choices=[(FROM, "We give data"), (TO, "We get data")], widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    partner: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label="The other side", empty_label="Choose", error_messages={"required": "Choose one"}
    )
    further: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        queryset=None,
        label="Further bodies that get the data, if any",
        required=False,
        help_text="Each of them signs as well. Hold Ctrl, or Command, to choose several.",
    )
    purpose = area("What is the data used for?", error_messages={"required": "Say what for"})
    legal_basis = forms.CharField(
        label="On which legal basis?", max_length=500, error_messages={"required": "Name statute, rule or consent"}
    )
    retention = forms.CharField(
        label="How long is it kept, and what happens then?", max_length=500, error_messages={"required": "Say how long"}
    )
    contact = forms.CharField(
        label="Whom does one ask?", max_length=200, help_text="A function and an address; it is public.",
        error_messages={"required": "Name a contact"},
    )  # fmt: skip
    starts_on = forms.DateField(label="First day", widget=DateInput, error_messages=NO_DAY)
    review_on = forms.DateField(label="Review due on", widget=DateInput, error_messages=NO_DAY)
    public = forms.BooleanField(label="Show it in the public register once it is signed", required=False, initial=True)
    made_from: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label="The template it follows", required=False, empty_label="None of the library"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, partners: QuerySet, templates: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("partner", "further"):
            self.fields[name].queryset = partners  # type: ignore[attr-defined]
        self.fields["made_from"].queryset = templates  # type: ignore[attr-defined]
        for number in range(1, MOST_DATASETS + 1):
            for part, words in PARTS.items():
                needed = number == 1 and part != "terms"
                self.fields[f"data_{number}_{part}"] = forms.CharField(
                    label=f"Set of data {number}: {words}", required=needed, max_length=500,
                    error_messages={"required": f"Say {words}" if part == "holds" else "Name it"},
                )  # fmt: skip

    @property
    def dataset_rows(self) -> list[list[forms.BoundField]]:
        """Three fields a row; two empty rows follow what is filled in."""
        rows = [[self[f"data_{number}_{part}"] for part in PARTS] for number in range(1, MOST_DATASETS + 1)]
        filled = max((place for place, row in enumerate(rows, 1) if any(field.value() for field in row)), default=0)
        return rows[: filled + 2]

    @property
    def terms_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith("data_")]

    @property
    def terms(self) -> SharingTerms:
        said = self.cleaned_data
        gives = said["side"] == FROM
        own, other = said["organisation"], said["partner"]
        rows = [
            {part: said[f"data_{number}_{part}"].strip() for part in PARTS} for number in range(1, MOST_DATASETS + 1)
        ]
        names = ("title", "purpose", "retention", "legal_basis", "contact", "starts_on", "review_on", "public")
        return SharingTerms(
            **{name: said[name] for name in names},
            provider=own if gives else other,
            recipient=other if gives else own,
            datasets=tuple(row for row in rows if any(row.values())),
            made_from=said["made_from"],
            further=tuple(said["further"]),
        )


def as_answers(agreement: SharingAgreement, own: set[int]) -> dict[str, Any]:
    """What the form holds of an agreement, seen by one of its sides."""
    gives = agreement.provider_id in own
    names = ("title", "purpose", "retention", "legal_basis", "contact", "starts_on", "review_on", "public", "version")
    held = {name: getattr(agreement, name) for name in names}
    for number, row in enumerate(agreement.datasets, 1):
        held |= {f"data_{number}_{part}": row.get(part, "") for part in PARTS}
    sides = (agreement.provider_id, agreement.recipient_id)
    organisation, partner = sides if gives else sides[::-1]
    return held | {
        "side": FROM if gives else TO,
        "organisation": organisation,
        "partner": partner,
        "further": list(agreement.parties[2:]),
        "made_from": agreement.made_from_id,
    }


class VersionForm(forms.Form):
    """Which text was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = area("Why? Both sides read it", most=500, error_messages={"required": "Say why"})


class SignForm(InNameOf):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RenewForm(InNameOf):
    review_on = forms.DateField(label="Until which day, then reviewed again?", widget=DateInput, error_messages=NO_DAY)
