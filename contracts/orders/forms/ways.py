"""The form of step 3, how an order is bought: shapes only; the rules are in actions/choosing.py."""

from collections.abc import Sequence

from django import forms

from contracts.comparisons.models import Comparison
from contracts.policies.models import Route
from marketplace.components.formats import money

from ..actions import Award
from ..models import AwardGrounds, Order
from ..vehicles import LotOption, Ways
from .requests import VersionForm

DIRECT_AWARD, BY_RANK = "direct-award", "by-rank-"


class WayForm(VersionForm):
    """Under which agreement, or as a direct award and why."""

    way = forms.ChoiceField(
        label="How do you buy it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you buy it", "invalid_choice": "Choose one of the ways listed"},
    )
    grounds = forms.ChoiceField(
        label="If it is a direct award: why is nobody else asked?",
        choices=[("", "Choose the reason"), *AwardGrounds.choices],
        required=False,
    )
    words = forms.CharField(
        label="And in your words",
        help_text="A sentence or two. Everybody can read it in the list of direct awards once it is approved.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, ways: Ways, order: Order, compared: Sequence[Comparison] = (), **kwargs):
        """`compared` are the signed comparisons that put just this first."""
        super().__init__(*args, **kwargs)
        self.compared = {comparison.reference: comparison for comparison in compared}
        self.options = {str(option.lot.pk): option for option in ways.fitting}
        is_open = ways.state(Route.DIRECT_ORDER).terms is not None
        choices = [(key, lot_words(option)) for key, option in self.options.items() if is_open]
        if ways.state(Route.COMPARISON).terms is not None:
            choices = [(key, f"After desktop comparison {one}") for key, one in self.compared.items()] + choices
        if ways.state(Route.CASCADE).terms is not None:
            choices += [
                (f"{BY_RANK}{key}", f"By rank {lot_words(option, start='under')}") for key, option in several(ways)
            ]
        if ways.state(Route.DIRECT_AWARD).terms is not None:
            choices.append((DIRECT_AWARD, "As a direct award, under none of the agreements"))
        else:
            del self.fields["grounds"], self.fields["words"]
        self.is_choosable = bool(choices)
        self.fields["way"].choices = choices  # type: ignore[attr-defined]
        chosen = str(order.framework_lot_id) if order.framework_lot_id else ""
        first = choices[0][0] if choices and choices[0][0] != DIRECT_AWARD else ""
        chosen = order.comparison.reference if order.comparison else chosen
        chosen = f"{BY_RANK}{chosen}" if order.is_by_rank else chosen
        self.initial = {
            **self.initial,
            "way": DIRECT_AWARD if order.route == Route.DIRECT_AWARD else chosen or first,
            "grounds": order.award_grounds,
            "words": order.award_words,
        }

    def clean(self):
        answers = super().clean()
        if answers.get("way") == DIRECT_AWARD:
            if not answers.get("grounds") and "grounds" not in self.errors:
                self.add_error("grounds", "Choose why nobody else is asked")
            if not answers.get("words") and "words" not in self.errors:
                self.add_error("words", "Say it in a sentence that everybody can read")
        return answers

    @property
    def by_rank(self) -> str:
        """The lot under which the vendors are asked by rank; empty for every other way."""
        way = self.cleaned_data["way"]
        return way.removeprefix(BY_RANK) if way.startswith(BY_RANK) else ""

    @property
    def choice(self) -> dict:
        """The lot, the comparison or the award, as the action takes them."""
        answers = self.cleaned_data
        if answers["way"] == DIRECT_AWARD:
            return {"award": Award(answers["grounds"], answers["words"])}
        if answers["way"] in self.compared:
            return {"comparison": self.compared[answers["way"]]}
        return {"lot": self.options[answers["way"]].lot}


def several(ways: Ways) -> list[tuple[str, LotOption]]:
    """Lots with more than one vendor, so that there is a next one to ask."""
    return [(str(option.lot.pk), option) for option in ways.fitting if option.lot.vendors.count() > 1]


def lot_words(option: LotOption, *, start: str = "Under") -> str:
    """Under F-2026-0001 Software for case work, lot Cloud software: $576,424.50 is left."""
    framework = option.lot.framework
    left = money((option.room, framework.currency))
    return f"{start} {framework}, lot {option.lot.lot}: {left} is left"
