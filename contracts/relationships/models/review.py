"""What people of an agency say of an offering that it has or had under contract; once a contract, and it stands."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.offerings.models import Offering
from contracts.agreements.models import Contract
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class ReviewStatus(models.TextChoices):
    SHOWN = "shown"
    HIDDEN = "hidden", "Taken off the page"


class OfferingReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is shown; the office, its agency and the offering's vendor also what was taken off."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(status=ReviewStatus.SHOWN) | Q(agency_id__in=own) | Q(offering__vendor_id__in=own))

    def shown(self):
        return self.filter(status=ReviewStatus.SHOWN)


class OfferingReview(models.Model):
    """Two ratings, one of the service and one of getting it, with words, and one reply of the vendor."""

    Status: TypeAlias = ReviewStatus
    TRANSITIONS = {ReviewStatus.SHOWN: {ReviewStatus.HIDDEN}, ReviewStatus.HIDDEN: {ReviewStatus.SHOWN}}

    offering = models.ForeignKey(Offering, models.PROTECT, related_name="reviews_by_agencies")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reviews")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews_written")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="offering_reviews")
    service_rating = models.PositiveSmallIntegerField()
    ordering_rating = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=2000, blank=True)
    written_at = models.DateTimeField()
    status = models.CharField(max_length=6, choices=ReviewStatus, default=ReviewStatus.SHOWN, editable=False)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was taken off, or put back.")
    reply = models.CharField(max_length=2000, blank=True)
    replied_at = models.DateTimeField(null=True, editable=False)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OfferingReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = "review"
        constraints = [
            models.UniqueConstraint(fields=["offering", "contract", "author"], name="one_review_a_contract_and_person"),
            models.CheckConstraint(
                condition=Q(service_rating__range=(1, 5), ordering_rating__range=(1, 5)), name="a_review_is_of_five"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True) | ~Q(reply="") & Q(replied_at__isnull=False),
                name="a_reply_has_its_time",
            ),
            models.CheckConstraint(condition=Q(status="shown") | ~Q(reason=""), name="taken_off_with_a_reason"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="review_stands_as_written",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["status", "reason", "reply", "replied_at", "replied_by"]),
            ),
            pgtrigger.Protect(
                name="a_reply_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__replied_at__isnull=False)
                & pgtrigger.Q(old__reply__df=pgtrigger.F("new__reply")),
            ),
            pgtrigger.Protect(name="review_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return f"{self.agency} on {self.offering}"

    def get_absolute_url(self):
        return f"/catalogue/{self.offering.slug}/reviews/#review-{self.pk}"
