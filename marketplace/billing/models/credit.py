"""Credit notes: what one organisation gives another back, as a line of the next invoice or off one that is open."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .invoice import ADDS_UP, Invoice
from .standing import at_the_end, content_stands


class CreditNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides and the broker office."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(issuer_id__in=own) | Q(payer_id__in=own))

    def unused(self):
        """Those of which something is left."""
        return self.filter(amount__gt=F("applied") + F("withdrawn"))


class CreditNote(models.Model):
    """Given once for one cause. `applied` counts what invoices took of it, `withdrawn` what was taken back unused."""

    class Kind(models.TextChoices):
        SERVICE_LEVEL = "service_level", "Missed service level"
        DISPUTE = "dispute", "Disputed line"
        GOODWILL = "goodwill", "Agreed between both sides"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    key = models.CharField(max_length=100, unique=True, help_text="Its cause: one note for each.")
    kind = models.CharField(max_length=13, choices=Kind)
    ocid = models.CharField(max_length=60, db_index=True)
    contract_reference = models.CharField(max_length=16, db_index=True)
    source_reference = models.CharField(max_length=16, blank=True)
    source_address = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300)
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="credit_notes_issued")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="credit_notes_received")
    amount = AmountField()
    currency = CurrencyField()
    applied = AmountField(default=0, editable=False)
    withdrawn = AmountField(default=0, editable=False)
    issued_at = models.DateTimeField()

    objects = CreditNoteQuerySet.as_manager()

    class Meta:
        ordering = ["issued_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_note_is_worth_something"),
            models.CheckConstraint(condition=~Q(issuer=F("payer")), name="nobody_credits_themselves"),
            models.CheckConstraint(
                condition=Q(applied__gte=0, withdrawn__gte=0, amount__gte=F("applied") + F("withdrawn")),
                name="no_credit_is_used_beyond_its_amount",
            ),
        ]
        triggers = content_stands("applied", "withdrawn", what="a credit note")

    def __str__(self):
        return self.reference

    @property
    def left(self) -> Decimal:
        """What can still be taken off an invoice."""
        return self.amount - self.applied - self.withdrawn


class CreditApplication(models.Model):
    """What was taken of a credit note off an invoice that was issued before, with the levy that is not owed of it."""

    note = models.ForeignKey(CreditNote, models.PROTECT, related_name="applications")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credit_applications")
    amount = AmountField(help_text="With the levy.")
    levy = AmountField(default=0, help_text="How much of it the broker office does not get any more.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="applied_credit_is_worth_something"),
            models.CheckConstraint(
                condition=Q(levy__gte=0, amount__gt=F("levy")), name="levy_goes_along_with_a_credit"
            ),
        ]
        triggers = [
            *append_only(),
            at_the_end("credited_adds_up", operation=pgtrigger.Insert, func=ADDS_UP.format(invoice="NEW.invoice_id")),
        ]

    def __str__(self):
        return f"{self.note} off {self.invoice.reference}"
