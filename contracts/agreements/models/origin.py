"""What a contract came from, kept in words of its own: the need, the competition, the award. Never changed."""

from django.db import models

from marketplace.audit.models import append_only

from .contract import Contract


class Origin(models.Model):
    """One record before the contract, written by whoever awards: contracts know nothing of competitions."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="origins")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, help_text="As the chain names it: Need, RFP, Award.")
    reference = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(help_text="Whether everybody is led there, or the parties alone.")

    class Meta:
        ordering = ["contract_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="origins_are_numbered"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.kind} {self.reference} before {self.contract.reference}"
