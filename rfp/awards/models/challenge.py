"""A bidder says that an award is wrong; somebody uninvolved decides. While it is open nothing is signed."""

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .award import Award


class ChallengeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who filed it, and the broker office; the notice says only that there is one, and how it ended."""
        return self if reads_all(user) else self.filter(vendor_id__in=own_organisations(user))

    def open(self):
        return self.filter(status__in=Challenge.OPEN)


class Challenge(models.Model):
    """One vendor's challenge of one award, filed during its standstill."""

    class Status(models.TextChoices):
        FILED = "filed"
        ADMITTED = "admitted", "Being looked into"
        NOT_ADMITTED = "not_admitted", "Not admitted"
        UPHELD = "upheld"
        DISMISSED = "dismissed"
        LAPSED = "lapsed", "Lapsed with the award"

    TRANSITIONS = {
        Status.FILED: {Status.ADMITTED, Status.NOT_ADMITTED, Status.LAPSED},
        Status.ADMITTED: {Status.UPHELD, Status.DISMISSED, Status.LAPSED},
    }
    OPEN = (Status.FILED, Status.ADMITTED)

    class Remedy(models.TextChoices):
        RE_SCORE = "re_score", "The bids are judged anew"
        RE_AWARD = "re_award", "The lot is awarded to the next in the ranking"
        CANCEL = "cancel", "The request is cancelled"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="challenges")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    grounds = models.TextField(max_length=8000)
    status = models.CharField(max_length=12, choices=Status, default=Status.FILED, editable=False)
    filed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Close of business in the broker office.")
    admitted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    admitted_at = models.DateTimeField(null=True, editable=False)
    decision = models.TextField(max_length=8000, blank=True, editable=False)
    remedy = models.CharField(max_length=8, choices=Remedy, blank=True, editable=False)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "vendor"], name="a_vendor_challenges_an_award_once"),
            models.CheckConstraint(condition=~Q(grounds=""), name="challenge_has_grounds"),
            models.CheckConstraint(
                condition=Q(status__in=["filed", "admitted"])
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="challenge_is_decided_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="upheld") & ~Q(remedy="") | ~Q(status="upheld") & Q(remedy=""),
                name="upheld_challenge_has_a_remedy",
            ),
        ]
        triggers = [pgtrigger.Protect(name="challenges_stay", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.reference}, challenge of the {self.award}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
