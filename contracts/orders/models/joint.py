"""Joint orders: which agency bears which share, and what each of them said to its own."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.money import AmountField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .order import Order

SHARES_STAND = """
IF EXISTS (SELECT 1 FROM contracts_order WHERE status NOT IN ('draft', 'returned')
    AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END)
    AND (TG_OP <> 'UPDATE' OR OLD.decision <> '' OR (OLD.agency_id, OLD.percent, OLD.quantity, OLD.amount)
        IS DISTINCT FROM (NEW.agency_id, NEW.percent, NEW.quantity, NEW.amount)) THEN
    RAISE EXCEPTION 'the shares of an order that was sent cannot be changed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
"""


class JointShareQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agencies of the order and the office."""
        own = own_organisations(user)
        return self if reads_all(user) else self.filter(Q(agency_id__in=own) | Q(order__agency_id__in=own))

    def of_partners(self):
        """All but the lead's, which its own approvers approve with the order."""
        return self.exclude(agency=models.F("order__agency"))

    def waiting(self):
        """Shares of partners that nobody has decided on, of orders that were sent."""
        return self.of_partners().filter(decision="", order__status=Order.Status.SUBMITTED)


class JointShare(models.Model):
    """What one agency bears of a joint order: per cent of it, or so many of its units."""

    class Decision(models.TextChoices):
        APPROVED = "approved"
        REFUSED = "refused"

    order = models.ForeignKey(Order, models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="order_shares")
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    quantity = models.PositiveIntegerField(null=True)
    amount = AmountField(null=True, editable=False, help_text="Pinned when the order was sent.")
    decision = models.CharField(max_length=8, choices=Decision, blank=True, editable=False)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(blank=True, max_length=2000, editable=False)

    objects = JointShareQuerySet.as_manager()

    class Meta:
        ordering = ["order_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "agency"], name="one_share_per_agency"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lt=100, quantity__isnull=True)
                | Q(percent__isnull=True, quantity__gt=0),
                name="joint_share_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False, amount__isnull=False),
                name="decided_share_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shares_stand_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SHARES_STAND,
            )
        ]

    def __str__(self):
        return f"{self.words} for {self.agency}"

    @property
    def words(self) -> str:
        """40%, or 96 of 240."""
        if self.percent is not None:
            return f"{self.percent.normalize():f}%"
        return f"{self.quantity:,} of {self.order.quantity:,}"

    @property
    def is_lead(self) -> bool:
        return self.agency_id == self.order.agency_id

    @property
    def part(self) -> Decimal:
        """As a fraction of the whole."""
        if self.percent is not None:
            return self.percent / 100
        return Decimal(self.quantity or 0) / self.order.quantity
