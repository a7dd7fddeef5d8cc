"""Forms of a solicitation: shapes only; the rules are in actions/. Times are those of the reader's zone."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from contracts.frameworks.models import FrameworkLot
from marketplace.components.widgets import DateInput, WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for
from rfp.needs.models import Need

from .actions import NewDates, Terms
from .models import Solicitation
from .presets import Kind
from .price_formulas import FORMULAS
from .skeletons import SKELETONS

MOMENTS = {
    "questions": "Questions are taken until",
    "answers": "The last answers come by",
    "bids": "Responses are taken until",
}
NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 2027-01-12"}
NO_CLOCK = {"required": "Enter a time", "invalid": "Enter a time, such as 14:00"}


def area(label: str, *, help_text: str = "", rows: int = 4, required: bool = True, most: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def day_field(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput, error_messages=NO_DAY, **more)


def clock_field(label: str, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    return forms.TimeField(label=label, widget=widget, error_messages=NO_CLOCK, **more)


class BeginForm(forms.Form):
    """Which kind, for whom, from which need."""

    kind = forms.ChoiceField(label="What do you ask the market for?", choices=Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Title", help_text="Name the outcome, not a product.", max_length=160)
    agency = forms.ModelChoiceField(Organisation.objects.agencies(), label="For which agency?")
    need = forms.CharField(
        label="From which need?", required=False, max_length=16,
        help_text="Its reference, such as N-2026-0001. What it says is filled in.",
    )  # fmt: skip
    skeleton = forms.ChoiceField(
        label="Which parts should be there to begin with?", required=False,
        choices=[("", "Only what the need says"), *((one.key, one.label) for one in SKELETONS.values())],
        help_text="Parts that do not suit the kind are left out.",
    )  # fmt: skip
    framework_lot = forms.ModelChoiceField(
        FrameworkLot.objects.none(), label="Inside which agreement?", required=False, empty_label="None",
        help_text="For a mini-competition: the vendors that have signed its lot are invited.",
    )  # fmt: skip

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs = Need.objects.visible_to(reader)
        today = timezone.localdate()
        lots = FrameworkLot.objects.filter(
            framework__signed_at__isnull=False, framework__starts_on__lte=today, framework__last_order_on__gte=today
        )
        self.fields["framework_lot"].queryset = lots.select_related("framework", "lot")
        self.fields["framework_lot"].label_from_instance = lambda lot: f"{lot.framework.title}: {lot.lot}"

    def clean_need(self):
        reference = self.cleaned_data["need"].strip().upper()
        found = self.needs.filter(reference=reference).first() if reference else None
        if reference and found is None:
            raise forms.ValidationError("There is no such need. Copy its reference from its page")
        return found


class DatesForm(forms.Form):
    """The dates, each as a day and a time."""

    required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in MOMENTS.items():
            self.fields[f"{name}_on"] = day_field(f"{label}, day", required=self.required)
            self.fields[f"{name}_clock"] = clock_field("Time", required=False)
        self.fields["award_planned_on"] = day_field("Award planned on", required=False)
        self.fields["starts_planned_on"] = day_field("Start planned on", required=False)

    @property
    def moments(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_on"], self[f"{name}_clock"]] for name in MOMENTS]

    @property
    def dates(self) -> dict[str, Any]:
        """As the actions take them; None for what was left empty."""
        said = self.cleaned_data
        found = {f"{name}_due_at": moment_of(said[f"{name}_on"], said[f"{name}_clock"]) for name in MOMENTS}
        return {**found, **{name: said[name] for name in ("award_planned_on", "starts_planned_on")}}


def moment_of(day: datetime.date | None, clock: datetime.time | None) -> datetime.datetime | None:
    """In the reader's zone; two in the afternoon where no time is named."""
    if day is None:
        return None
    local = datetime.datetime.combine(day, clock or datetime.time(14))
    return timezone.make_aware(local).astimezone(datetime.UTC)


def as_answers(solicitation: Solicitation) -> dict[str, Any]:
    """The dates and conditions that stand, as the form shows them."""
    names = (
        "audience", "max_lots_per_vendor", "bid_validity_days", "standstill_days", "award_planned_on",
        "starts_planned_on", "price_formula",
    )  # fmt: skip
    answers = {name: getattr(solicitation, name) for name in names}
    for name in MOMENTS:
        if at := getattr(solicitation, f"{name}_due_at"):
            local = timezone.localtime(at)
            answers |= {f"{name}_on": local.date(), f"{name}_clock": local.time()}
    return answers


