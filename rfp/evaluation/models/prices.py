"""A price that is unusually low is explained by its vendor before the bid may be rejected for it."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.permissions import own_organisations, reads_all

from .proposals import ProposalAlias


class PriceInquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The vendor that is asked, and the broker office, which reads the letter alone."""
        return self if reads_all(user) else self.filter(proposal__bid__vendor_id__in=own_organisations(user))


class PriceInquiry(models.Model):
    """One question to one vendor, its answer, and what the chair decided on it."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waits for the vendor"
        EXPLAINED = "explained"
        ACCEPTED = "accepted", "Price accepted"
        REJECTED = "rejected", "Bid rejected for its price"

    TRANSITIONS = {
        Status.ASKED: {Status.EXPLAINED, Status.ACCEPTED, Status.REJECTED},
        Status.EXPLAINED: {Status.ACCEPTED, Status.REJECTED},
    }

    proposal = models.OneToOneField(ProposalAlias, models.PROTECT, related_name="inquiry")
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED, editable=False)
    gap = models.CharField(max_length=200, help_text="What makes it unusual, in words.")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(max_length=4000, blank=True, editable=False)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    decision = models.CharField(max_length=2000, blank=True, editable=False)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = PriceInquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "rejected"])
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="price_is_decided_on_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | Q(answered_at__isnull=False) | Q(decided_at__gte=models.F("due_at")),
                name="price_is_rejected_after_its_explanation",
            ),
        ]
        triggers = [pgtrigger.Protect(name="inquiries_stay", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"question about the price of {self.proposal}"

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.ASKED, self.Status.EXPLAINED}
