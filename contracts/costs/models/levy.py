"""The levy that vendors report: a return a vendor and month, nil allowed, beside what their orders cost."""

import datetime
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from contracts.orders.models import Order
from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class LevyReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(vendor_id__in=own_organisations(user))

    def to_file(self):
        return self.filter(status=LevyReturn.Status.DUE)

    def with_gap(self):
        return self.filter(status=LevyReturn.Status.GAP)


class LevyReturn(models.Model):
    """What a vendor billed under the marketplace in one month, in its own words, and what was known of it that day."""

    class Status(models.TextChoices):
        DUE = "due", "To be filed"
        RECONCILED = "reconciled", "Agrees with the orders"
        GAP = "gap", "Differs from the orders"
        SETTLED = "settled", "Differs, settled"

    TRANSITIONS = {
        Status.DUE: {Status.RECONCILED, Status.GAP},
        Status.GAP: {Status.RECONCILED, Status.GAP, Status.SETTLED},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="levy_returns")
    month = models.DateField(help_text="The first day of the month in which it was billed.")
    due_at = models.DateTimeField(help_text="The first moment that is too late.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DUE, editable=False)
    currency = CurrencyField()
    reported = AmountField(null=True, help_text="The sum of its lines; nothing is a nil return.")
    known = AmountField(null=True, help_text="What the orders of the month come to, as it stood when filed.")
    levy = AmountField(null=True, help_text="Of what is reported.")
    version = models.PositiveSmallIntegerField(default=0, help_text="Counts filings.")
    note = models.CharField(max_length=1000, blank=True, help_text="The vendor's.")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField(max_length=1000, blank=True, help_text="How an officer settled the difference.")
    opened_at = models.DateTimeField()

    objects = LevyReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "vendor_id"]
        verbose_name = "levy return"
        constraints = [
            models.UniqueConstraint(fields=["vendor", "month"], name="one_levy_return_a_vendor_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="levy_is_reported_by_month"),
            models.CheckConstraint(
                condition=Q(status="due", filed_at__isnull=True, reported__isnull=True)
                | ~Q(status="due")
                & Q(
                    filed_at__isnull=False,
                    filed_by__isnull=False,
                    reported__isnull=False,
                    known__isnull=False,
                    levy__isnull=False,
                ),
                name="a_filed_return_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="settled", settled_by__isnull=False, settled_at__isnull=False) & ~Q(settlement="")
                | ~Q(status="settled") & Q(settled_at__isnull=True, settlement=""),
                name="a_settled_return_says_how",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="returns_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="agreed_return_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["reconciled", "settled"]),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/levy/{self.reference}/"

    @property
    def gap(self) -> Decimal:
        """What is reported less what is known."""
        return (self.reported or Decimal()) - (self.known or Decimal())

    @property
    def gap_percent(self) -> Decimal | None:
        return (self.gap * 100 / self.known).quantize(Decimal("0.1")) if self.known else None

    @property
    def is_nil(self) -> bool:
        return self.reported == 0

    def is_late(self, *, at: datetime.datetime) -> bool:
        """A comparison of times, whether or not a job ran: not filed in time, or filed too late."""
        return (self.filed_at or at) >= self.due_at


class LevyLine(models.Model):
    """What a filing says of one order. Rows of earlier filings stay."""

    levy_return = models.ForeignKey(LevyReturn, models.PROTECT, related_name="lines")
    version = models.PositiveSmallIntegerField()
    order = models.ForeignKey(Order, models.PROTECT, related_name="levy_lines")
    amount = AmountField()

    class Meta:
        ordering = ["levy_return_id", "version", "order_id"]
        constraints = [
            models.UniqueConstraint(fields=["levy_return", "version", "order"], name="one_levy_line_an_order"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.order.reference}: {self.amount}"