class TermsForm(DatesForm):
    """Dates, audience and limits of a draft."""

    audience = forms.ChoiceField(
        label="Who may answer?", choices=Solicitation.Audience.choices, widget=forms.RadioSelect
    )
    max_lots_per_vendor = forms.IntegerField(
        label="How many lots can one vendor win at most?", help_text="Leave it empty for no limit.", required=False,
        min_value=1, max_value=99, widget=WholeNumberInput,
    )  # fmt: skip
    bid_validity_days = forms.IntegerField(
        label="For how many days do bids hold?", min_value=1, max_value=365, widget=WholeNumberInput
    )
    standstill_days = forms.IntegerField(
        label="How many working days of standstill after the award?", min_value=0, max_value=60,
        widget=WholeNumberInput,
    )  # fmt: skip

    price_formula = forms.ChoiceField(
        label="How do prices become points?", widget=forms.RadioSelect,
        choices=[(key, f"{one.label}. {one.words}") for key, one in FORMULAS.items()],
        help_text="Everybody reads it with an example. It stands once the request is published.",
    )  # fmt: skip

    def __init__(self, *args, priced=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not priced:
            del self.fields["price_formula"]

    @property
    def terms(self) -> Terms:
        own = ("audience", "max_lots_per_vendor", "bid_validity_days", "standstill_days", "price_formula")
        return Terms(**self.dates, **{name: self.cleaned_data[name] for name in own if name in self.fields})


class InviteForm(forms.Form):
    """One vendor a line, with the reason behind a colon."""

    vendors = area(
        "Which vendors are invited, and why?", rows=8, most=20_000,
        help_text="One a line: the name, a colon, the reason. Everybody reads both.",
    )  # fmt: skip

    def clean_vendors(self):
        known = {vendor.name.casefold(): vendor for vendor in Organisation.objects.vendors().listed()}
        invited = {}
        for line in filter(str.strip, self.cleaned_data["vendors"].splitlines()):
            name, _, reason = line.partition(":")
            vendor = known.get(name.strip().casefold())
            if vendor is None:
                raise forms.ValidationError(f"There is no vendor “{name.strip()[:80]}”. Copy its name from its page")
            if not reason.strip():
                raise forms.ValidationError(f"Say why {vendor} is invited, behind a colon")
            invited[vendor] = reason.strip()
        return invited


class ReadForm(forms.Form):
    """A step without answers: only the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CommentPeriodForm(forms.Form):
    """Until when comments are taken."""

    due_on = day_field("Comments are taken until, day")
    due_clock = clock_field("Time", required=False)

    @property
    def due_at(self) -> datetime.datetime:
        return moment_of(self.cleaned_data["due_on"], self.cleaned_data["due_clock"])


class CommentForm(forms.Form):
    """In whose name, and what."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For whom?", empty_label=None)
    words = area("Your comment", help_text="Everybody reads it, with the name, once the period is over.", most=4000)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "rfp.comment_on_draft")
        self.fields["organisation"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["organisation"].initial = next(iter(own))
            self.fields["organisation"].widget = forms.HiddenInput()


class ReasonForm(forms.Form):
    """What has to change."""

    reason = area("What has to change? Whoever wrote it reads this")


class CancelForm(forms.Form):
    """A code for programs, words for people."""

    code = forms.ChoiceField(
        label="Why is it called off?", choices=Solicitation.Cancelled.choices, widget=forms.RadioSelect
    )
    reason = area("In words. Everybody reads this")


class AddendumForm(DatesForm):
    """Why, and which dates move."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label="Why does it change? Everybody reads this", max_length=500)
    material = forms.BooleanField(
        label="Whoever answered may want to answer anew", required=False,
        help_text="Changed requirements, criteria, prices, levels and lots always count as such.",
    )  # fmt: skip

    @property
    def new_dates(self) -> NewDates:
        return NewDates(**self.dates)


class UpholdForm(forms.Form):
    """Why a sentence stays as it is; the finding comes from the page."""

    finding = forms.RegexField(
        r"^[0-9a-f]{32}$", error_messages={"required": "Choose a finding", "invalid": "Choose a finding of the page"}
    )
    reason = area("Why it stays as it is")
