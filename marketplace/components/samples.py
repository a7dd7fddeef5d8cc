"""What the component page shows: invented figures of invented vendors, fixed, so that pictures can be compared."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

from marketplace.components.chain import ChainStep, Stage
from marketplace.components.charts import Part
from marketplace.components.error_pages import TITLES
from marketplace.components.sample_charts import sample_charts
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput

EASTERN = ZoneInfo("America/New_York")


class SampleForm(forms.Form):
    """Every kind of field that Stoa uses."""

    need = forms.CharField(label="What is needed", help_text="One sentence that a colleague would understand")
    why = forms.CharField(label="Why", widget=forms.Textarea, required=False)
    users = forms.IntegerField(
        label="Users",
        widget=WholeNumberInput,
        min_value=1,
        max_value=99_999,
        help_text="People who sign in at least once a month",
        error_messages={"invalid": "Enter a whole number from 1 to 99,999, for example 240"},
    )
    budget = forms.DecimalField(label="Budget a year", widget=MoneyInput, min_value=0)
    starts_on = forms.DateField(label="First day of use", widget=DateInput)
    plan = forms.ChoiceField(label="Plan", choices=[("", "Choose a plan"), ("s", "Standard"), ("p", "Premium")])
    support = forms.ChoiceField(
        label="Support",
        widget=forms.RadioSelect,
        choices=[("day", "Working days, 8 to 18"), ("all", "Around the clock")],
    )
    data = forms.MultipleChoiceField(
        label="Data it will hold",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("none", "None about people"), ("names", "Names and addresses"), ("health", "Health records")],
    )
    terms = forms.FileField(label="Draft terms", required=False, help_text="PDF or text, at most 5 MB")
    declared = forms.BooleanField(
        label="I may order for my agency.", error_messages={"required": "Tick the box to say that you may order"}
    )


def sample_context(request) -> dict:
    """Everything that the page needs beside its own words."""
    due = datetime.datetime(2026, 12, 11, 14, tzinfo=EASTERN)
    return {
        "chain": sample_chain(),
        "due": due,
        "facets": sample_facets(),
        "active": [("SaaS", "?model="), ("State assessment", "?cert=")],
        "parts": sample_parts(),
        "scores": {name: Decimal(value) for name, value in {"now": "99.919", "goal": "99.9", "low": "99.5"}.items()},
        "blank_form": SampleForm(prefix="blank"),
        "refused_form": SampleForm({"users": "two hundred", "budget": "12000"}),
        "page": Paginator(range(230), 25).get_page(request.GET.get("page", 4)),
        "charts": sample_charts(),
        "statuses": sorted(TITLES),
    }


def sample_chain() -> list[ChainStep]:
    """A contract with all that led to it."""
    return [
        ChainStep("Need", "N-2024-0093", "#chain", datetime.date(2024, 2, 12)),
        ChainStep("RFP", "RFP-2024-019", "#chain", datetime.date(2024, 7, 2)),
        ChainStep("Award", "A-2024-0044", "#chain", datetime.date(2025, 1, 20)),
        ChainStep("Contract", "C-2025-0114", when="since 1 Mar 2025", stage=Stage.NOW),
        ChainStep("Orders", "O-2025-0201", "#chain", "180 seats"),
        ChainStep("Renewal decision", when="by 30 Nov 2026", stage=Stage.NEXT),
    ]


def sample_facets() -> list[SimpleNamespace]:
    """A filter panel as a search makes it: counts for the current result, a zero among them."""

    def option(value, label, count, selected=False):
        return SimpleNamespace(value=value, label=label, count=count, selected=selected)

    models = [option("saas", "SaaS, software", 1_014, True), option("paas", "PaaS, platform", 4)]
    certified = [option("auth", "FedRAMP Authorized", 13), option("ready", "FedRAMP Ready", 0)]
    return [
        SimpleNamespace(legend="Service model", name="model", options=models),
        SimpleNamespace(legend="Certification", name="cert", options=certified),
    ]


def sample_parts() -> list[Part]:
    """What a unit price is made of."""
    amounts = (("Staff", "41.20"), ("Hardware", "27.90"), ("Software", "18.30"), ("Power and cooling", "12.60"))
    return [Part(label, Decimal(amount), colour) for colour, (label, amount) in enumerate(amounts, start=1)]
