"""Forms of the portfolio: shapes only; the rules are in actions/."""

from typing import Any

from django import forms

from catalog.taxonomy.models import Topic
from contracts.agreements.models import Contract
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.files.spreadsheets import LARGEST_UPLOAD, MOST_ROWS
from marketplace.organisations.models import Organisation

from .actions import SystemTerms
from .actions.systems import said_of
from .models import Delivery, Funding, PortfolioSheet, System
from .queries.sheets import agencies_written_by, writes_for_all
from .queries.systems import candidates_to_share, candidates_to_succeed

A_DAY = {"invalid": "Enter a day that the calendar has, such as 07/01/2014"}


class SystemForm(forms.Form):
    """What is said of one system."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="Whose system is it?", empty_label=None)
    name = forms.CharField(label="What is it called?", max_length=200, error_messages={"required": "Enter a name"})
    code = forms.CharField(
        label="Your own number for it", max_length=40, required=False, help_text="A spreadsheet finds it again by it."
    )
    purpose = forms.CharField(
        label="What does it do?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For whom, and for what, in plain words. Systems that do the same are found by it.",
    )  # fmt: skip
    capabilities = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label="Which kinds of work is it for?", required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text="Choose one or several.",
    )  # fmt: skip
    delivery = forms.ChoiceField(label="How do you have it?", choices=Delivery.choices, widget=forms.RadioSelect)
    product = forms.CharField(label="Product or platform that it is built on", max_length=120, required=False)
    supplier = forms.CharField(
        label="Who provides it?", max_length=200, required=False,
        help_text="A vendor of exactly this name is found in the register.",
    )  # fmt: skip
    contract = forms.ModelChoiceField(
        Contract.objects.none(), label="Contract under which it is bought", required=False, empty_label="None in Stoa"
    )
    live_on = forms.DateField(label="In use since", required=False, widget=DateInput, error_messages=A_DAY)
    yearly_cost = forms.DecimalField(
        label="Cost a year, of all kinds", required=False, min_value=0, max_digits=14, decimal_places=2,
        widget=MoneyInput, error_messages={"invalid": "Enter an amount, such as 184000"},
    )  # fmt: skip
    users = forms.IntegerField(
        label="How many people use it?", required=False, min_value=0, max_value=100_000_000, widget=WholeNumberInput,
        error_messages={"invalid": "Enter a whole number, such as 420"},
    )  # fmt: skip
    funding = forms.ChoiceField(label="Paid from", choices=[("", "Not stated"), *Funding.choices], required=False)
    funding_words = forms.CharField(label="Which grant or fee?", max_length=200, required=False)
    offered = forms.BooleanField(
        label="Other agencies may use it or take it over", required=False,
        help_text="They find it in the list with its cost. What a grant paid for is often meant for others.",
    )  # fmt: skip
    shares = forms.ModelChoiceField(
        System.objects.none(), label="It is another agency’s system that you use", required=False, empty_label="No"
    )
    retire_on = forms.DateField(
        label="To be switched off on", required=False, widget=DateInput, error_messages=A_DAY,
        help_text="Where that is decided.",
    )  # fmt: skip
    successor = forms.ModelChoiceField(
        System.objects.none(), label="What takes its place?", required=False, empty_label="Not in the list"
    )
    successor_words = forms.CharField(label="What takes its place, in words", max_length=200, required=False)
    ended_on = forms.DateField(label="Switched off on", required=False, widget=DateInput, error_messages=A_DAY)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reader: Any, system: System | None = None, **kwargs: Any) -> None:
        if system:
            said = said_of(system) | {"capabilities": system.capabilities.all(), "version": system.version}
            kwargs["initial"] = said
        super().__init__(*args, **kwargs)
        written = agencies_written_by(reader)
        self.fields["agency"].queryset = written
        if system:
            del self.fields["agency"]
        elif not writes_for_all(reader) and len(written) == 1:
            self.fields["agency"].initial = written[0].pk
            self.fields["agency"].widget = forms.HiddenInput()
        mine = [system.agency_id] if system else [agency.pk for agency in written] if not writes_for_all(reader) else []
        self.fields["contract"].queryset = Contract.objects.visible_to(reader).filter(agency__in=mine)
        self.fields["shares"].queryset = candidates_to_share(reader, agencies=mine)
        self.fields["successor"].queryset = candidates_to_succeed(reader, agencies=mine, system=system)

    @property
    def terms(self) -> SystemTerms:
        answers = {name: value for name, value in self.cleaned_data.items() if name not in {"agency", "version"}}
        return SystemTerms(**answers)


class SheetForm(forms.Form):
    """Which kind of rows, for whom, and the file."""

    kind = forms.ChoiceField(label="What is in it?", choices=PortfolioSheet.Kind.choices, widget=forms.RadioSelect)
    agency = forms.ModelChoiceField(Organisation.objects.none(), label="For which agency?", empty_label=None)
    file = forms.FileField(
        label="Your spreadsheet", max_length=200,
        help_text=f"An .xlsx or .csv file, at most {LARGEST_UPLOAD // 1_000_000} MB and {MOST_ROWS:,} rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Choose the file that you want to send",
            "empty": "The file is empty. Fill the template in and send that",
            "max_length": "The name of the file is too long. Shorten it to 200 characters",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"kind": "systems"}, **kwargs)
        agency, written = self.fields["agency"], agencies_written_by(reader)
        agency.queryset = written
        if writes_for_all(reader):
            agency.required, agency.empty_label = False, "Each row names its own"
        elif len(written) == 1:
            agency.initial, agency.widget = written[0].pk, forms.HiddenInput()

    @property
    def content(self) -> bytes:
        """What the file holds, cut where it is too large anyway."""
        return self.cleaned_data["file"].read(LARGEST_UPLOAD + 1)


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=500,
        help_text="Whoever reads the file reads it. It cannot be undone: send a corrected file instead.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeInForm(forms.Form):
    """Nothing to fill in: the button takes the good rows in."""
