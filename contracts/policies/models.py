"""Buying policy as dated data: which way of buying is open for which value, from which day on."""

import datetime
from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.agreements.models import stands_once_signed
from marketplace.money import AmountField, CurrencyField
from marketplace.permissions import reads_all

WHAT = "buying policy"
ENACTED = "SELECT 1 FROM contracts_buyingpolicy WHERE id = {row}.policy_id AND enacted_at IS NOT NULL"
ENACTED_BY_BAND = (
    "SELECT 1 FROM contracts_policyband AS band JOIN contracts_buyingpolicy AS policy "
    "ON policy.id = band.policy_id WHERE band.id = {row}.band_id AND policy.enacted_at IS NOT NULL"
)
MOST_APPROVALS, MOST_DAYS = 3, 90


class Route(models.TextChoices):
    """The ways to buy, the shortest first."""

    DIRECT_ORDER = "direct_order", "Direct order under an agreement"
    COMPARISON = "comparison", "Desktop comparison"
    CASCADE = "cascade", "Cascade by rank"
    MINI_COMPETITION = "mini_competition", "Mini-competition"
    COMPETITION = "competition", "Open competition"
    DIRECT_AWARD = "direct_award", "Direct award"


class BuyingPolicyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what was put into force; the broker office also what it prepares."""
        return self if reads_all(user) else self.enacted()

    def enacted(self):
        return self.filter(enacted_at__isnull=False)

    def begun(self, *, on):
        """Those whose first day has come; the newest of them holds, the others held before it."""
        return self.enacted().filter(holds_from__lte=on)

    def with_bands(self):
        return self.select_related("drafted_by", "enacted_by").prefetch_related("bands__rules")


class BuyingPolicy(models.Model):
    """What holds from a day on, until the next policy's first day."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        ENACTED = "enacted", "Put into force"

    TRANSITIONS = {Status.DRAFT: {Status.ENACTED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    summary = models.CharField(max_length=500, help_text="What it changes, and why.")
    currency = CurrencyField()
    holds_from = models.DateField(help_text="The first day on which requests are judged by it.")
    status = models.CharField(max_length=7, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    created_at = models.DateTimeField()
    drafted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    enacted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    enacted_at = models.DateTimeField(null=True, editable=False)

    objects = BuyingPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = WHAT
        verbose_name_plural = "buying policies"
        ordering = ["-holds_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="policy_says_what_it_changes"),
            models.CheckConstraint(
                condition=Q(status="draft", enacted_at__isnull=True, enacted_by__isnull=True)
                | Q(status="enacted", enacted_at__isnull=False, enacted_by__isnull=False),
                name="policy_in_force_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(enacted_by__isnull=True) | ~Q(enacted_by=F("drafted_by")),
                name="nobody_enacts_the_policy_they_drafted",
            ),
            models.UniqueConstraint(
                fields=["holds_from"], condition=Q(status="enacted"), name="one_policy_begins_on_a_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="enacted_policy_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.enacted_at IS NOT NULL"),
            )
        ]

    def __str__(self):
        return f"Buying policy {self.reference}"

    def get_absolute_url(self):
        return reverse("policy_page", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def band_of(self, value: Decimal) -> "PolicyBand":
        """The band that a value in all lies in. The last band has no end."""
        bands = list(self.bands.all())
        return next((band for band in bands if band.up_to is not None and value <= band.up_to), bands[-1])

    def holds_on(self, day: datetime.date) -> bool:
        """Whether its first day has come; a later policy may have taken its place."""
        return not self.is_draft and self.holds_from <= day


class PolicyBand(models.Model):
    """A range of values in all: above the band before it, up to its own end; the last one has none."""

    policy = models.ForeignKey(BuyingPolicy, models.CASCADE, related_name="bands")
    number = models.PositiveSmallIntegerField()
    up_to = AmountField(null=True, help_text="The highest value in it; empty for the last.")

    class Meta:
        ordering = ["policy_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_bands_are_numbered"),
            models.CheckConstraint(condition=Q(up_to__isnull=True) | Q(up_to__gt=0), name="policy_band_is_not_empty"),
        ]
        triggers = stands_once_signed(ENACTED, what=WHAT)

    def __str__(self):
        return f"band {self.number} of {self.policy_id}"

    def rule_for(self, route: str) -> "PolicyRule | None":
        """What holds for a way of buying in this band; None where it is closed."""
        return next((rule for rule in self.rules.all() if rule.route == route), None)


class PolicyRule(models.Model):
    """A way of buying that is open in a band; one without a row is closed there."""

    band = models.ForeignKey(PolicyBand, models.CASCADE, related_name="rules")
    route = models.CharField(max_length=16, choices=Route)
    approvals = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_APPROVALS)],
        help_text="By so many people of the agency, each with a limit that covers the value.",
    )
    minimum_days = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text="So many days lie at least between the request, or the invitation, and the decision.",
    )

    class Meta:
        ordering = ["band_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["band", "route"], name="one_rule_per_band_and_route"),
            models.CheckConstraint(
                condition=Q(approvals__gte=1, approvals__lte=MOST_APPROVALS, minimum_days__lte=MOST_DAYS),
                name="policy_rule_is_possible",
            ),
        ]
        triggers = stands_once_signed(ENACTED_BY_BAND, what=WHAT)

    def __str__(self):
        return f"{self.get_route_display()}: {self.approvals} approvals, {self.minimum_days} days"
