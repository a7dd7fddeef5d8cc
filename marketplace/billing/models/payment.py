"""Payments as they arrived, what of them went to which invoice, and what was paid back."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .invoice import ADDS_UP, Invoice
from .standing import at_the_end, content_stands


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides and the broker office."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(payer_id__in=own) | Q(receiver_id__in=own))

    def unused(self):
        """Those of which something belongs to no invoice yet."""
        return self.filter(amount__gt=F("applied") + F("refunded"))


class Payment(models.Model):
    """Money that arrived. Its key is its own: recorded twice it is one payment."""

    class Method(models.TextChoices):
        TRANSFER = "transfer", "Bank transfer"
        CHEQUE = "cheque"
        ONLINE = "online", "Online"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    key = models.CharField(max_length=100, unique=True)
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="payments_made")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="payments_received")
    method = models.CharField(max_length=8, choices=Method)
    amount = AmountField()
    currency = CurrencyField()
    received_on = models.DateField()
    bank_reference = models.CharField(max_length=100, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied = AmountField(default=0, editable=False, help_text="What invoices hold of it.")
    refunded = AmountField(default=0, editable=False)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_worth_something"),
            models.CheckConstraint(condition=~Q(payer=F("receiver")), name="nobody_pays_themselves"),
            models.CheckConstraint(
                condition=Q(applied__gte=0, refunded__gte=0, amount__gte=F("applied") + F("refunded")),
                name="no_payment_is_used_beyond_its_amount",
            ),
        ]
        triggers = content_stands("applied", "refunded", what="a payment")

    def __str__(self):
        return self.reference

    @property
    def left(self) -> Decimal:
        """What belongs to no invoice and was not paid back."""
        return self.amount - self.applied - self.refunded


class Allocation(models.Model):
    """What an invoice took of a payment; below zero what a refund took off it again."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="allocation_is_worth_something")]
        triggers = [
            *append_only(),
            at_the_end("paid_adds_up", operation=pgtrigger.Insert, func=ADDS_UP.format(invoice="NEW.invoice_id")),
        ]

    def __str__(self):
        return f"{self.amount} of {self.payment} for {self.invoice.reference}"


class Refund(models.Model):
    """Money paid back. Its key is its own: asked for twice it is paid back once."""

    key = models.CharField(max_length=100, unique=True)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    amount = AmountField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_worth_something")]
        triggers = append_only()

    def __str__(self):
        return f"{self.amount} of {self.payment}"
