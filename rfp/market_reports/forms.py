"""The form of a market report: a summary, and for each question what its answers say together."""

from collections.abc import Sequence

from django import forms

from .models import MarketReport
from .queries import Gathered


class ReportForm(forms.Form):
    """One field a question, named by lot and code."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    summary = forms.CharField(
        label="What can the market do, and what does it advise?", max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text="Everybody reads it. Name no vendor and no product.",
    )  # fmt: skip

    def __init__(self, *args, gathered: Sequence[Gathered], report: MarketReport | None, **kwargs):
        said = {f"{one.lot}-{one.code}": one.words for one in report.entries.all()} if report else {}
        kwargs["initial"] = {
            "number": report.number if report else 0,
            "summary": report.summary if report else "",
            **{f"words-{key}": words for key, words in said.items()},
        }
        super().__init__(*args, **kwargs)
        self.gathered = gathered
        for one in gathered:
            self.fields[f"words-{one.key}"] = forms.CharField(
                label=f"{one.code}: what do the answers say together?", required=False, max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4}), help_text=one.question,
            )  # fmt: skip

    @property
    def questions(self) -> list[tuple[Gathered, forms.BoundField]]:
        return [(one, self[f"words-{one.key}"]) for one in self.gathered]

    @property
    def words(self) -> dict[str, str]:
        return {one.key: self.cleaned_data[f"words-{one.key}"] for one in self.gathered}


class ReleaseForm(forms.Form):
    """The number of the report that was read."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
