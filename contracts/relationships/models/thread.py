"""Threads about any record: who may see the record takes part; messages are never changed."""

from functools import reduce
from operator import or_
from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from ..records import KINDS

ANSWER_WITHIN = 2  # business days of whoever is asked, from the question to the first answer


class ThreadStatus(models.TextChoices):
    OPEN = "open"
    CLOSED = "closed"


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides, as far as they may see the record, and the broker office."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        about = (Q(kind=kind.key, reference__in=kind.seen_by(user)) for kind in KINDS.values())
        return self.filter(Q(agency_id__in=own) | Q(vendor_id__in=own), reduce(or_, about))

    def open(self):
        return self.filter(status=ThreadStatus.OPEN)

    def with_last(self):
        """With `last_by`, the organisation that wrote last, `last_at` and `last_words`."""
        last = Message.objects.filter(thread=OuterRef("pk")).order_by("-at", "-pk")
        parts = {"last_by": "organisation_id", "last_at": "at", "last_words": "words"}
        return self.annotate(**{name: Subquery(last.values(field)[:1]) for name, field in parts.items()})

    def with_first_answer(self):
        """With `answered_at`: when the side that was asked first wrote."""
        answers = Message.objects.filter(thread=OuterRef("pk"), organisation=OuterRef("asked")).order_by("at", "pk")
        return self.annotate(answered_at=Subquery(answers.values("at")[:1]))

    def asked_of_office(self, *, since):
        """Questions to the broker office that were asked after that moment."""
        return self.filter(asked__kind=Organisation.Kind.BROKER, opened_at__gt=since)

    def unanswered_by(self, user):
        """Open ones in which somebody else's organisation wrote last."""
        return self.open().with_last().exclude(last_by__in=own_organisations(user))


class Thread(models.Model):
    """One matter about one record. Where a vendor takes part it is named; otherwise it is among agency and office."""

    Status: TypeAlias = ThreadStatus
    TRANSITIONS = {ThreadStatus.OPEN: {ThreadStatus.CLOSED}, ThreadStatus.CLOSED: {ThreadStatus.OPEN}}

    kind = models.CharField(max_length=20, help_text="Which sort of record.")
    reference = models.CharField(max_length=80, help_text="Of the record.")
    about = models.CharField(max_length=200, help_text="The record in words.")
    address = models.CharField(max_length=300, help_text="Path of the record's page.")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="threads_as_agency")
    vendor = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="threads_as_vendor")
    subject = models.CharField(max_length=160)
    status = models.CharField(max_length=6, choices=ThreadStatus, default=ThreadStatus.OPEN, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    asked = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    answer_due_at = models.DateTimeField(null=True, help_text="Until when who is asked answers first.")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["kind", "reference"], name="threads_by_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked=None, answer_due_at=None) | Q(asked__isnull=False, answer_due_at__isnull=False),
                name="who_is_asked_has_a_deadline",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="thread_only_closes_and_reopens",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["status"]),
            ),
            pgtrigger.Protect(name="thread_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return f"/threads/{self.pk}/"

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind].label if self.kind in KINDS else self.kind


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(thread__in=Thread.objects.visible_to(user))


class Message(models.Model):
    """What somebody wrote, in the name of an organisation."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    words = models.CharField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["thread_id", "at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_message_has_words")]
        triggers = append_only()

    def __str__(self):
        return f"{self.by} in {self.thread}"
