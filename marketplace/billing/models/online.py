"""Paying through Stripe: a vendor's account there, what was asked of it, and the events that it sent."""

import re
from decimal import Decimal

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.money import AmountField, round_cents
from marketplace.organisations.models import Organisation

from .credit import CreditApplication
from .invoice import Invoice
from .payment import Payment
from .standing import content_stands

KEY = re.compile(r"invoice:([0-9]{1,15}):pay:([0-9]{1,4})")


class ConnectedAccount(models.Model):
    """A vendor's own account, to which what is paid online is passed on."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="connected_account")
    account = models.CharField(max_length=64, unique=True)
    takes_payments = models.BooleanField(default=False)
    is_paid_out = models.BooleanField(default=False)
    refreshed_at = models.DateTimeField()

    def __str__(self):
        return self.account


class OnlineStatus(models.TextChoices):
    """Where an attempt stands. It only goes forward: an older state that arrives later changes nothing."""

    STARTED = "started", "Being opened"
    OPEN = "open", "Open"
    FAILED = "failed", "Not paid"
    PAID = "paid"


class OnlinePayment(models.Model):
    """One attempt to have an invoice paid online. `external` is Stripe's object, once it is known."""

    Status = OnlineStatus
    TRANSITIONS = {
        Status.STARTED: {Status.OPEN, Status.FAILED, Status.PAID},
        Status.OPEN: {Status.FAILED, Status.PAID},
        Status.FAILED: {Status.PAID},
    }

    class Kind(models.TextChoices):
        CHECKOUT = "checkout", "At once, by card or debit"
        INVOICE = "invoice", "On terms, by an invoice that Stripe sends"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="online_payments")
    attempt = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=7, choices=OnlineStatus, default=OnlineStatus.STARTED, editable=False)
    amount = AmountField()
    fee = AmountField(help_text="The levy, kept by the broker office as it passes the rest on.")
    external = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=1000, blank=True, help_text="Where the payer pays.")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="online")
    started_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    disputed_at = models.DateTimeField(null=True, help_text="Since when its payer's bank disputes it.")

    class Meta:
        ordering = ["invoice_id", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "attempt"], name="online_attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(status__in=["started", "open"]), name="one_open_attempt_per_invoice"
            ),
            models.UniqueConstraint(fields=["external"], condition=~Q(external=""), name="one_attempt_per_object"),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        """The idempotency key of the attempt: asked again under it, Stripe gives the same object."""
        return f"invoice:{self.invoice_id}:pay:{self.attempt}"

    @property
    def fee_lowered(self) -> Decimal:
        """What of the fee went back because a credit lowered the levy after the attempt was begun."""
        return sum((one.amount for one in self.lowerings.all() if one.external), Decimal("0.00"))

    @property
    def fee_waiting(self) -> Decimal:
        """What of the fee is to go back as a credit lowered the levy, and is not known to have gone."""
        return sum((one.amount for one in self.lowerings.all() if not one.external), Decimal("0.00"))

    @property
    def intent(self) -> str:
        """What Stripe knows the payment by; nothing while it is not paid."""
        return self.payment.bank_reference if self.payment else ""

    @property
    def fee_given_back(self) -> Decimal:
        """What of the fee went back with refunds: in the proportion that is paid back. Nothing while it is not paid."""
        if self.payment is None:
            return Decimal("0.00")
        part = round_cents(self.fee * self.payment.refunded / self.payment.amount)
        return min(part, self.fee - self.fee_lowered)

    @property
    def fee_kept(self) -> Decimal:
        """What of the fee the broker office holds once it is paid."""
        return self.fee - self.fee_given_back - self.fee_lowered

    @staticmethod
    def attempt_of(key: str) -> tuple[int, int] | None:
        """Invoice and number of the attempt that has this key; None for what is no key of ours."""
        found = KEY.fullmatch(key)
        return (int(found[1]), int(found[2])) if found else None


class SentCredit(models.Model):
    """A credit that was taken off after Stripe had sent the invoice: told there, so that less is asked for."""

    application = models.OneToOneField(CreditApplication, models.PROTECT, related_name="sent")
    online = models.ForeignKey(OnlinePayment, models.PROTECT, related_name="credits")
    external = models.CharField(max_length=80, unique=True, help_text="Stripe’s own credit note.")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at", "pk"]
        triggers = append_only()

    def __str__(self):
        return self.external


class LoweredFee(models.Model):
    """A part of the levy that Stripe kept back and that is not owed any more: kept here first, then given back there.

    `external` is Stripe's own refund of the fee; empty until it is known to have been made.
    """

    online = models.ForeignKey(OnlinePayment, models.PROTECT, related_name="lowerings")
    number = models.PositiveSmallIntegerField()
    amount = AmountField()
    asked_at = models.DateTimeField()
    external = models.CharField(max_length=80, blank=True, editable=False)
    given_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["online_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["online", "number"], name="lowered_fees_are_numbered"),
            models.UniqueConstraint(
                fields=["online"], condition=Q(external=""), name="one_fee_is_lowered_at_a_time_for_an_attempt"
            ),
            models.UniqueConstraint(fields=["external"], condition=~Q(external=""), name="one_lowering_per_object"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="lowered_fee_is_worth_something"),
            models.CheckConstraint(
                condition=Q(external="", given_at__isnull=True) | ~Q(external="") & Q(given_at__isnull=False),
                name="given_back_fee_says_when",
            ),
        ]
        triggers = content_stands("external", "given_at", what="a lowered fee")

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        """The idempotency key: asked again under it, Stripe gives nothing back twice."""
        return f"{self.online.key}:fee:{self.number}"


class StripeEvent(models.Model):
    """What Stripe said, once: a hint to look at the object again. Its content decides nothing."""

    event = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    external = models.CharField(max_length=80, help_text="The object that the event is about.")
    intent = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=80, blank=True, help_text="Our own key of the attempt, where it carries one.")
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self):
        return f"{self.kind} {self.event}"
