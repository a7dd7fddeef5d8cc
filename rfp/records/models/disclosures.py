"""Requests to see a procurement's bids: vendors are told and may object in time; what is shown is frozen."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.permissions import own_organisations, reads_all
from rfp.bids.models import Bid
from rfp.solicitations.models import Solicitation


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office, and the vendors whose bids are asked for."""
        if reads_all(user):
            return self
        own = Bid.objects.filter(
            lot__solicitation=OuterRef("solicitation"), vendor_id__in=own_organisations(user), status="submitted"
        )
        return self.filter(Exists(own))


class Disclosure(models.Model):
    """One request. `answer` is what was handed out, from the redacted copies, under its digest."""

    class Status(models.TextChoices):
        OPEN = "open", "Vendors may object"
        ANSWERED = "answered"

    TRANSITIONS = {Status.OPEN: {Status.ANSWERED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="disclosures")
    asked_by = models.CharField(max_length=200, help_text="Who asks, as they wrote it.")
    wanted = models.TextField(max_length=4000)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN, editable=False)
    objections_due_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(editable=False)
    words = models.TextField(max_length=4000, blank=True, editable=False)
    answer = models.JSONField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the answer.")
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", answered_at__isnull=True, answer__isnull=True)
                | Q(status="answered", answered_at__gte=models.F("objections_due_at"), answer__isnull=False)
                & ~Q(digest=""),
                name="a_disclosure_is_answered_after_the_time_to_object",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_answer_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
            pgtrigger.Protect(name="disclosures_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"disclosure {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("disclosure_page", args=[self.reference])

    def takes_objections(self, *, at: datetime.datetime) -> bool:
        """`[opened, due)`, by the clock."""
        return self.status == self.Status.OPEN and at < self.objections_due_at


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office, and the vendor that objects."""
        return self if reads_all(user) else self.filter(bid__vendor_id__in=own_organisations(user))


class Objection(models.Model):
    """A vendor says what of its bid should not be shown, and why. Decided with the answer."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="objections")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="objections")
    words = models.TextField(max_length=4000)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["disclosure_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "bid"], name="one_objection_a_bid")]
        triggers = append_only()

    def __str__(self):
        return f"objection of {self.bid.vendor} to the {self.disclosure}"
