"""Forms that are read from the address: the cost for my users, and what I require."""

from collections.abc import Sequence

from django import forms

from catalog.taxonomy.models import DataStandard, ExportFormat, ImpactLevel

from .plans import Plan
from .pricing import LARGEST_QUANTITY, LONGEST_TERM
from .usage_fields import AsksForUsage, usage_sent

USERS = 100
MONTHS = 36


def usual_quantity(plan: Plan) -> int:
    """How many units the page starts from, where nobody has said."""
    return max(plan.included_quantity, USERS if plan.unit == "user" else 1)


class CostForm(AsksForUsage):
    """Read from the address; without values it starts from usual ones."""

    users = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_QUANTITY,
        error_messages={
            "required": "Enter how many, for example 240",
            "invalid": f"Enter a whole number from 1 to {LARGEST_QUANTITY:,}, for example 240",
            "min_value": "Enter at least 1",
            "max_value": f"Enter at most {LARGEST_QUANTITY:,}",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    months = forms.IntegerField(
        min_value=1,
        max_value=LONGEST_TERM,
        error_messages={
            "required": "Enter for how many months, for example 36",
            "invalid": f"Enter whole months from 1 to {LONGEST_TERM}, for example 36",
            "min_value": "Enter at least 1 month",
            "max_value": f"Enter at most {LONGEST_TERM} months",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args, plans: Sequence[Plan] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_usage(plans)

    def cleaned(self, name: str, otherwise: int) -> int:
        """The value of a field, or another where the form holds anything wrong."""
        return otherwise if self.errors else self.cleaned_data[name]


class PlanCostForm(CostForm):
    """The same for one offering, with its plans to choose from."""

    plan = forms.ChoiceField(error_messages={"invalid_choice": "This plan is not offered. Choose one from the list."})

    def __init__(self, *args, plans: Sequence[Plan], **kwargs) -> None:
        super().__init__(*args, plans=plans, **kwargs)
        self.plans = {str(plan.code): plan for plan in plans}
        self.fields["plan"].choices = [(code, plan.name) for code, plan in self.plans.items()]


def plan_cost_form(sent, plans: Sequence[Plan]) -> PlanCostForm:
    """The form as sent, with what was not sent filled in. `sent` maps names to texts, as request.GET does."""
    plan = next((plan for plan in plans if str(plan.code) == sent.get("plan")), plans[0])
    values = usage_sent(sent) | {"plan": sent.get("plan") or str(plan.code)}
    values["users"] = sent.get("users") or str(usual_quantity(plan))
    values["months"] = sent.get("months") or str(max(MONTHS, plan.minimum_term_months))
    form = PlanCostForm(values, plans=plans)
    form.is_valid()
    return form


class RequirementsForm(forms.Form):
    """What an offering must have, for the comparison; every field may stay empty. Names stand in addresses."""

    IMPACT = [
        ("", "Any"),
        (ImpactLevel.LOW, "Low or higher"),
        (ImpactLevel.MODERATE, "Moderate or higher"),
        (ImpactLevel.HIGH, "High"),
    ]

    price_up_to = forms.DecimalField(
        label="Costs at most, in dollars",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text="In all, for these users and months.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": "Enter an amount in figures, such as 250000"},
    )
    impact = forms.ChoiceField(label="Impact level", required=False, choices=IMPACT)
    data_in = forms.CharField(
        label="Data is kept in", required=False, max_length=80, help_text="A word such as Ohio or United States."
    )
    sign_in = forms.CharField(label="Sign-in with", required=False, max_length=80, help_text="Such as SAML.")
    export = forms.ChoiceField(label="Data comes out as", required=False, choices=[("", "Any"), *ExportFormat.choices])
    standard = forms.ChoiceField(label="Data standard", required=False, choices=[("", "Any"), *DataStandard.choices])
    support = forms.CharField(
        label="Support hours say", required=False, max_length=80, help_text="Such as 24 hours, or every day."
    )
    uptime = forms.DecimalField(
        label="Availability promised, at least",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=7,
        decimal_places=4,
        help_text="Percent, such as 99.9",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": "Enter a percentage in figures, such as 99.9"},
    )
    open_api = forms.BooleanField(label="Has an open API", required=False)
    examined = forms.BooleanField(
        label="Security examined", required=False, help_text="FedRAMP Authorized, or assessed by the state."
    )

    def __init__(self, *args, beside: str = "cost", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # They stand apart from the form of the cost and are sent with it.
            field.widget.attrs["form"] = beside

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Name and text of what was sent, for addresses."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]
