"""Forms of rate cards."""

import datetime
from typing import Any

from django import forms

from catalog.offerings.models import Offering
from catalog.taxonomy.models import DeliveryMode
from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

from ..actions import PoolTerms, RateTerms, YearTerms
from ..models import Pool
from ..models.former import OWN

AT_COST = [DeliveryMode.INTERNAL, DeliveryMode.MANAGED, DeliveryMode.HYBRID]


class RateForm(forms.Form):
    """A plan, its year, and what each pool costs."""

    plan = forms.ChoiceField(label="Plan of a service at cost")
    fiscal_year = forms.IntegerField(label="Fiscal year", min_value=2000, max_value=2100)
    holds_from = forms.DateField(label="It holds from", widget=DateInput)
    forecast_units = forms.IntegerField(
        label="Units × months expected in the year", min_value=1, help_text="1,200 machines for twelve months: 14,400."
    )
    note = forms.CharField(label="What is new in it?", max_length=500, required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Offering.objects.listed().filter(delivery_mode__in=AT_COST).prefetch_related("plans")
        self.plans = {
            str(plan.code): (offering, plan) for offering in services.order_by("name") for plan in offering.plans.all()
        }
        self.fields["plan"].choices = [
            (code, f"{offering.name}: {plan.name}") for code, (offering, plan) in self.plans.items()
        ]
        self.initial.setdefault("fiscal_year", today.year + 1)
        for pool in Pool:
            least = None if pool == Pool.CARRIED else 0
            words = "Below zero where last year took too much." if pool == Pool.CARRIED else ""
            self.fields[f"{pool}_amount"] = forms.DecimalField(
                label=f"{pool.label}, a year", min_value=least, max_digits=14, decimal_places=2, required=False,
                help_text=words,
            )  # fmt: skip
            self.fields[f"{pool}_from"] = forms.CharField(
                label=f"{pool.label}: where it comes from, what it buys", max_length=300, required=False
            )

    @property
    def terms(self) -> RateTerms:
        given = self.cleaned_data
        offering, plan = self.plans[given["plan"]]
        amounts = {pool: given[f"{pool}_amount"] for pool in Pool.values}
        return RateTerms(
            offering=offering,
            plan_code=plan.code,
            fiscal_year=given["fiscal_year"],
            holds_from=given["holds_from"],
            forecast_units=given["forecast_units"],
            pools={pool: PoolTerms(amount, given[f"{pool}_from"]) for pool, amount in amounts.items() if amount},
            note=given["note"],
        )


class PublishForm(forms.Form):
    """Nothing to fill in: what is published is shown above the button."""


class YearForm(forms.Form):
    """How a year ended."""

    actual_cost = forms.DecimalField(label="What it cost", min_value=0, max_digits=14, decimal_places=2)
    billed = forms.DecimalField(label="What was billed", min_value=0, max_digits=14, decimal_places=2)
    reserve = forms.DecimalField(label="In reserve on the last day", min_value=0, max_digits=14, decimal_places=2)
    cash_cost = forms.DecimalField(
        label="Paid out in the year, without write-offs", min_value=0, max_digits=14, decimal_places=2
    )

    @property
    def year(self) -> YearTerms:
        return YearTerms(**self.cleaned_data)


class FormerForm(forms.Form):
    """What an agency paid in a year of its own."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="Agency")
    units = forms.IntegerField(label="How many units did you run yourselves?", min_value=1)

    def __init__(self, *args: Any, agencies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Organisation.objects.agencies().filter(pk__in=agencies)
        self.fields["agency"].queryset = choices
        self.initial.setdefault("agency", choices.first())
        for pool in OWN:
            self.fields[pool] = forms.DecimalField(
                label=f"{Pool(pool).label}, a year", min_value=0, max_digits=14, decimal_places=2, required=False
            )
        self.fields["note"] = forms.CharField(
            label="Of which year, and what is not in it?", max_length=500, required=False
        )

    @property
    def amounts(self) -> dict[str, Any]:
        return {pool: self.cleaned_data[pool] for pool in OWN}
