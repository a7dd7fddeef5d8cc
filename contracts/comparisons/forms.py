"""Forms of desktop comparisons: shapes only; the rules are in actions.py."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from catalog.longlists.models import Longlist
from catalog.offerings.plans import price_day
from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from catalog.shortlists.models import Shortlist
from contracts.frameworks.models import Framework, FrameworkLot
from marketplace.components.widgets import WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from .actions import Judged
from .models import MOST_POINTS, Comparison, Weight
from .offers import Source, of_longlist, of_lot, of_shortlist
from .scoring import JUDGED

MOST_CHOICES = 50


class StartForm(forms.Form):
    """What is compared, for how many and for how long."""

    title = forms.CharField(
        label="What is it for?",
        max_length=120,
        error_messages={"required": "Enter a name, such as Telephones for 2027"},
    )
    agency = forms.ModelChoiceField(Organisation.objects.none(), label="For which agency?", empty_label=None)
    source = forms.ChoiceField(
        label="Which offers?",
        help_text="They are frozen as they are published at this moment.",
        error_messages={"required": "Choose where the offers come from"},
    )
    quantity = forms.IntegerField(
        label="How many?", min_value=1, max_value=LARGEST_QUANTITY, widget=WholeNumberInput,
        error_messages={"required": "Enter how many, for example 240", "invalid": "Enter a whole number, such as 240"},
    )  # fmt: skip
    months = forms.IntegerField(
        label="For how many months?", min_value=1, max_value=LONGEST_TERM, widget=WholeNumberInput,
        error_messages={"required": "Enter the term, for example 36", "invalid": "Enter whole months, such as 36"},
    )  # fmt: skip

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        mine = organisations_for(reader, "contracts.start_comparison")
        agencies = Organisation.objects.visible_to(reader).filter(pk__in=mine)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = agencies[0].pk
        self.sources = _sources(reader, mine)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a lot or a list"),
            *((legend, [(key, words) for key, words, _ in rows]) for legend, rows in self.sources if rows),
        ]

    @property
    def chosen(self) -> Source:
        """The source, with its offers as they stand."""
        makers = {key: make for _, rows in self.sources for key, _, make in rows}
        return makers[self.cleaned_data["source"]]()


Row = tuple[str, str, Callable[[], Source]]


def _sources(reader: Any, agencies: set[int]) -> list[tuple[str, list[Row]]]:
    open_now = Framework.objects.open_for_orders(on=price_day(timezone.now()))
    lots = FrameworkLot.objects.filter(framework__in=open_now).select_related("framework", "lot")[:MOST_CHOICES]
    shortlists = Shortlist.objects.visible_to(reader).filter(agency__in=agencies)[:MOST_CHOICES]
    frozen = Longlist.objects.visible_to(reader).filter(organisation__in=agencies, status=Longlist.Status.FROZEN)
    return [
        ("Lots of framework agreements", [_row("lot", lot, f"{lot.framework}, {lot.lot}", of_lot) for lot in lots]),
        ("Shortlists", [_row("shortlist", one, str(one), of_shortlist) for one in shortlists]),
        ("Frozen longlists", [_row("longlist", one, str(one), of_longlist) for one in frozen[:MOST_CHOICES]]),
    ]


def _row(kind: str, one: Any, words: str, make: Callable[[Any], Source]) -> Row:
    return f"{kind}-{one.pk}", words, lambda: make(one)


class WeighForm(forms.Form):
    """A percentage for each criterion; what is left empty does not count."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        known = {row.criterion: row.percent for row in comparison.weights.all()}
        for criterion in Weight.Criterion:
            self.fields[criterion] = forms.IntegerField(
                label=f"{criterion.label}, in percent", required=False, min_value=0, max_value=100,
                initial=known.get(criterion), widget=WholeNumberInput,
                error_messages={"invalid": "Enter a whole percentage, such as 40"},
            )  # fmt: skip

    @property
    def weights(self) -> dict[str, int]:
        return {criterion.value: self.cleaned_data[criterion] or 0 for criterion in Weight.Criterion}

    def clean(self):
        answers = super().clean()
        if not self.errors and (whole := sum(answers.get(criterion) or 0 for criterion in Weight.Criterion)) != 100:
            raise forms.ValidationError(f"The weights add up to {whole}%. Change them until they make exactly 100%.")
        return answers


class JudgeForm(forms.Form):
    """Points and reasons for each offer by each criterion that people judge."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = list(comparison.candidates.all())
        weighed = {row.criterion for row in comparison.weights.all()}
        self.criteria = [Weight.Criterion(name) for name in JUDGED if name in weighed]
        for candidate in self.candidates:
            given = {row.criterion: row for row in candidate.judgements.all()}
            for criterion in self.criteria:
                known, key = given.get(criterion), f"{criterion}_{candidate.pk}"
                self.fields[f"points_{key}"] = forms.TypedChoiceField(
                    label=criterion.label.partition(",")[0], coerce=int, initial=known.points if known else None,
                    choices=[("", "Points"), *((n, f"{n} of {MOST_POINTS}") for n in range(MOST_POINTS + 1))],
                    error_messages={"required": f"Give {candidate.name} its points"},
                )  # fmt: skip
                self.fields[f"words_{key}"] = forms.CharField(
                    label="Why?", max_length=1000, initial=known.words if known else "",
                    widget=forms.Textarea(attrs={"rows": 2}),
                    error_messages={"required": f"Say why {candidate.name} has these points"},
                )  # fmt: skip

    @property
    def rows(self):
        """Each offer with its fields, criterion by criterion."""
        return [
            (
                candidate,
                [
                    (self[f"points_{criterion}_{candidate.pk}"], self[f"words_{criterion}_{candidate.pk}"])
                    for criterion in self.criteria
                ],
            )
            for candidate in self.candidates
        ]

    @property
    def judged(self) -> list[Judged]:
        answers = self.cleaned_data
        return [
            Judged(candidate.pk, criterion.value, answers[f"points_{key}"], answers[f"words_{key}"])
            for candidate in self.candidates
            for criterion in self.criteria
            for key in [f"{criterion}_{candidate.pk}"]
        ]


class SignForm(forms.Form):
    """Why the first place is the right choice."""

    reason = forms.CharField(
        label="Why is the first place the right choice?",
        help_text="The order carries it as its justification, and an auditor reads it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why, in a sentence or two"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
