"""What an invoice consists of: each line says what it is for and where it comes from."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.money import UnitPriceField

from .credit import CreditNote
from .invoice import ADDS_UP, Invoice
from .standing import at_the_end, content_stands

LINES_STAND = """
IF EXISTS (SELECT 1 FROM billing_invoice WHERE status <> 'draft'
    AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.invoice_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.invoice_id END)
) THEN
    RAISE EXCEPTION 'the lines of an issued invoice cannot be changed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
"""


class InvoiceLine(models.Model):
    """One line. What it is matched to stands beside it as text: order, accepted delivery, service credit."""

    class Kind(models.TextChoices):
        RECURRING = "recurring", "Service of the month"
        ONE_OFF = "one_off", "Paid once"
        USAGE = "usage", "Metered use"
        CREDIT = "credit", "Credit"
        ADJUSTMENT = "adjustment", "Correction"
        LEVY = "levy", "Broker levy"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    description = models.CharField(max_length=200)
    why = models.CharField(max_length=500, blank=True, help_text="The calculation in words.")
    order_reference = models.CharField(max_length=16, blank=True)
    order_address = models.CharField(max_length=200, blank=True)
    delivery_reference = models.CharField(max_length=60, blank=True, help_text="The accepted delivery that it bills.")
    source_address = models.CharField(max_length=200, blank=True, help_text="Where its figure comes from.")
    credit_note = models.ForeignKey(CreditNote, models.PROTECT, null=True, related_name="lines")
    delivered_by = models.CharField(max_length=200, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    unit = models.CharField(max_length=60, blank=True)
    unit_price = UnitPriceField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    levy_percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, help_text="What the broker office takes of it, by its own agreement."
    )
    levy = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="Its part of it, after credits.")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The first day that is no longer covered.")

    class Meta:
        ordering = ["invoice_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_lines_are_numbered"),
            models.UniqueConstraint(fields=["invoice", "credit_note"], name="a_credit_note_is_on_an_invoice_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="invoice_line_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(kind="credit", credit_note__isnull=False, amount__lt=0)
                | Q(kind="adjustment", credit_note__isnull=True)
                | ~Q(kind__in=["credit", "adjustment"]) & Q(credit_note__isnull=True, amount__gte=0),
                name="credits_alone_are_taken_off",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issued_lines_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=LINES_STAND,
            ),
            at_the_end(
                "invoice_is_its_lines",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ADDS_UP.format(invoice="NEW.invoice_id"),
            ),
            at_the_end(
                "invoice_without_a_line", operation=pgtrigger.Delete, func=ADDS_UP.format(invoice="OLD.invoice_id")
            ),
        ]

    def __str__(self):
        return self.description

    @property
    def may_be_disputed(self) -> bool:
        return self.amount > 0


class BilledCauseQuerySet(models.QuerySet):
    def standing(self):
        """Those whose invoice was not taken back."""
        return self.filter(released_at__isnull=True)


class BilledCause(models.Model):
    """What is billed once, whatever month it falls into: a milestone, a month's metered use, a credit charged back."""

    key = models.CharField(max_length=120, help_text="Its cause: on one invoice that stands.")
    line = models.OneToOneField(InvoiceLine, models.PROTECT, related_name="cause")
    released_at = models.DateTimeField(null=True, help_text="Since when its invoice is taken back.")

    objects = BilledCauseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(released_at__isnull=True), name="a_cause_is_billed_once"
            ),
        ]
        triggers = content_stands("released_at", what="what a line was billed for")

    def __str__(self):
        return self.key
