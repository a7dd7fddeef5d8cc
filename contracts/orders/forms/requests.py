"""Forms of an order: shapes only; the rules are in actions/."""

import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils import timezone

from catalog.offerings.models import Offering, Plan
from catalog.offerings.plans import plans_on, price_day
from catalog.offerings.price_terms import usage_key
from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from catalog.offerings.usage_fields import AsksForUsage
from catalog.offerings.words import coming_note
from marketplace.components.formats import day, money, number
from marketplace.components.widgets import DateInput, WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from ..actions import Share
from ..duplicates import MOST_NAMED, Answer, Use
from ..models import FundingShare, Order
from ..pricing import Wanted

NEED_REFERENCE = r"N-\d{4}-\d{4,9}"
YEARS_AHEAD = 3
FEWEST_ROWS, MOST_ROWS = 3, 20
PER_INTERVAL = {Plan.Interval.MONTH: " a month", Plan.Interval.YEAR: " a year", Plan.Interval.ONCE: ", once"}


def plan_label(plan: Plan) -> str:
    """Standard: $19.50 for each user a month, from 25 on, at least 12 months."""
    price = f"{plan.name}: {money((plan.price, plan.currency))} for each {plan.unit}{PER_INTERVAL[plan.interval]}"
    smallest = f", from {number(plan.included_quantity)} on" if plan.included_quantity > 1 else ""
    shortest = f", at least {plan.minimum_term_months} months" if plan.minimum_term_months > 1 else ""
    coming = f". {coming_note(plan)}" if plan.coming else ""
    return f"{price}{smallest}{shortest}{coming.removesuffix('.')}"


