"""Forms of framework agreements: shapes only; the rules are in actions/."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from catalog.offerings.pricing import LEVY_PERCENT
from catalog.taxonomy.models import Lot
from marketplace.components.formats import day, money
from marketplace.components.widgets import DateInput, MoneyInput, WholeNumberInput
from marketplace.organisations.models import Organisation

from .actions import AmendedTerms, FrameworkTerms, LotTerms
from .models import Framework, FrameworkAmendment
from .models.levy import MOST_PERCENT

A_DAY = datetime.timedelta(days=1)
NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2027"}
NO_AMOUNT = {"required": "Enter an amount", "invalid": "Enter an amount, such as 1200000"}


PERCENT: dict[str, Any] = {
    "min_value": 0,
    "max_value": MOST_PERCENT,
    "decimal_places": 2,
    "widget": WholeNumberInput(attrs={"inputmode": "decimal"}),
    "error_messages": {"required": "Enter a percentage, such as 0.75", "invalid": "Enter a number, such as 0.75"},
}


def amount(label: str, *, required: bool = True, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=required, min_value=0, max_digits=14, decimal_places=2,
        widget=MoneyInput, error_messages=NO_AMOUNT,
    )  # fmt: skip


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=DateInput, error_messages=NO_DAY)


def names_field(label: str, help_text: str, **options) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=20_000, widget=area, **options)


def named(text: str, organisations: QuerySet[Organisation]) -> list[Organisation]:
    """The organisations that the lines name, by name or by slug, in the order of the lines. One statement.

    Raises ValidationError for a line that names nobody, or several.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    keys = [line.casefold() for line in lines]
    found = list(organisations.filter(Q(sort_name__in=keys) | Q(slug__in=keys)))
    return [_only(line, [one for one in found if line.casefold() in (one.sort_name, one.slug)]) for line in lines]


def _only(line: str, found: list[Organisation]) -> Organisation:
    if not found:
        raise forms.ValidationError(f"Nobody here is called “{line}”. Write the name as its own page has it")
    if len(found) > 1:
        raise forms.ValidationError(
            f"Several are called “{line}”. Write “{found[0].slug}” or “{found[1].slug}” instead"
        )
    return found[0]


class DaysForm(forms.Form):
    """Until when orders are placed, and until when they run."""

    last_order_on = day_field("Last day on which an order may be placed")
    last_day_on = day_field(
        "Last day on which an order may run", "Orders placed before go on until then at the latest."
    )

    @property
    def ends_on(self) -> datetime.date:
        return self.cleaned_data["last_day_on"] + A_DAY

    def clean_last_day_on(self):
        last = self.cleaned_data["last_day_on"]
        if last >= datetime.date.max:
            raise forms.ValidationError(NO_DAY["invalid"])
        return last


