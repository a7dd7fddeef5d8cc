"""The form of the line of an order by rank: for each vendor of the lot what it is offered, or why it is passed over."""

import uuid
from collections.abc import Sequence

from django import forms
from django.forms.boundfield import BoundField

from ..actions import Place
from ..line_choices import Ranked
from ..models import Order
from .requests import VersionForm

# What stands for an offer where a vendor can be asked for none, and why it is passed over.
NOTHING = ("Has nothing that fits in this lot", "Offers nothing in this lot for the quantity.")
NOT_SIGNED = ("Has not signed this lot", "Has not signed this lot of the agreement yet.")


class LineForm(VersionForm):
    """Two answers a vendor, in the order of their ranks."""

    def __init__(self, *args, order: Order, ranked: Sequence[Ranked], **kwargs):
        """What the draft's line says already, else the plan asked for; for the others somebody chooses."""
        super().__init__(*args, **kwargs)
        self.ranked = ranked
        known = {offer.vendor_id: offer for offer in order.line.all()}
        for each in ranked:
            offer, own = known.get(each.vendor.pk), f"{order.offering_id}:{order.plan_code}"
            keys = [choice.key for choice in each.choices]
            nothing = NOTHING if each.is_bound else NOT_SIGNED
            first = own if own in keys else ""
            if offer is not None:
                first = f"{offer.offering_id}:{offer.plan_code}" if offer.offering_id else ""
            self.fields[f"offer_{each.vendor.pk}"] = forms.ChoiceField(
                label=f"{each.rank}. {each.vendor}",
                choices=[
                    *((choice.key, choice.words) for choice in each.choices),
                    ("", "Choose, or pass over" if keys else nothing[0]),
                ],
                required=False,
                initial=first,
            )
            self.fields[f"left_out_{each.vendor.pk}"] = forms.CharField(
                label="If it is passed over: why?",
                max_length=300,
                required=False,
                initial=offer.left_out if offer else ("" if keys else nothing[1]),
            )

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"offer_{each.vendor.pk}"], self[f"left_out_{each.vendor.pk}"]) for each in self.ranked]

    def clean(self):
        answers = super().clean()
        for each in self.ranked:
            offer, left_out = (answers.get(f"{name}_{each.vendor.pk}") for name in ("offer", "left_out"))
            if not offer and not left_out and f"offer_{each.vendor.pk}" not in self.errors:
                self.add_error(f"left_out_{each.vendor.pk}", f"Say why {each.vendor} is passed over")
        return answers

    @property
    def places(self) -> list[Place]:
        answers, places = self.cleaned_data, []
        for each in self.ranked:
            chosen = next((one for one in each.choices if one.key == answers[f"offer_{each.vendor.pk}"]), None)
            if chosen is None:
                places.append(Place(each.vendor.pk, left_out=answers[f"left_out_{each.vendor.pk}"]))
            else:
                places.append(Place(each.vendor.pk, chosen.offering, uuid.UUID(chosen.plan_code)))
        return places
