"""What was decided about a contract's end, with the pack that was read, word for word. Never changed."""

from django.db import models
from django.db.models import Q

from contracts.agreements.models import Contract
from contracts.agreements.models.signing import DIGEST_OF_CONTENT
from marketplace.accounts.models import User
from marketplace.audit.models import append_only


class RenewalDecision(models.Model):
    """Renew, compete again, or let end: one for each end that a contract has had."""

    class Decision(models.TextChoices):
        RENEW = "renew", "Renew it"
        RECOMPETE = "recompete", "Invite to a new competition"
        END = "end", "Let it end"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="renewal_decisions")
    ends_on = models.DateField(help_text="The end that it is about: the first day that is no longer covered.")
    decision = models.CharField(max_length=9, choices=Decision)
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    content = models.TextField(help_text="The decision pack as it was read: JSON with sorted names.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the pack's bytes.")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "ends_on"], name="one_decision_for_each_end"),
            models.CheckConstraint(condition=~Q(reason=""), name="renewal_decision_says_why"),
            models.CheckConstraint(condition=Q(digest=DIGEST_OF_CONTENT), name="pack_has_the_digest_of_its_content"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.get_decision_display()}: {self.contract.reference}"
