"""A contract stands still: since when, why, until when, and whether the service stands still with it."""

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.accounts.models import User

from .standing import only_once


class Suspension(models.Model):
    """No order comes under the contract and nothing of it is amended until somebody lifts it."""

    class Cause(models.TextChoices):
        BREACH = "breach", "A breach is being looked into"
        SECURITY = "security", "Danger for data or people"
        FUNDING = "funding", "Its money is held up"
        DISPUTE = "dispute", "A dispute or a complaint about the award"
        VENDOR = "vendor", "The vendor is excluded, or cannot perform"
        NEED = "need", "The agency does not need it for a while"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="suspensions")
    cause = models.CharField(max_length=8, choices=Cause)
    reason = models.CharField(max_length=500)
    pauses_levels = models.BooleanField(
        help_text="The service stands still too: its time is not agreed time, and earns no credit."
    )
    suspended_at = models.DateTimeField()
    suspended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-suspended_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(lifted_at__isnull=True), name="one_suspension_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="suspension_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because="")
                | Q(lifted_at__gte=F("suspended_at"), lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="lifted_suspension_says_by_whom_and_why",
            ),
        ]
        triggers = only_once("lifted_at", "lifted_by_id", "lifted_because", name="suspensions")

    def __str__(self):
        return f"suspension of {self.contract.reference}"
