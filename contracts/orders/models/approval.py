"""Who approved an order. One row a person and sending; as many as the policy of its day asks for."""

from django.db import models

from marketplace.audit.models import append_only
from marketplace.money import AmountField

from .order import Order


class OrderApproval(models.Model):
    """One approval. A request that is returned and sent again is approved anew: `sent_at` says which sending it was."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="approvals")
    approver = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    owner_id = models.BigIntegerField(help_text="Whose limit it was, where the approver stands in.")
    limit = AmountField()
    sent_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "sent_at", "approver"], name="one_approval_per_person"),
            models.UniqueConstraint(fields=["order", "sent_at", "owner_id"], name="one_approval_per_limit"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.approver}, {self.at:%Y-%m-%d}"
