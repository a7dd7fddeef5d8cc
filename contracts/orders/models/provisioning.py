"""Provisioning: the vendor, or its system, says that it has begun, is ready, or has failed; each report has a key."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only

from .order import Order


class ProvisioningStatus(models.TextChoices):
    """How far the vendor is with an order."""

    STARTED = "started", "Being provided"
    READY = "ready", "Ready, to be confirmed"
    FAILED = "failed", "Failed, to be tried again"
    CONFIRMED = "confirmed", "Confirmed by the agency"


class Provisioning(models.Model):
    """How far the vendor is with one order, as the latest report has it."""

    Status: TypeAlias = ProvisioningStatus
    TRANSITIONS = {
        Status.STARTED: {Status.READY, Status.FAILED},
        Status.FAILED: {Status.STARTED},
        Status.READY: {Status.CONFIRMED},
    }

    order = models.OneToOneField(Order, models.PROTECT, related_name="provisioning")
    status = models.CharField(max_length=9, choices=Status, default=Status.STARTED, editable=False)
    resource = models.CharField(
        max_length=300, blank=True, help_text="Where it is: the vendor’s name or address of it."
    )
    ready_at = models.DateTimeField(null=True, editable=False, help_text="From then on the service clock runs.")
    confirmed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["ready", "confirmed"]) | Q(ready_at__isnull=False) & ~Q(resource=""),
                name="what_is_ready_has_its_place_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="what_is_confirmed_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.order.reference}: {self.get_status_display()}"


class ProvisioningStep(models.Model):
    """One report. Sent again under its key it changes nothing; never changed itself."""

    class Kind(models.TextChoices):
        STARTED = "started", "Begun"
        READY = "ready"
        FAILED = "failed"

    order = models.ForeignKey(Order, models.PROTECT, related_name="provisioning_steps")
    key = models.CharField(max_length=64, help_text="Chosen by the vendor’s system.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was reported under the key.")
    kind = models.CharField(max_length=7, choices=Kind)
    resource = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    reported_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["order_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "key"], name="one_report_per_key"),
            models.CheckConstraint(
                condition=~Q(kind="ready") | ~Q(resource=""), name="ready_report_names_its_resource"
            ),
            models.CheckConstraint(condition=~Q(kind="failed") | ~Q(reason=""), name="failed_report_says_why"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.order.reference}: {self.get_kind_display()}"
