"""The form of a joint order's shares: the lead and up to five partners, all per cent or all units."""

from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField

from marketplace.components.widgets import WholeNumberInput
from marketplace.organisations.models import Organisation

from ..actions import Part
from ..models import Order
from .requests import VersionForm

PARTNERS = 5
PERCENT, UNITS = "percent", "units"


class SharesForm(VersionForm):
    """Who bears how much. Without a partner it is the order of one agency."""

    measure = forms.ChoiceField(
        label="How are the shares counted?",
        choices=[(PERCENT, "Per cent of the whole"), (UNITS, "So many units each")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the shares are counted"},
    )

    def __init__(self, *args, order: Order, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        shares = list(order.shares.select_related("agency"))
        lead = next((share for share in shares if share.agency_id == order.agency_id), None)
        partners = [share for share in shares if share.agency_id != order.agency_id]
        self.initial.setdefault("measure", UNITS if lead and lead.quantity else PERCENT)
        agencies = Organisation.objects.filter(kind=Organisation.Kind.AGENCY).exclude(pk=order.agency_id)
        self.fields["share_0"] = self._share(f"Share of {order.agency}", lead)
        for row in range(1, PARTNERS + 1):
            share = partners[row - 1] if row <= len(partners) else None
            self.fields[f"agency_{row}"] = forms.ModelChoiceField(
                agencies.order_by("sort_name"),
                label=f"Partner {row}",
                required=False,
                empty_label="No partner",
                initial=share.agency_id if share else None,
            )
            self.fields[f"share_{row}"] = self._share(f"Share of partner {row}", share)

    @staticmethod
    def _share(label: str, share) -> forms.DecimalField:
        amount = share and (share.percent.normalize() if share.percent is not None else share.quantity)
        return forms.DecimalField(
            label=label,
            min_value=Decimal("0.01"),
            decimal_places=2,
            required=False,
            initial=f"{amount:f}" if isinstance(amount, Decimal) else amount,
            widget=WholeNumberInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": "Enter a number, such as 40"},
        )

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"agency_{row}"], self[f"share_{row}"]) for row in range(1, PARTNERS + 1)]

    def clean(self):
        answers = super().clean()
        for row in range(1, PARTNERS + 1):
            agency, share = answers.get(f"agency_{row}"), answers.get(f"share_{row}")
            if agency and share is None and f"share_{row}" not in self.errors:
                self.add_error(f"share_{row}", f"Enter how much {agency} bears")
            if share is not None and not agency and f"agency_{row}" not in self.errors:
                self.add_error(f"agency_{row}", "Choose whose share this is")
        given = [answers.get(f"share_{row}") for row in range(PARTNERS + 1)]
        if answers.get("measure") == UNITS and any(share is not None and share % 1 for share in given):
            self.add_error("measure", "Units are whole. Enter whole numbers, or choose per cent")
        return answers

    @property
    def parts(self) -> list[Part]:
        answers, found = self.cleaned_data, [(self.order.agency, self.cleaned_data["share_0"])]
        found += [(answers[f"agency_{row}"], answers[f"share_{row}"]) for row in range(1, PARTNERS + 1)]
        borne = [(agency, share) for agency, share in found if agency and share is not None]
        if len(borne) < 2 and not any(answers[f"agency_{row}"] for row in range(1, PARTNERS + 1)):
            return []
        if answers["measure"] == UNITS:
            return [Part(agency, quantity=int(share)) for agency, share in borne]
        return [Part(agency, percent=share) for agency, share in borne]
