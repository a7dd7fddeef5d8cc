"""What a payer states once and every invoice to it carries: its purchase orders, its exemption from tax."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation


class PurchaseOrder(models.Model):
    """The payer's own number for what a contract costs. The newest counts for invoices drafted from then on."""

    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="purchase_orders")
    contract_reference = models.CharField(max_length=16, db_index=True)
    number = models.CharField(max_length=60)
    cost_centre = models.CharField(max_length=60, blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["stated_at", "pk"]
        get_latest_by = ["stated_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="purchase_order_has_a_number")]
        triggers = append_only()

    def __str__(self):
        return self.number


class TaxExemptionQuerySet(models.QuerySet):
    def in_force(self, *, on):
        return self.filter(valid_from__lte=on).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))


class TaxExemption(models.Model):
    """The certificate by which a public body pays no tax. Invoices name the one in force on the day of their issue."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tax_exemptions")
    number = models.CharField(max_length=60)
    issued_by = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="Its last day; without one it holds until another is stated.")
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TaxExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["stated_at", "pk"]
        get_latest_by = ["stated_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="tax_exemption_ends_after_its_start",
            )
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.number}, {self.issued_by}"