class PlanForm(AsksForUsage):
    """Step 1: which plan, how much of it, for how long, from when."""

    agency = forms.ModelChoiceField(Organisation.objects.none(), label="For which agency?", empty_label=None)
    plan = forms.ChoiceField(
        label="Which plan?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a plan",
            "invalid_choice": "This plan is not offered. Choose one from the list",
        },
    )
    quantity = forms.IntegerField(
        label="How many?",
        min_value=1,
        max_value=LARGEST_QUANTITY,
        widget=WholeNumberInput,
        error_messages={"required": "Enter how many, for example 240", "invalid": "Enter a whole number, such as 240"},
    )
    months = forms.IntegerField(
        label="For how many months?",
        min_value=1,
        max_value=LONGEST_TERM,
        widget=WholeNumberInput,
        error_messages={"required": "Enter the term, for example 36", "invalid": "Enter whole months, such as 36"},
    )
    wanted_from = forms.DateField(
        label="From when?",
        help_text="It starts on this day, or on the day the vendor accepts where that is later.",
        widget=DateInput,
        error_messages={"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 12/01/2026"},
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    need = forms.RegexField(NEED_REFERENCE, required=False, strip=True, widget=forms.HiddenInput)

    def __init__(self, *args, offering: Offering, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.offering = offering
        self.plans = {str(plan.code): plan for plan in plans_on(offering, price_day(timezone.now()))}
        self.fields["plan"].choices = [(code, plan_label(plan)) for code, plan in self.plans.items()]
        mine = organisations_for(reader, "contracts.draft_order")
        agencies = Organisation.objects.visible_to(reader).filter(pk__in=mine)
        self.fields["agency"].queryset = agencies
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = agencies[0].pk
        self.fields["form_token"].initial = uuid.uuid4
        if len(self.plans) == 1:
            self.fields["plan"].initial = next(iter(self.plans))
        self.ask_for_usage(self.plans.values())

    def clean_wanted_from(self):
        wanted, today = self.cleaned_data["wanted_from"], timezone.localdate()
        last = today + datetime.timedelta(days=366 * YEARS_AHEAD)
        if not today <= wanted <= last:
            raise forms.ValidationError(f"Choose a day from {day(today)} to {day(last)}")
        return wanted

    def clean(self):
        answers = super().clean()
        plan = self.plans.get(answers.get("plan"))
        if plan and 0 < answers.get("quantity", 0) < plan.included_quantity:
            self.add_error(
                "quantity", f"{plan} is sold from {number(plan.included_quantity)} on. Enter at least that many"
            )
        if plan and 0 < answers.get("months", 0) < plan.minimum_term_months:
            self.add_error("months", f"{plan} runs for at least {plan.minimum_term_months} months. Enter a longer term")
        return answers

    @property
    def wanted(self) -> Wanted:
        """What another plan meters is left out: the chosen one does not ask for it."""
        answers = self.cleaned_data
        metered = {usage_key(charge) for charge in self.plans[answers["plan"]].usage_charges}
        return Wanted(
            self.offering,
            uuid.UUID(answers["plan"]),
            answers["quantity"],
            answers["months"],
            answers["wanted_from"],
            {key: number for key, number in self.usage.items() if key in metered},
        )


class FundingForm(forms.Form):
    """Step 2: who pays which part, and what it is for."""

    justification = forms.CharField(
        label="What is it for?",
        help_text="Say who needs it and what gets better. The approver reads this first.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what it is for"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, shares: Sequence[FundingShare] = (), **kwargs):
        """One row more than there are shares on record, or as many as were sent."""
        super().__init__(data, **kwargs)
        sent = sum(name.startswith("source_") for name in data or ())
        self.numbers = range(1, min(max(FEWEST_ROWS, len(shares) + 1, sent), MOST_ROWS) + 1)
        for row, share in enumerate(shares, 1):
            self.initial |= {f"source_{row}": share.source, f"percent_{row}": f"{share.percent.normalize():f}"}
        for row in self.numbers:
            self.fields[f"source_{row}"] = forms.CharField(
                label=f"Source {row}",
                max_length=120,
                required=row == 1,
                error_messages={"required": "Name who pays"},
            )
            self.fields[f"percent_{row}"] = forms.DecimalField(
                label=f"Percent from source {row}",
                min_value=Decimal("0.01"),
                max_value=100,
                decimal_places=2,
                required=row == 1,
                widget=WholeNumberInput(attrs={"inputmode": "decimal"}),
                error_messages={"required": "Enter how much it pays", "invalid": "Enter a number, such as 60"},
            )

    @property
    def rows(self):
        return [(self[f"source_{row}"], self[f"percent_{row}"]) for row in self.numbers]

    def clean(self):
        answers = super().clean()
        for row in self.numbers:
            source, percent = answers.get(f"source_{row}"), answers.get(f"percent_{row}")
            if source and percent is None and f"percent_{row}" not in self.errors:
                self.add_error(f"percent_{row}", f"Enter how much {source} pays")
            if percent is not None and not source and f"source_{row}" not in self.errors:
                self.add_error(f"source_{row}", f"Name who pays these {percent.normalize():f}%")
        whole = sum((share.percent for share in self.shares), Decimal(0))
        if not self.errors and whole != 100:
            self.add_error(
                "percent_1", f"The shares add up to {whole.normalize():f}%. Change them until they make exactly 100%"
            )
        return answers

    @property
    def shares(self) -> list[Share]:
        answers = ((self.cleaned_data.get(f"source_{n}"), self.cleaned_data.get(f"percent_{n}")) for n in self.numbers)
        return [Share(source, percent) for source, percent in answers if source and percent is not None]


class VersionForm(forms.Form):
    """A decision without words: only the version of the order that the reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SubmitForm(VersionForm):
    """Step 3: sends the request; where others have something like it, also whether to join."""

    similar = forms.ChoiceField(
        label="Do you ask to join one of them?",
        choices=Order.SimilarAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you ask to join, or why not"},
    )
    join = forms.ChoiceField(label="If you ask to join: which one?", required=False)
    apart = forms.CharField(
        label="If not: why?",
        help_text="A sentence or two. The approver reads this beside the list.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, uses: Sequence[Use], **kwargs):
        """Without such uses nothing is asked."""
        super().__init__(*args, **kwargs)
        if not uses:
            for name in ("similar", "join", "apart"):
                del self.fields[name]
            return
        self.fields["join"].choices = [("", "Choose one"), *((use.key, str(use)) for use in uses[:MOST_NAMED])]

    def clean(self):
        answers = super().clean()
        similar = answers.get("similar")
        if similar == Order.SimilarAnswer.JOIN and not answers.get("join") and "join" not in self.errors:
            self.add_error("join", "Choose whose you ask to join")
        if similar == Order.SimilarAnswer.APART and not answers.get("apart") and "apart" not in self.errors:
            self.add_error("apart", "Say why you do not join")
        return answers

    @property
    def answer(self) -> Answer:
        answers = self.cleaned_data
        if answers.get("similar") == Order.SimilarAnswer.JOIN:
            return Answer(join=answers["join"])
        return Answer(apart=answers.get("apart", ""))


class ReasonForm(VersionForm):
    """A decision that the other side must understand."""

    reason = forms.CharField(
        label="Why? The other side reads this",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why, in a sentence"},
    )
