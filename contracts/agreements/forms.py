"""Forms of contracts: shapes only; the rules are in actions/."""

import datetime

from django import forms

from catalog.offerings.models import Offering
from catalog.taxonomy.models import DeliveryMode
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.organisations.models import Organisation

from .actions import Agreed, Amended, Extension
from .models import Contract
from .models.amendment import PROPOSABLE
from .promises import promised_by
from .templates_of_terms import PromisedLevel

A_DAY = datetime.timedelta(days=1)
NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}


class NamedField(forms.CharField):
    """Something that is named as its own page has it; gives the row of the queryset."""

    queryset = None

    def __init__(self, *, missing: str, **options):
        super().__init__(max_length=200, **options)
        self.missing = missing

    def clean(self, value):
        name = " ".join(super().clean(value).split())
        if not name:
            return None
        found = list(self.queryset.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise forms.ValidationError(self.missing.format(name=name))
        return found[0]


class ContractForm(forms.Form):
    """A contract that the office draws up for both sides to sign."""

    title = forms.CharField(
        label="What is it about?", max_length=200, error_messages={"required": "Enter a title, such as Case management"}
    )
    agency = NamedField(
        label="Agency", missing="No agency is called “{name}”. Write its name as its own page has it",
        error_messages={"required": "Name the agency"},
    )  # fmt: skip
    vendor = NamedField(
        label="Who provides it?", missing="No vendor is called “{name}”. Write its name as its own page has it",
        error_messages={"required": "Name the vendor"},
    )  # fmt: skip
    offering = NamedField(
        label="Offering in the catalogue", required=False,
        help_text="Its promised service levels become terms of the contract.",
        missing="Nothing in the catalogue is called “{name}”. Write its name as its page has it, or leave it empty",
    )  # fmt: skip
    delivery_mode = forms.ChoiceField(
        label="How is it delivered?", choices=DeliveryMode.choices, widget=forms.RadioSelect, initial="brokered",
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    starts_on = forms.DateField(label="First day", widget=DateInput, error_messages=NO_DAY)
    last_day_on = forms.DateField(label="Last day", widget=DateInput, error_messages=NO_DAY)
    value = forms.DecimalField(
        label="Value over the whole term", min_value=0, max_digits=14, decimal_places=2, widget=MoneyInput,
        error_messages={"required": "Enter an amount", "invalid": "Enter an amount, such as 120000"},
    )  # fmt: skip
    change_limit_percent = forms.DecimalField(
        label="How much of it may amendments change, in percent?", initial="25", min_value=0, max_value=100,
        help_text="All amendments together, up and down counted alike.", decimal_places=2,
        widget=WholeNumberInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Enter a percentage, such as 25", "invalid": "Enter a number, such as 25"},
    )  # fmt: skip
    notice_days = forms.IntegerField(
        label="How many days lie between a notice and the end that it brings?", initial=30, min_value=1,
        max_value=365, widget=WholeNumberInput, error_messages={"required": "Enter a number of days, such as 30"},
    )  # fmt: skip
    cure_days = forms.IntegerField(
        label="How many days are there to put a breach right?", initial=30, min_value=1, max_value=365,
        widget=WholeNumberInput, error_messages={"required": "Enter a number of days, such as 30"},
    )  # fmt: skip
    renews_for_months = forms.IntegerField(
        label="Does it renew itself? For how many months?", required=False, min_value=1, max_value=60,
        help_text="Leave it empty where it simply ends, which is safer.", widget=WholeNumberInput,
    )  # fmt: skip
    refuse_days = forms.IntegerField(
        label="How many days before its end is the last day to refuse that?", required=False, min_value=1,
        max_value=365, widget=WholeNumberInput,
    )  # fmt: skip
    option_last_day_on = forms.DateField(
        label="Option to extend: until which day?", required=False, widget=DateInput, error_messages=NO_DAY,
        help_text="Leave the three fields of the option empty where there is none.",
    )  # fmt: skip
    option_value = forms.DecimalField(
        label="What does the option add to the value?", required=False, min_value=0, max_digits=14, decimal_places=2,
        widget=MoneyInput,
    )  # fmt: skip
    option_exercise_by = forms.DateField(
        label="Until which day can it be exercised?", required=False, widget=DateInput, error_messages=NO_DAY
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        everybody = Organisation.objects.visible_to(reader)
        self.fields["agency"].queryset = everybody.agencies()
        self.fields["vendor"].queryset = everybody.vendors() | everybody.broker_offices()
        self.fields["offering"].queryset = Offering.objects.visible_to(reader).filter(live=True)
        self.office = everybody.broker_offices().order_by("pk").first()

    def clean_last_day_on(self):
        last = self.cleaned_data["last_day_on"]
        if last >= datetime.date.max:
            raise forms.ValidationError(NO_DAY["invalid"])
        return last

    def clean(self):
        answers = super().clean()
        offering, vendor = answers.get("offering"), answers.get("vendor")
        if offering and vendor and offering.vendor_id != vendor.pk:
            self.add_error(
                "offering", f"{offering.name} is not an offering of {vendor}. Name another, or leave it empty"
            )
        self._check_together(answers, ("renews_for_months", "refuse_days"))
        self._check_together(answers, ("option_last_day_on", "option_value", "option_exercise_by"))
        return answers

    def _check_together(self, answers, names):
        given = [name for name in names if answers.get(name) is not None]
        for name in names if given else ():
            if answers.get(name) is None and name not in self.errors:
                self.add_error(name, f"Answer this too, or leave “{self.fields[given[0]].label}” empty")

    @property
    def extensions(self) -> list[Extension]:
        answers = self.cleaned_data
        if answers["option_last_day_on"] is None:
            return []
        ends_on = answers["option_last_day_on"] + A_DAY
        return [Extension(ends_on, answers["option_value"], answers["option_exercise_by"])]

    @property
    def agreed(self) -> Agreed:
        answers = self.cleaned_data
        names = ("title", "agency", "vendor", "offering", "delivery_mode", "starts_on", "value", "change_limit_percent")
        names += ("renews_for_months", "refuse_days", "notice_days", "cure_days")
        offering = answers["offering"]
        return Agreed(
            ocid="",
            broker=self.office,
            offering_revision=offering and offering.live_revision,
            time_zone=answers["agency"].time_zone,
            currency="USD",
            ends_on=answers["last_day_on"] + A_DAY,
            **{name: answers[name] for name in names},
        )

    @property
    def levels(self) -> list[PromisedLevel]:
        revision = self.agreed.offering_revision
        return promised_by(revision) if revision else []


class SignatureForm(forms.Form):
    """A signature: only under the text that the signer read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    """A step that the other side is told the reason of."""

    reason = forms.CharField(
        label="Why? Both sides read it", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )  # fmt: skip


class AmendmentForm(forms.Form):
    """What is to stand after the amendment, on which grounds and why."""

    value = forms.DecimalField(
        label="Value over the whole term", min_value=0, max_digits=14, decimal_places=2, widget=MoneyInput,
        error_messages={"required": "Enter an amount", "invalid": "Enter an amount, such as 120000"},
    )  # fmt: skip
    last_day_on = forms.DateField(label="Last day", widget=DateInput, error_messages=NO_DAY)
    grounds = forms.ChoiceField(
        label="On which grounds?",
        choices=[(grounds.value, grounds.label) for grounds in PROPOSABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the grounds"},
    )
    vendor = NamedField(
        label="Which company takes the vendor’s place?", required=False, help_text="Only for such a change.",
        missing="No vendor is called “{name}”. Write its name as its own page has it, or leave it empty",
    )  # fmt: skip
    rationale = forms.CharField(
        label="Why? Everybody reads this once it is in force",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )

    def __init__(self, *args, contract: Contract, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vendor"].queryset = Organisation.objects.visible_to(reader).vendors()
        self.initial |= {"value": contract.value, "last_day_on": contract.last_day_on}
        merger = contract.vendor.merger_in_force
        if merger:
            self.initial |= {"grounds": "novation", "vendor": merger.successor.name}

    def clean_last_day_on(self):
        last = self.cleaned_data["last_day_on"]
        if last >= datetime.date.max:
            raise forms.ValidationError(NO_DAY["invalid"])
        return last

    @property
    def terms(self) -> Amended:
        answers = self.cleaned_data
        return Amended(answers["value"], answers["last_day_on"] + A_DAY, answers["vendor"])

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("grounds", "rationale")}
