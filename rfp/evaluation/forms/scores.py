"""Forms of points and agreements."""

from decimal import Decimal

from django import forms
from django.utils.html import format_html

from ..queries import PASSED, scale_of
from .panels import area

# What the whole points of the usual scale of five mean: a word, and when they are given.
MEANS = {
    5: ("Excellent", "Above what is asked everywhere, proven"),
    4: ("Good", "Above it in most points, small doubts"),
    3: ("Meets", "What is asked, with evidence"),
    2: ("Partly", "One point below it, or unproven"),
    1: ("Weak", "Several points below it"),
    0: ("Nothing", "No answer to the criterion"),
}


def choices_of(criterion) -> list[tuple[str, str]]:
    """The points of a scale with what they mean, the best first."""
    most = scale_of(criterion)
    if most == PASSED:
        return [("1", "Passed"), ("0", "Failed")]
    if most == max(MEANS):
        return [
            (str(points), format_html("<b>{} {}</b><span>{}</span>", points, *said)) for points, said in MEANS.items()
        ]
    return [(str(points), f"{points} of {most}") for points in range(most, -1, -1)]


class ScoreForm(forms.Form):
    """Points and why."""

    points = forms.ChoiceField(
        label="Your score", widget=forms.RadioSelect, error_messages={"required": "Choose how many points"}
    )
    rationale = area(
        "Why this score?", rows=5,
        help_text="At least one strength or weakness, with the section. The vendor may read it in its debrief.",
    )  # fmt: skip

    def __init__(self, *args, criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = choices_of(criterion)

    @property
    def told(self) -> dict:
        return {"points": Decimal(self.cleaned_data["points"]), "rationale": self.cleaned_data["rationale"]}


class AgreeForm(forms.Form):
    """What the panel agreed on."""

    points = forms.DecimalField(
        label="Agreed points", min_value=0, max_digits=5, decimal_places=1, help_text="In halves.",
        error_messages={"required": "Enter the points that were agreed"},
    )  # fmt: skip
    reason = area(
        "What changed, and why?", rows=4, required=False,
        help_text="The vendor reads it. It may stay empty where all evaluators gave just this.",
    )  # fmt: skip


class PriceAnswerForm(forms.Form):
    """How a vendor reaches its price."""

    answer = area("How do you reach this price?", help_text="What it covers, and why it holds.", rows=8, most=4000)


class PriceDecisionForm(forms.Form):
    """Whether the explanation holds."""

    verdict = forms.ChoiceField(
        label="Does the price hold?", widget=forms.RadioSelect,
        choices=[("accept", "It holds: the price counts"), ("reject", "It does not: the bid is rejected for it")],
    )  # fmt: skip
    decision = area("Why?", help_text="The vendor reads it.", most=2000)


class RecommendForm(forms.Form):
    """What the panel says to the officers."""

    words = area("What does the panel recommend, and why?", rows=6, most=4000)
