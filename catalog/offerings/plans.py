"""The priced plans and promised service levels that belong to an offering and travel in its revisions."""

import copy
import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from marketplace.clock import office_day
from marketplace.money import AmountField, CurrencyField

from .credit_steps import CreditStep, check_credit_steps, misfit_with, steps_at, steps_named
from .price_terms import CHANGED_AMOUNTS, check_discounts, check_price_changes, check_tiers, check_usage_charges


class Plan(Orderable):
    """One way to buy an offering. Orders point at `code` and keep a copy of the price: a plan row may be replaced."""

    class Interval(models.TextChoices):
        MONTH = "month"
        YEAR = "year"
        ONCE = "once"

    offering = ParentalKey("catalog.Offering", on_delete=models.CASCADE, related_name="plans")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100)
    includes = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=60, help_text="What is counted, in the singular: user, agent, device.")
    price = AmountField(help_text="For one unit and interval.")
    currency = CurrencyField()
    interval = models.CharField(max_length=5, choices=Interval, default=Interval.MONTH)
    minimum_term_months = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    included_quantity = models.PositiveIntegerField(
        default=0, help_text="The smallest quantity that is charged; 0 if there is none."
    )
    setup_charge = AmountField("set-up charge", default=Decimal(0), help_text="Once.")
    data_move_charge = AmountField(default=Decimal(0), help_text="Once, for moving data in.")
    support_per_year = AmountField(default=Decimal(0), help_text="Where support is charged on top.")
    tiers = models.JSONField(
        "prices by quantity", default=list, blank=True, validators=[check_tiers],
        help_text='[{"from": 1, "price": "21.00"}, {"from": 200, "price": "19.50"}]',
    )  # fmt: skip
    usage_charges = models.JSONField(
        default=list, blank=True, validators=[check_usage_charges],
        help_text='Metered and billed on top; “included” is a month’s, for the whole order: '
        '[{"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000}]',
    )  # fmt: skip
    discounts = models.JSONField(
        default=list, blank=True, validators=[check_discounts],
        help_text='Percent off the licences, from a quantity or from a term in months: '
        '[{"of": "quantity", "from": 500, "percent": "5"}, {"of": "months", "from": 36, "percent": "10"}]',
    )  # fmt: skip
    price_changes = models.JSONField(
        "new prices from a day", default=list, blank=True, validators=[check_price_changes],
        help_text='They hold from midnight of the day; orders sent before keep theirs: '
        '[{"from": "2027-03-01", "price": "21.50"}]',
    )  # fmt: skip

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=0, setup_charge__gte=0, data_move_charge__gte=0, support_per_year__gte=0),
                name="plan_prices_are_not_negative",
            ),
            models.CheckConstraint(condition=Q(minimum_term_months__gt=0), name="plan_has_a_minimum_term"),
            models.CheckConstraint(condition=Q(included_quantity__gte=0), name="plan_includes_zero_or_more"),
        ]

    def __str__(self):
        return self.name

    def clean(self) -> None:
        """A list that an editor has emptied is an empty list."""
        for name in ("tiers", "usage_charges", "discounts", "price_changes"):
            if getattr(self, name) is None:
                setattr(self, name, [])

    def on(self, day: datetime.date) -> "Plan":
        """The plan at the prices of that day: what was announced from then or earlier has taken effect.

        It is for reading; its `price_changes` are those still to come.
        """
        begun = [change for change in self.price_changes if datetime.date.fromisoformat(change["from"]) <= day]
        if not begun:
            return self
        plan = copy.copy(self)
        plan.price_changes = self.price_changes[len(begun) :]
        for name, value in (item for change in begun for item in change.items() if item[0] != "from"):
            setattr(plan, name, Decimal(value) if name in CHANGED_AMOUNTS else value)
        return plan

    @property
    def coming(self) -> tuple[datetime.date, "Plan"] | None:
        """The next day on which a price changes, and the plan as it will be then."""
        if not self.price_changes:
            return None
        day = datetime.date.fromisoformat(self.price_changes[0]["from"])
        return day, self.on(day)


def price_day(at: datetime.datetime) -> datetime.date:
    """The day whose prices hold at that moment: days begin at midnight in the office's zone, wherever the reader is."""
    return office_day(at)


def plans_on(offering: Any, day: datetime.date) -> list[Plan]:
    """The plans of an offering at the prices of that day."""
    return [plan.on(day) for plan in offering.plans.all()]


class OfferedServiceLevel(Orderable):
    """What an offering promises, as a contract may take it over."""

    class Convention(models.TextChoices):
        """What agreed maintenance does to the service time: both lower the outage, A the time as well."""

        A = "A", "A: agreed maintenance counts neither as outage nor as service time"
        B = "B", "B: agreed maintenance counts as service time"

    offering = ParentalKey("catalog.Offering", on_delete=models.CASCADE, related_name="service_levels")
    code = models.SlugField(max_length=40, default="availability")
    title = models.CharField(max_length=100, default="Availability")
    target = models.DecimalField(
        max_digits=7, decimal_places=4, validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Percent, such as 99.9",
    )  # fmt: skip
    convention = models.CharField(max_length=1, choices=Convention, default="A")
    within_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="For answers and fixes: the time in which they are promised."
    )
    minimum_outage_minutes = models.PositiveIntegerField(default=0)
    degraded_counts_as_down = models.BooleanField(default=False)
    credit_template = models.CharField(
        max_length=60, blank=True, help_text="Name of the office’s credit tiers, where it has no steps of its own."
    )
    credit_steps = models.JSONField(
        default=list, blank=True, validators=[check_credit_steps],
        help_text='[{"percent": "10"}, {"below": "99", "percent": "25"}]; the first begins at the target.',
    )  # fmt: skip
    credit_cap_percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["offering", "code"], name="one_service_level_per_code"),
            models.CheckConstraint(condition=Q(target__gte=0, target__lte=100), name="target_is_a_percentage"),
        ]

    def __str__(self):
        return self.title

    def clean(self) -> None:
        """Steps fit the target; an editor who empties them leaves an empty list."""
        self.credit_steps = self.credit_steps or []
        if self.target is not None and (wrong := misfit_with(self.target, self.credit_steps)):
            raise ValidationError({"credit_steps": wrong})

    @property
    def credits(self) -> list[CreditStep]:
        """What a miss earns: its own steps, or those of the office's terms that it names."""
        return steps_at(self.target, self.credit_steps or steps_named(self.credit_template))

    @property
    def largest_credit(self) -> Decimal | None:
        """The most that a month can earn, in percent of its fee; None where nothing is credited."""
        if not self.credits:
            return None
        deepest = self.credits[-1].percent
        return deepest if self.credit_cap_percent is None else min(deepest, self.credit_cap_percent)
