"""Promises between the office and an agency, in both directions: with an owner, a day, and what became of them."""

import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

from .assignment import agencies_seen_by
from .meeting import AgencyMeeting


class CommitmentStatus(models.TextChoices):
    PROPOSED = "proposed", "Not agreed yet"
    DECLINED = "declined"
    OPEN = "open", "Promised"
    DONE = "done", "Done, waits for a yes"
    KEPT = "kept"
    RELEASED = "released", "No longer needed"


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people and the broker office."""
        return self.filter(agency__in=agencies_seen_by(user))

    def with_people(self):
        return self.select_related("agency", "owed_by", "owed_to", "owner", "made_to", "meeting")

    def open(self):
        """Agreed, or waiting for that, and not over."""
        status = CommitmentStatus
        return self.filter(status__in=[status.PROPOSED, status.OPEN, status.DONE])

    def binding(self):
        """Those that count: agreed, and not released."""
        status = CommitmentStatus
        return self.filter(status__in=[status.OPEN, status.DONE, status.KEPT])

    def with_day(self):
        """With `done_on`, the office's day on which it was done."""
        return self.annotate(done_on=TruncDate("done_at", tzinfo=ZoneInfo(settings.TIME_ZONE)))


class Commitment(models.Model):
    """One promise. It binds from the second on at which whoever owes it agrees; its day is never moved."""

    Status: TypeAlias = CommitmentStatus
    TRANSITIONS = {
        CommitmentStatus.PROPOSED: {CommitmentStatus.OPEN, CommitmentStatus.DECLINED},
        CommitmentStatus.OPEN: {CommitmentStatus.DONE, CommitmentStatus.RELEASED},
        CommitmentStatus.DONE: {CommitmentStatus.KEPT, CommitmentStatus.OPEN},
    }

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    meeting = models.ForeignKey(AgencyMeeting, models.PROTECT, null=True, related_name="commitments")
    owed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owed_to = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commitments")
    made_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="The last day on which it is kept on time.")
    status = models.CharField(max_length=8, choices=CommitmentStatus, default=CommitmentStatus.PROPOSED, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, editable=False)
    result = models.CharField(max_length=1000, blank=True, help_text="What was done.")
    settled_at = models.DateTimeField(null=True, editable=False, help_text="Declined, kept or released.")
    reason = models.CharField(max_length=1000, blank=True, help_text="Of the last no, or of releasing it.")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "promise"
        constraints = [
            models.CheckConstraint(
                condition=Q(owed_by=F("agency")) & ~Q(owed_to=F("agency"))
                | Q(owed_to=F("agency")) & ~Q(owed_by=F("agency")),
                name="a_promise_has_two_sides",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["done", "kept"], done_at__isnull=False) & ~Q(result="")
                | ~Q(status__in=["done", "kept"]) & Q(done_at__isnull=True, result=""),
                name="what_is_done_has_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "released"]) | ~Q(reason=""),
                name="no_promise_ends_without_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["declined", "kept", "released"], settled_at__isnull=False)
                | ~Q(status__in=["declined", "kept", "released"]) & Q(settled_at__isnull=True),
                name="a_promise_is_over_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_on"], name="promises_by_agency")]
        triggers = [
            pgtrigger.Protect(
                name="a_promise_stands_as_made",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "agency", "meeting", "owed_by", "owed_to", "words", "owner", "made_to", "due_on", "made_by",
                    "made_at",
                ),
            ),
            pgtrigger.Protect(
                name="a_promise_that_is_over_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
            pgtrigger.Protect(name="promise_is_kept_on_record", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]  # fmt: skip

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return f"/agencies/{self.agency.slug}/promises/#promise-{self.pk}"

    @property
    def is_owed_by_office(self) -> bool:
        return self.owed_to_id == self.agency_id

    def is_late(self, *, today: datetime.date) -> bool:
        """Agreed, not done, and its day is over."""
        return self.status == CommitmentStatus.OPEN and self.due_on < today
