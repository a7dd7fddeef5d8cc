"""Meetings and calls of the office with an agency: planned, moved in sight of both sides, written down for good."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

from .assignment import agencies_seen_by

# The action keeps it in the same transaction; this is for whoever forgets.
OLD_TIME_IS_KEPT = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_meetingmove
    WHERE meeting_id = NEW.id AND was_at = OLD.starts_at AND starts_at = NEW.starts_at
) THEN
    RAISE EXCEPTION 'Cannot update: the old time of a meeting is kept';
END IF;
RETURN NEW;
"""


class MeetingStatus(models.TextChoices):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingKind(models.TextChoices):
    MEETING = "meeting", "Meeting in person"
    VIDEO = "video", "Video meeting"
    CALL = "call", "Call"


class AgencyMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people and the broker office."""
        return self.filter(agency__in=agencies_seen_by(user))

    def held(self):
        return self.filter(status=MeetingStatus.HELD)

    def planned(self):
        return self.filter(status=MeetingStatus.PLANNED)

    def since(self, at):
        return self.filter(starts_at__gte=at)

    def with_people(self):
        """With the agency, who wrote it down, and each move."""
        return self.select_related("agency", "recorded_by").prefetch_related("moves__moved_by")

    def face_to_face(self):
        """Those that count for the cadence: a call does not."""
        return self.exclude(kind=MeetingKind.CALL)


class AgencyMeeting(models.Model):
    """One meeting or call. What was written down stands; what is owed after it are promises with a day."""

    Status: TypeAlias = MeetingStatus
    Kind: TypeAlias = MeetingKind
    TRANSITIONS = {MeetingStatus.PLANNED: {MeetingStatus.HELD, MeetingStatus.CANCELLED}}

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="agency_meetings")
    kind = models.CharField(max_length=7, choices=MeetingKind)
    title = models.CharField(max_length=160)
    agenda = models.CharField(max_length=4000, blank=True, help_text="One point a line; both sides add to it.")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=MeetingStatus, default=MeetingStatus.PLANNED, editable=False)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    took_part = models.CharField(max_length=500, blank=True)
    notes = models.CharField(max_length=4000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was called off.")

    objects = AgencyMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "meeting"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="held") & Q(recorded_at__isnull=True, notes="", took_part="")
                | Q(status="held", recorded_at__isnull=False, recorded_by__isnull=False)
                & ~Q(notes="")
                & ~Q(took_part=""),
                name="a_meeting_held_is_written_down",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(reason=""), name="a_meeting_is_called_off_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["agency", "starts_at"], name="meetings_by_agency")]
        triggers = [
            pgtrigger.Protect(
                name="a_record_of_a_meeting_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["held", "cancelled"]),
            ),
            pgtrigger.Trigger(
                name="a_move_keeps_the_old_time",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                condition=pgtrigger.AnyChange("starts_at"),
                func=OLD_TIME_IS_KEPT,
            ),
            pgtrigger.Protect(name="meeting_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agency_meeting_page", args=[self.agency.slug, self.pk])

    @property
    def points(self) -> list[str]:
        """The agenda, point by point."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class MeetingMoveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads the meeting."""
        return self.filter(meeting__agency__in=agencies_seen_by(user))


class MeetingMove(models.Model):
    """A meeting's time before, its time since, and why it was moved."""

    meeting = models.ForeignKey(AgencyMeeting, models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    objects = MeetingMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(starts_at=F("was_at")) & ~Q(reason=""), name="a_move_has_another_time_and_a_reason"
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.meeting} moved"
