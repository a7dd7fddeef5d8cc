"""Charges: what an order costs in a month, a row for each line of its plan and each account that bears it.

A charge has the columns of FOCUS 1.0 from the start. Rows are never changed: what was wrong is set right by another.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.models import Offering
from contracts.agreements.models import Contract
from contracts.orders.models import Order
from contracts.service_levels.models import ServiceCredit
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .rate_card import RateCard


class ExactField(models.DecimalField):
    """An amount, price or quantity as exact as a bill may be; its sign is free."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 30)
        kwargs.setdefault("decimal_places", 15)
        super().__init__(*args, **kwargs)


class WordField(models.CharField):
    """A text that may be empty, which is how FOCUS's null is kept."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class CostImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides of the contract and the office."""
        own = own_organisations(user)
        return self if reads_all(user) else self.filter(Q(contract__agency__in=own) | Q(contract__vendor__in=own))


class CostImport(models.Model):
    """A vendor's FOCUS file for a contract: checked first, taken in by a person."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="cost_imports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    content = models.TextField()
    rows = models.PositiveIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    objects = CostImportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["contract", "digest"], name="a_cost_file_is_sent_once")]

    def __str__(self):
        return f"{self.name} for {self.contract.reference}"

    def get_absolute_url(self):
        return f"/costs/files/{self.pk}/"


class ChargeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency that bears it, the office, and of a brokered service the vendor that bills it."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(agency_id__in=own) | Q(vendor_id__in=own))

    def spend(self):
        """What was really spent: imported rows tell the same money in a vendor's words."""
        return self.exclude(origin=Charge.Origin.IMPORT)


class Charge(models.Model):
    """One line of what something costs, in FOCUS columns, with what it rests on."""

    class Origin(models.TextChoices):
        ORDER = "order", "An order in force"
        LEVY = "levy", "Broker levy"
        CREDIT = "credit", "A service credit"
        IMPORT = "import", "A vendor’s file"

    class Treatment(models.TextChoices):
        TRIAL = "trial", "Trial month, shown and not billed"
        SHOWBACK = "showback", "Shown and not billed"
        CHARGEBACK = "chargeback", "Billed"

    key = models.CharField(max_length=120, unique=True, help_text="Written once under it, however often it is tried.")
    origin = models.CharField(max_length=6, choices=Origin)
    treatment = models.CharField(max_length=10, choices=Treatment, default=Treatment.CHARGEBACK)
    month = models.DateField(help_text="The first day of the month in which it is billed.")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="charges_as_agency")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="charges_as_vendor")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="charges")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="charges")
    offering = models.ForeignKey(Offering, models.PROTECT, null=True, related_name="charges")
    rate_card = models.ForeignKey(RateCard, models.PROTECT, null=True, related_name="charges")
    credit = models.ForeignKey(ServiceCredit, models.PROTECT, null=True, related_name="charges")
    cost_import = models.ForeignKey(CostImport, models.PROTECT, null=True, related_name="charges")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", help_text="What this row takes off again."
    )
    program = WordField(max_length=120)
    cost_centre = WordField(max_length=40)
    why = models.JSONField(default=list, help_text="Each step: what, how, amount.")
    written_at = models.DateTimeField()

    availability_zone = WordField()
    billed_cost = ExactField(help_text="On the bill of its issuer; nothing where it is only shown.")
    billing_account_id = WordField()
    billing_account_name = WordField()
    billing_currency = models.CharField(max_length=3)
    billing_period_start = models.DateTimeField()
    billing_period_end = models.DateTimeField(help_text="The first moment after it.")
    charge_category = models.CharField(max_length=20)
    charge_class = WordField(max_length=20)
    charge_description = WordField(max_length=500)
    charge_frequency = WordField(max_length=20)
    charge_period_start = models.DateTimeField()
    charge_period_end = models.DateTimeField(help_text="The first moment after it.")
    commitment_discount_category = WordField()
    commitment_discount_id = WordField()
    commitment_discount_name = WordField()
    commitment_discount_status = WordField()
    commitment_discount_type = WordField()
    consumed_quantity = ExactField(null=True)
    consumed_unit = WordField()
    contracted_cost = ExactField(null=True)
    contracted_unit_price = ExactField(null=True)
    effective_cost = ExactField()
    invoice_issuer_name = WordField()
    list_cost = ExactField()
    list_unit_price = ExactField(null=True)
    pricing_category = WordField()
    pricing_quantity = ExactField(null=True)
    pricing_unit = WordField()
    provider_name = WordField()
    publisher_name = WordField()
    region_id = WordField()
    region_name = WordField()
    resource_id = WordField()
    resource_name = WordField()
    resource_type = WordField()
    service_category = WordField()
    service_name = WordField()
    sku_id = WordField()
    sku_price_id = WordField()
    sub_account_id = WordField()
    sub_account_name = WordField()
    tags = models.JSONField(default=dict)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(charge_period_end__gt=F("charge_period_start"))
                & Q(billing_period_end__gt=F("billing_period_start")),
                name="charge_covers_a_time",
            ),
            models.CheckConstraint(
                condition=Q(treatment="chargeback") | Q(billed_cost=0), name="what_is_only_shown_is_not_billed"
            ),
            models.CheckConstraint(
                condition=~Q(charge_frequency="Usage-Based") | ~Q(charge_category="Purchase"),
                name="usage_is_not_a_purchase",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "month"], name="charge_by_agency"),
            models.Index(fields=["vendor", "month"], name="charge_by_vendor"),
            models.Index(fields=["month"], name="charge_by_month"),
        ]
        triggers = append_only()

    def __str__(self):
        return self.charge_description

    def get_absolute_url(self):
        return f"/costs/charges/{self.pk}/"


class ChargingStart(models.Model):
    """From when on an agency is billed for services at cost; before it bills are shown only. The newest counts."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="charging_starts")
    charged_from = models.DateField(null=True, help_text="The first month that is billed; empty: shown for good.")
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]
        triggers = append_only()

    def __str__(self):
        return f"{self.agency} from {self.charged_from}"