class FrameworkForm(DaysForm):
    """The whole agreement; each lot of the market has a ceiling and vendors, or stays empty."""

    title = forms.CharField(
        label="What is it called?", max_length=120, error_messages={"required": "Enter a name, such as Cloud software"}
    )
    purpose = forms.CharField(
        label="What may be bought under it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what may be bought"},
    )
    starts_on = day_field("First day")
    ceiling = amount("Ceiling of all orders together")
    change_limit_percent = forms.DecimalField(
        label="How much of it may amendments change, in percent?",
        help_text="All amendments together, up and down counted alike.",
        min_value=0, max_value=100, decimal_places=2, widget=WholeNumberInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Enter a percentage, such as 25", "invalid": "Enter a number, such as 25"},
    )  # fmt: skip
    levy_percent = forms.DecimalField(
        label="What levy does the broker office take of each order, in percent?",
        help_text="Estimates, orders and bills are reckoned with it. Signed, it stands until another is announced.",
        initial=LEVY_PERCENT, **PERCENT,
    )  # fmt: skip
    levels = forms.MultipleChoiceField(
        label="Which levels of government may buy?",
        choices=Organisation.Level,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    members = names_field(
        "Which further bodies may buy, by name?", "One name a line, such as members of a cooperative."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["title", "purpose", "starts_on", "last_order_on", "last_day_on", "ceiling", "levy_percent"]

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = Organisation.objects.visible_to(reader)
        self.lots = list(Lot.objects.exclude(code=Lot.STATE_SERVICES))
        for lot in self.lots:
            self.fields[f"ceiling_{lot.code}"] = amount(f"Ceiling of {lot}", required=False)
            self.fields[f"vendors_{lot.code}"] = names_field(
                f"Vendors of {lot}", "One name a line, the one to be asked first on top."
            )

    @property
    def lot_rows(self):
        return [(lot, self[f"ceiling_{lot.code}"], self[f"vendors_{lot.code}"]) for lot in self.lots]

    def clean_members(self):
        return named(self.cleaned_data["members"], self.organisations.agencies())

    def clean(self):
        answers = super().clean()
        vendors = self.organisations.vendors()
        for lot in self.lots:
            key, ceiling = f"vendors_{lot.code}", answers.get(f"ceiling_{lot.code}")
            try:
                answers[key] = named(answers.get(key) or "", vendors)
            except forms.ValidationError as unknown:
                self.add_error(key, unknown)
                continue
            if answers[key] and ceiling is None and f"ceiling_{lot.code}" not in self.errors:
                self.add_error(f"ceiling_{lot.code}", f"Enter the ceiling of {lot}, or name no vendor there")
        return answers

    @property
    def terms(self) -> FrameworkTerms:
        answers = self.cleaned_data
        lots = [
            LotTerms(lot, answers[f"ceiling_{lot.code}"], answers[f"vendors_{lot.code}"])
            for lot in self.lots
            if answers[f"ceiling_{lot.code}"] is not None
        ]
        names = (
            "title",
            "purpose",
            "ceiling",
            "change_limit_percent",
            "levy_percent",
            "starts_on",
            "last_order_on",
            "levels",
            "members",
        )
        return FrameworkTerms(ends_on=self.ends_on, lots=lots, **{name: answers[name] for name in names})


def as_answers(framework: Framework) -> dict:
    """What a draft says, as the form shows it."""
    names = (
        "title",
        "purpose",
        "starts_on",
        "last_order_on",
        "last_day_on",
        "ceiling",
        "change_limit_percent",
        "levy_percent",
        "levels",
    )
    answers = {name: getattr(framework, name) for name in (*names, "version")}
    answers["change_limit_percent"] = f"{framework.change_limit_percent.normalize():f}"
    answers["levy_percent"] = f"{framework.levy_percent.normalize():f}"
    answers["members"] = "\n".join(str(member) for member in framework.members.all())
    for part in framework.lots.all():
        answers[f"ceiling_{part.lot_id}"] = part.ceiling
        answers[f"vendors_{part.lot_id}"] = "\n".join(str(row.vendor) for row in part.vendors.all())
    return answers


class SignForm(forms.Form):
    """A signature: only the version that the signer read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class LotSignForm(forms.Form):
    """A vendor's signature: only under the text that its signatory read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class LevyForm(forms.Form):
    """Another percent, from which month on, and why."""

    percent = forms.DecimalField(label="What levy does the broker office take, in percent?", **PERCENT)
    holds_from = forms.TypedChoiceField(
        label="From which day on?", coerce=datetime.date.fromisoformat, error_messages={"required": "Choose a day"}
    )
    reason = forms.CharField(
        label="Why? Everybody reads this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, framework: Framework, months: Sequence[datetime.date], on: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holds_from"].choices = [(month.isoformat(), day(month)) for month in months]
        self.fields["percent"].help_text = f"Today {framework.levy_on(on).normalize():f}%."
        self.initial["version"] = framework.version


class EndForm(forms.Form):
    """Why nothing more is to be ordered under it."""

    rationale = forms.CharField(
        label="Why does it end? Everybody reads this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    """Why a proposal is refused or taken back."""

    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )


class AmendForm(DaysForm):
    """What is to stand after the amendment, on which grounds and why."""

    grounds = forms.ChoiceField(
        label="On which grounds?",
        choices=FrameworkAmendment.Grounds.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the grounds"},
    )
    rationale = forms.CharField(
        label="Why? Everybody reads this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, framework: Framework, **kwargs):
        super().__init__(*args, **kwargs)
        self.lots = list(framework.lots.all())
        self.fields["ceiling"] = amount("Ceiling of all orders together", help_text=f"Now {money(framework.ceiling)}.")
        names = ("last_order_on", "last_day_on", "version", "ceiling")
        self.initial |= {name: getattr(framework, name) for name in names}
        for part in self.lots:
            name = f"ceiling_{part.lot_id}"
            self.fields[name] = amount(f"Ceiling of {part.lot}", help_text=f"Now {money(part.ceiling)}.")
            self.initial[name] = part.ceiling
        lots = [f"ceiling_{part.lot_id}" for part in self.lots]
        self.order_fields(["ceiling", *lots, "last_order_on", "last_day_on", "grounds", "rationale"])

    @property
    def terms(self) -> AmendedTerms:
        answers = self.cleaned_data
        lots = {part.pk: answers[f"ceiling_{part.lot_id}"] for part in self.lots}
        return AmendedTerms(answers["ceiling"], answers["last_order_on"], self.ends_on, lots)
