"""Forms of longlists: shapes only; the rules are in actions.py."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms

from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from catalog.search import facets
from marketplace.components.widgets import WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .criteria import Criterion, Kind
from .models import Longlist, LonglistEntry
from .queries import replaceable_by


class StartForm(forms.Form):
    """What for, and for whom."""

    title = forms.CharField(
        label="What is to be bought",
        max_length=120,
        help_text="Such as: Service desk for the district offices, 2027.",
        error_messages={"required": "Say what is to be bought"},
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For whom?", empty_label=None)
    supersedes = forms.ModelChoiceField(
        Longlist.objects.none(),
        label="Does it take the place of a frozen one?",
        required=False,
        empty_label="No, it is a new one",
        to_field_name="reference",
        help_text="The older one is then superseded when this one is frozen.",
    )

    partial = forms.BooleanField(required=False)

    def __init__(self, *args, reader, partly=0, **kwargs):
        super().__init__(*args, **kwargs)
        if partly:
            self.fields["partial"].label = f"Take in the {partly:,} that hold only some of the words as well"
        else:
            del self.fields["partial"]
        own = organisations_for(reader, "catalog.start_longlist")
        organisations = Organisation.objects.visible_to(reader).filter(pk__in=own)
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0].pk
            self.fields["organisation"].widget = forms.HiddenInput()
        frozen = replaceable_by(reader, own)
        self.fields["supersedes"].queryset = frozen
        if not frozen:
            del self.fields["supersedes"]


class FromShortlistForm(forms.Form):
    """What for, and why these offerings and no others."""

    title = forms.CharField(
        label="What is to be bought", max_length=120, error_messages={"required": "Say what is to be bought"}
    )
    reason = forms.CharField(
        label="Why these offerings and no others?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever checks the award reads it. It cannot be changed afterwards.",
        error_messages={"required": "Write why these and no others"},
    )


class StepForm(forms.Form):
    """The reason that every step needs; forms of the kinds of steps add what is asked."""

    reason = forms.CharField(
        label="Why does this matter?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever checks the award reads it. It cannot be changed afterwards.",
        error_messages={"required": "Write why this matters"},
    )

    kind = Kind.FILTER

    def __init__(self, *args, entries: Sequence[LonglistEntry], **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = entries
        self.order_fields([name for name in self.fields if name != "reason"])

    def criterion(self) -> Criterion:
        raise NotImplementedError


class FilterForm(StepForm):
    """Values of the catalogue's filters that occur among what is left, each with its number."""

    def __init__(self, *args, names: dict[tuple[str, str], str], **kwargs):
        super().__init__(*args, **kwargs)
        self.labels: dict[str, str] = {}
        for name in facets.NAMES:
            if choices := self._choices(name, names):
                self.fields[name] = forms.MultipleChoiceField(
                    label=facets.LEGENDS[name], required=False, choices=choices, widget=forms.CheckboxSelectMultiple
                )
        self.order_fields([name for name in self.fields if name != "reason"])

    def _choices(self, name: str, names: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
        counts: dict[str, int] = {}
        for entry in self.entries:
            for value in entry.facts["values"].get(name, ()):
                counts[value] = counts.get(value, 0) + bool(value)
        facet = facets.BY_NAME.get(name)
        known = {option.value: option.words for option in facet.options} if facet else {}
        shown = {value: known.get(value) or names.get((name, value), value) for value, count in counts.items() if count}
        self.labels |= {f"{name}:{value}": label for value, label in shown.items()}
        rows = sorted(shown.items(), key=lambda row: (-counts[row[0]], row[1]))
        # A filter that all or none have tells nothing apart.
        if all(counts[value] == len(self.entries) for value, _ in rows):
            return []
        return [(value, f"{label} ({counts[value]})") for value, label in rows]

    def clean(self):
        answers = super().clean()
        if not self.errors and not any(answers.get(name) for name in facets.NAMES):
            raise forms.ValidationError("Tick at least one value to keep.")
        return answers

    def criterion(self) -> Criterion:
        selected = {name: list(self.cleaned_data[name]) for name in facets.NAMES if self.cleaned_data.get(name)}
        said = {f"{name}:{value}" for name, values in selected.items() for value in values}
        labels = {key: label for key, label in self.labels.items() if key in said}
        return Criterion(Kind.FILTER, selected=selected, labels=labels)


class RequirementForm(StepForm):
    """What stands beside the must-haves of the comparison: the quantity, the term, what was measured."""

    users = forms.IntegerField(
        label="For how many users",
        min_value=1,
        max_value=LARGEST_QUANTITY,
        widget=WholeNumberInput,
        error_messages={"invalid": "Enter a whole number, for example 240"},
    )
    months = forms.IntegerField(
        label="For how many months",
        min_value=1,
        max_value=LONGEST_TERM,
        widget=WholeNumberInput,
        error_messages={"invalid": "Enter whole months, for example 36"},
    )
    measured_least = forms.DecimalField(
        label="Uptime measured, at least",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=9,
        decimal_places=6,
        help_text="Percent, such as 99.9. Measured, not promised.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": "Enter a percentage in figures, such as 99.9"},
    )
    gaps = forms.ChoiceField(
        label="What about offerings that do not say?",
        choices=[("out", "Leave them out"), ("stay", "Keep them")],
        initial="out",
        widget=forms.RadioSelect,
    )
    kind = Kind.REQUIREMENT

    def __init__(self, *args, required, **kwargs):
        super().__init__(*args, **kwargs)
        self.required = required

    def clean(self):
        answers = super().clean()
        if self.required.errors:
            raise forms.ValidationError("One of the requirements cannot be read. It says below what is wrong with it.")
        if not self.errors and not self.required.kept and answers.get("measured_least") is None:
            raise forms.ValidationError("Enter at least one requirement.")
        return answers

    def criterion(self) -> Criterion:
        answers = self.cleaned_data
        least = answers["measured_least"]
        return Criterion(
            Kind.REQUIREMENT,
            chosen=dict(self.required.kept),
            users=answers["users"],
            months=answers["months"],
            measured_least="" if least is None else str(least),
            strict=answers["gaps"] == "out",
        )


class HandForm(StepForm):
    """A choice by hand; its reason is all that explains it."""

    offerings = forms.TypedMultipleChoiceField(
        label="Which are left out?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the offerings to leave out"},
    )
    kind = Kind.HAND

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offerings"].choices = [
            (entry.offering_id, f"{entry.name}, {entry.facts['vendor']}") for entry in self.entries
        ]

    def criterion(self) -> Criterion:
        return Criterion(Kind.HAND, offerings=sorted(self.cleaned_data["offerings"]))
