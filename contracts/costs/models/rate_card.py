"""Rate cards: what one unit of a plan of a service at cost costs in a year, and of what that is made."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.offerings.words import article
from contracts.agreements.models import stands_once_signed
from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.permissions import reads_all

PUBLISHED = "SELECT 1 FROM contracts_ratecard WHERE id = {row}.card_id AND published_at IS NOT NULL"
ADDS_UP = """
IF (SELECT coalesce(sum(part), 0) FROM contracts_ratepool WHERE card_id = NEW.id) <> NEW.rate THEN
    RAISE EXCEPTION 'the parts of a rate add up to the rate';
END IF;
RETURN NEW;
"""


class Pool(models.TextChoices):
    """What a service costs, in the order in which parts of a rate stand and ties are settled."""

    STAFF = "staff"
    HARDWARE = "hardware"
    SOFTWARE = "software"
    FACILITIES = "facilities"
    POWER = "power", "Power and cooling"
    SECURITY = "security"
    NETWORK = "network"
    OVERHEAD = "overhead"
    CARRIED = "carried", "Carried forward"


POOL_ORDER = list(Pool.values)


class RateCardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is published: a rate is the same for every agency. The office also its drafts."""
        return self if reads_all(user) else self.published()

    def published(self):
        return self.filter(published_at__isnull=False)

    def in_force(self, *, on):
        """The newest version of each plan whose first day has come."""
        begun = self.published().filter(holds_from__lte=on)
        return begun.order_by("plan_code", "-holds_from", "-version").distinct("plan_code")


class RateCard(models.Model):
    """One version of a plan's rate for a fiscal year. A published one is followed by the next, never changed."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        PUBLISHED = "published"

    TRANSITIONS = {Status.DRAFT: {Status.PUBLISHED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, related_name="rate_cards")
    plan_code = models.UUIDField()
    plan_name = models.CharField(max_length=100)
    unit = models.CharField(max_length=60)
    currency = CurrencyField()
    fiscal_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1, help_text="Of this plan and fiscal year.")
    holds_from = models.DateField()
    forecast_units = models.PositiveBigIntegerField(help_text="Units × months that are expected in the year.")
    rate = AmountField(help_text="Of one unit in one month.")
    note = models.CharField(max_length=500, blank=True, help_text="What is new in this version.")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)

    objects = RateCardQuerySet.as_manager()

    class Meta:
        ordering = ["offering_id", "plan_name", "-fiscal_year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan_code", "fiscal_year", "version"], name="rate_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["plan_code", "holds_from"],
                condition=Q(published_at__isnull=False),
                name="one_rate_begins_on_a_day",
            ),
            models.CheckConstraint(condition=Q(forecast_units__gt=0, rate__gt=0), name="rate_has_units_and_a_figure"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True, published_by__isnull=True)
                | Q(status="published", published_at__isnull=False, published_by__isnull=False),
                name="published_rate_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="nobody_publishes_the_rate_they_drafted",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_rate_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.published_at IS NOT NULL"),
            ),
            pgtrigger.Trigger(
                name="parts_add_up",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.published_at IS NOT NULL"),
                func=ADDS_UP,
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/rates/{self.reference}/"

    @property
    def each(self) -> str:
        """What the rate is of: "an instance"."""
        return f"{article(self.unit)} {self.unit}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def cost(self) -> Decimal:
        """All pools together. No query where `pools` are prefetched."""
        return sum((pool.amount for pool in self.pools.all()), Decimal("0.00"))


class RatePool(models.Model):
    """One pool of a card: what the year costs, where that comes from, and its part in the rate."""

    card = models.ForeignKey(RateCard, models.CASCADE, related_name="pools")
    number = models.PositiveSmallIntegerField()
    pool = models.CharField(max_length=10, choices=Pool)
    amount = models.DecimalField(max_digits=14, decimal_places=2, help_text="A year; carried forward may be negative.")
    part = models.DecimalField(max_digits=14, decimal_places=2, help_text="Of the rate, to the cent.")
    comes_from = models.CharField(max_length=300, blank=True, help_text="How it is reckoned, and what it buys.")

    class Meta:
        ordering = ["card_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "pool"], name="one_pool_of_a_kind_in_a_rate"),
            models.CheckConstraint(
                condition=Q(pool="carried") | Q(amount__gte=0), name="only_what_is_carried_forward_is_negative"
            ),
        ]
        triggers = stands_once_signed(PUBLISHED, what="rate card")

    def __str__(self):
        return f"{self.get_pool_display()} of {self.card_id}"


class RateYear(models.Model):
    """How the year of a card ended: what it cost, what was billed, what is in reserve. Never changed."""

    card = models.OneToOneField(RateCard, models.PROTECT, related_name="year")
    actual_cost = AmountField()
    billed = AmountField()
    reserve = AmountField(help_text="Held for the service on the last day.")
    cash_cost = AmountField(help_text="What was paid out in the year, without write-offs.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        triggers = append_only()

    def __str__(self):
        return f"year of {self.card_id}"
