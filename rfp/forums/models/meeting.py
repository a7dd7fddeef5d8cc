"""One-to-one meetings of a vendor with an agency: asked for, arranged by the office, disclosed to all once held."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .forum import Forum


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was held is public; before, the two parties and the broker office know of it."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(disclosed_at__isnull=False) | Q(vendor_id__in=own) | Q(agency_id__in=own))

    def disclosed(self):
        return self.filter(disclosed_at__isnull=False)

    def to_come(self):
        """Asked for or arranged, not held yet."""
        return self.filter(status__in=[Meeting.Status.REQUESTED, Meeting.Status.ARRANGED])


class Meeting(models.Model):
    """One vendor and one agency. What was said is written once and read by everybody from that moment on."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Asked for"
        ARRANGED = "arranged"
        HELD = "held"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.REQUESTED: {Status.ARRANGED, Status.DECLINED, Status.WITHDRAWN},
        Status.ARRANGED: {Status.HELD, Status.DECLINED, Status.WITHDRAWN},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="meetings", help_text="That it follows.")
    subject = models.CharField(max_length=200)
    status = models.CharField(max_length=9, choices=Status, default=Status.REQUESTED, editable=False)
    requested_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    requested_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, editable=False)
    place = models.CharField(max_length=200, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False, help_text="Why it was declined.")
    took_part = models.TextField(max_length=2000, blank=True, editable=False, help_text="A person a line.")
    words = models.TextField(max_length=10_000, blank=True, editable=False, help_text="What was said.")
    handed_over = models.TextField(max_length=2000, blank=True, editable=False, help_text="A document a line.")
    disclosed_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "meeting"
        ordering = [F("starts_at").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="held", disclosed_at__isnull=False)
                & ~Q(words="")
                & ~Q(took_part="")
                & Q(starts_at__isnull=False)
                | ~Q(status="held") & Q(disclosed_at__isnull=True),
                name="held_meeting_is_disclosed_with_who_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(status="arranged") | Q(starts_at__isnull=False), name="arranged_meeting_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""), name="meeting_is_declined_with_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="meetings_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="disclosed_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__disclosed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.subject}"

    def get_absolute_url(self):
        return reverse("meeting_page", args=[self.reference])

    @property
    def people(self) -> list[str]:
        return [line.strip() for line in self.took_part.splitlines() if line.strip()]

    @property
    def documents(self) -> list[str]:
        return [line.strip() for line in self.handed_over.splitlines() if line.strip()]
