"""The form of a buying policy: shapes only; the rules are in actions.py."""

from django import forms
from django.forms.boundfield import BoundField

from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput

from .actions import BandTerms, PolicyTerms
from .models import MOST_APPROVALS, MOST_DAYS, BuyingPolicy, Route
from .queries import RouteTerms

MOST_BANDS = 5
APPROVALS = [
    ("", "Closed"),
    *((str(many), f"{many} approval{'' if many == 1 else 's'}") for many in range(1, MOST_APPROVALS + 1)),
]


class PolicyForm(forms.Form):
    """What it changes, from when, and for each band of values which ways of buying are open."""

    summary = forms.CharField(
        label="What does it change, and why? Everybody reads this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what it changes, and why"},
    )
    holds_from = forms.DateField(
        label="From which day on does it hold?",
        help_text="Requests sent on that day or later are judged by it. From tomorrow at the earliest.",
        widget=DateInput,
        error_messages={"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 01/01/2027"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(1, MOST_BANDS + 1)
        for band in self.numbers:
            self.fields[f"up_to_{band}"] = forms.DecimalField(
                label="Up to which value in all?",
                help_text="The last band that you use stays empty here: it has no end.",
                required=False, min_value=0, max_digits=14, decimal_places=2, widget=MoneyInput,
                error_messages={"invalid": "Enter an amount, such as 250000"},
            )  # fmt: skip
            for route in Route:
                self.fields[f"approvals_{band}_{route}"] = forms.ChoiceField(
                    label=route.label, choices=APPROVALS, required=False
                )
                self.fields[f"days_{band}_{route}"] = forms.IntegerField(
                    label="Days", required=False, min_value=0, max_value=MOST_DAYS, widget=WholeNumberInput,
                    error_messages={"invalid": "Enter whole days, such as 10"},
                )  # fmt: skip

    @property
    def band_rows(self) -> list[tuple[int, BoundField, list[tuple[Route, BoundField, BoundField]]]]:
        """The number of each band, its end, and for each way of buying the approvals and the days."""
        return [
            (
                band,
                self[f"up_to_{band}"],
                [(route, self[f"approvals_{band}_{route}"], self[f"days_{band}_{route}"]) for route in Route],
            )
            for band in self.numbers
        ]

    @property
    def terms(self) -> PolicyTerms:
        answers = self.cleaned_data
        bands = [BandTerms(answers[f"up_to_{band}"], self._routes(band)) for band in self.numbers]
        used = [band for band in bands if band.routes or band.up_to is not None]
        return PolicyTerms(answers["summary"], answers["holds_from"], used)

    def _routes(self, band: int) -> dict[str, RouteTerms]:
        answers = self.cleaned_data
        return {
            route: RouteTerms(int(answers[f"approvals_{band}_{route}"]), answers[f"days_{band}_{route}"] or 0)
            for route in Route
            if answers[f"approvals_{band}_{route}"]
        }


def as_answers(policy: BuyingPolicy | None, *, whole: bool) -> dict:
    """What a policy says, as the form shows it; only its bands where the next one begins from it."""
    if policy is None:
        return {}
    answers = {name: getattr(policy, name) for name in ("summary", "holds_from", "version") if whole}
    for band in policy.bands.all():
        answers[f"up_to_{band.number}"] = band.up_to
        for rule in band.rules.all():
            answers[f"approvals_{band.number}_{rule.route}"] = str(rule.approvals)
            answers[f"days_{band.number}_{rule.route}"] = rule.minimum_days or ""
    return answers


class EnactForm(forms.Form):
    """The second person's word: only the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
