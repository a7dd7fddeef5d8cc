"""Invoices: who bills whom for which month of which contract. What is issued cannot be changed."""

import datetime
from decimal import Decimal
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .standing import at_the_end, content_stands

# Whatever wrote them, at the end of a transaction an invoice is its lines, and what is paid and credited has its rows.
ADDS_UP = """
IF EXISTS (
    SELECT 1 FROM billing_invoice AS invoice WHERE invoice.id = {invoice} AND (
        invoice.total <> (SELECT coalesce(sum(amount), 0) FROM billing_invoiceline WHERE invoice_id = invoice.id)
        OR invoice.paid <> (SELECT coalesce(sum(amount), 0) FROM billing_allocation WHERE invoice_id = invoice.id)
        OR invoice.credited
            <> (SELECT coalesce(sum(amount), 0) FROM billing_creditapplication WHERE invoice_id = invoice.id)
    )
) THEN
    RAISE EXCEPTION 'an invoice is the sum of its lines; what is paid and credited has its rows';
END IF;
"""
CONTENT_CHANGES = ("status", "paid", "credited", "voided_at", "void_reason")


class InvoiceStatus(models.TextChoices):
    """Where an invoice stands. Overdue and disputed are no states: they follow from times and lines."""

    DRAFT = "draft"
    ISSUED = "issued"
    PARTLY_PAID = "partly_paid", "Partly paid"
    PAID = "paid"
    VOID = "void"


OPEN = (InvoiceStatus.ISSUED, InvoiceStatus.PARTLY_PAID)


class InvoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who issues it and the broker office; who owes it from its issue on."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(issuer_id__in=own) | Q(payer_id__in=own, issued_at__isnull=False))

    def with_parties(self):
        return self.select_related("issuer", "payer")

    def with_disputed(self):
        """With `disputed`, what open disputes hold back; one statement."""
        disputes = self.model._meta.apps.get_model("billing", "LineDispute").objects.filter(
            line__invoice=OuterRef("pk"), status="open"
        )
        sums = disputes.order_by().values("line__invoice").annotate(sum=Sum("amount")).values("sum")
        return self.annotate(disputed=Coalesce(sums, Decimal(0), output_field=AmountField()))

    def standing(self):
        return self.exclude(status=InvoiceStatus.VOID)

    def open(self):
        """Issued, and not settled."""
        return self.filter(status__in=OPEN)

    def overdue(self, *, at):
        """Open past their last second, whether or not any job has looked at them since."""
        return self.open().filter(due_at__lte=at)

    def disputed_lines(self):
        """Those of which a line is disputed and not decided."""
        disputes = self.model._meta.apps.get_model("billing", "LineDispute").objects
        return self.filter(Exists(disputes.filter(line__invoice=OuterRef("pk"), status="open")))


class Invoice(models.Model):
    """What one organisation bills another for one month of one contract. The contract is named, not linked."""

    Status: TypeAlias = InvoiceStatus
    OPEN = OPEN
    TRANSITIONS = {
        Status.DRAFT: {Status.ISSUED, Status.VOID},
        Status.ISSUED: {Status.PARTLY_PAID, Status.PAID, Status.VOID},
        Status.PARTLY_PAID: {Status.PAID, Status.ISSUED},
        Status.PAID: {Status.PARTLY_PAID, Status.ISSUED},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, db_index=True, editable=False)
    contract_reference = models.CharField(max_length=16, db_index=True)
    title = models.CharField(max_length=200)
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="invoices_issued")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="invoices_owed")
    delivery_mode = models.CharField(max_length=8)
    time_zone = models.CharField(max_length=64)
    period = models.DateField(help_text="The first day of the month that is billed.")
    currency = CurrencyField()
    purchase_order = models.CharField(max_length=60, blank=True, help_text="The payer's own number.")
    cost_centre = models.CharField(max_length=60, blank=True)
    tax_certificate = models.CharField(max_length=200, blank=True, help_text="By which it carries no tax.")
    terms_days = models.PositiveSmallIntegerField(default=30, help_text="Days between its issue and its last day.")
    total = AmountField(default=0, editable=False, help_text="The sum of its lines.")
    paid = AmountField(default=0, editable=False, help_text="What was received for it, less what was paid back.")
    credited = AmountField(default=0, editable=False, help_text="Credit notes taken off it after its issue.")
    status = models.CharField(max_length=11, choices=Status, default=Status.DRAFT, editable=False)
    created_at = models.DateTimeField(editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    due_at = models.DateTimeField(null=True, editable=False, help_text="The first moment that is too late.")
    voided_at = models.DateTimeField(null=True, editable=False)
    void_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract_reference", "period", "issuer", "payer"],
                condition=~Q(status="void"),
                name="one_invoice_per_contract_and_month",
            ),
            models.CheckConstraint(condition=~Q(issuer=F("payer")), name="nobody_bills_themselves"),
            models.CheckConstraint(condition=Q(period__day=1), name="an_invoice_is_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, credited__gte=0, total__gte=F("paid") + F("credited")),
                name="no_invoice_is_paid_beyond_its_total",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", issued_at__isnull=True)
                | Q(status="void")
                | Q(issued_at__isnull=False, due_at__gt=F("issued_at")) & ~Q(purchase_order=""),
                name="issued_invoice_has_purchase_order_and_last_day",
            ),
            models.CheckConstraint(
                condition=Q(status="void", voided_at__isnull=False, paid=0, credited=0) & ~Q(void_reason="")
                | ~Q(status="void") & Q(voided_at__isnull=True),
                name="void_invoice_says_why_and_took_nothing",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "void"], paid=0, credited=0)
                | Q(status="issued", paid=0, credited=0)
                | Q(status="partly_paid", total__gt=F("paid") + F("credited"))
                | Q(status="paid", total=F("paid") + F("credited")),
                name="an_invoice_stands_as_it_is_paid",
            ),
        ]
        indexes = [
            models.Index(fields=["payer", "status", "due_at"], name="invoice_by_payer"),
            models.Index(fields=["issuer", "status", "due_at"], name="invoice_by_issuer"),
        ]
        triggers = [
            *content_stands(*CONTENT_CHANGES, what="an issued invoice", once="OLD.status <> 'draft'"),
            at_the_end(
                "invoice_adds_up",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ADDS_UP.format(invoice="NEW.id"),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return f"/invoices/{self.reference}/"

    @property
    def open_amount(self) -> Decimal:
        """What nobody has paid or credited yet, disputed or not."""
        return self.total - self.paid - self.credited if self.status in self.OPEN else Decimal(0)

    @property
    def last_day_on(self) -> datetime.date | None:
        """The last day on which it is paid in time, in its payer's zone."""
        zone = ZoneInfo(self.time_zone)
        return self.due_at and self.due_at.astimezone(zone).date() - datetime.timedelta(days=1)

    def is_overdue(self, *, at: datetime.datetime) -> bool:
        return self.status in self.OPEN and self.due_at is not None and at >= self.due_at
