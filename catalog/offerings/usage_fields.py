"""The part of a form that asks how much will be used of what a plan meters: the same on every screen with a cost."""

from collections.abc import Iterable, Mapping

from django import forms

from .plans import Plan
from .price_terms import usage_key
from .pricing import MOST_USED


class AsksForUsage(forms.Form):
    """Adds a field for each usage charge of these plans: what the reader expects to use in a month, if known."""

    charges: tuple[str, ...] = ()

    def ask_for_usage(self, plans: Iterable[Plan]) -> None:
        """One field a charge; plans, and offerings, that meter the same under one name share it."""
        for charge in (charge for plan in plans for charge in plan.usage_charges):
            key = usage_key(charge)
            if key not in self.charges:
                self.charges += (key,)
                self.fields[f"usage-{key}"] = forms.IntegerField(
                    label=f"{charge['name']} a month",
                    required=False,
                    min_value=0,
                    max_value=MOST_USED,
                    help_text="If you can tell. Without a figure the cost says at which price it comes on top.",
                    error_messages={
                        "invalid": "Enter a whole number, or leave it empty",
                        "min_value": "Enter 0 or more, or leave it empty",
                        "max_value": f"Enter at most {MOST_USED:,}",
                    },
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )

    @property
    def usage(self) -> dict[str, int]:
        """What was entered, by the key of the charge."""
        used = ((key, self.cleaned_data.get(f"usage-{key}")) for key in self.charges)
        return {key: number for key, number in used if number is not None}

    @property
    def usage_fields(self) -> list[forms.BoundField]:
        return [self[f"usage-{key}"] for key in self.charges]

    @property
    def usage_kept(self) -> list[tuple[str, str]]:
        """Name and text of what was sent, for addresses."""
        return [(field.name, self.data[field.name]) for field in self.usage_fields if self.data.get(field.name)]


def usage_sent(sent: Mapping[str, str]) -> dict[str, str]:
    """What an address says about usage; the form takes up what its plans meter."""
    return {name: sent[name] for name in sent if name.startswith("usage-")}
