"""What is to become of a signed agreement, said by one person of the office and decided by another."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.accounts.models import User

from .framework import Framework

DECIDED = "'status', 'decided_by_id', 'decided_at', 'reason'"


class FrameworkProposal(models.Model):
    """An amendment, or the end of an agreement. Its content stands; nobody approves their own."""

    class Kind(models.TextChoices):
        AMENDMENT = "amendment"
        ENDING = "ending", "End for new orders"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waiting for approval"
        APPROVED = "approved", "Approved, in force"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {Status.PROPOSED: {Status.APPROVED, Status.REFUSED, Status.WITHDRAWN}}

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=9, choices=Kind)
    grounds = models.CharField(max_length=10, blank=True, help_text="Of an amendment.")
    rationale = models.CharField(max_length=500)
    terms = models.JSONField(default=dict, help_text="Of an amendment: ceiling, days, ceilings of lots by their ids.")
    version = models.PositiveIntegerField(help_text="Of the agreement, as it was read.")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was refused or withdrawn.")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework"], condition=Q(status="proposed"), name="one_open_proposal_per_framework"
            ),
            models.CheckConstraint(condition=~Q(rationale=""), name="framework_proposal_says_why"),
            models.CheckConstraint(
                condition=Q(status="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_framework_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_their_own_framework_proposal",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="framework_proposals_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="proposed_to_a_framework_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.status <> 'proposed' OR (to_jsonb(OLD) - ARRAY[{DECIDED}]) "
                    f"IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{DECIDED}])"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display().lower()} of {self.framework}"

    def get_absolute_url(self):
        return f"{self.framework.get_absolute_url()}#proposal"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def is_ending(self) -> bool:
        return self.kind == self.Kind.ENDING
