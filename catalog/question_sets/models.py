"""Question sets, their versions, and the files that vendors give as evidence. Changes happen in actions.py."""

import datetime
import uuid
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from wagtail.fields import StreamField

from catalog.taxonomy.models import Lot
from marketplace.audit.models import append_only
from marketplace.components.formats import day
from marketplace.organisations.models import Organisation, line_of
from marketplace.permissions import own_organisations, reads_all

from .blocks import SectionsBlock
from .questions import Question, Section, read_sections


class QuestionSet(models.Model):
    """What is asked for one purpose, of one lot or of all. Its questions stand in its versions."""

    class Purpose(models.TextChoices):
        OFFERING = "offering", "Of an offering"
        DECLARATION = "declaration", "Of a vendor about itself"

    purpose = models.CharField(max_length=11, choices=Purpose)
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="question_sets")
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ["purpose", "lot_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "lot"], nulls_distinct=False, name="one_question_set_per_purpose_and_lot"
            )
        ]

    def __str__(self):
        return self.title


class QuestionSetVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def in_force(self, *, purpose: str, lot: Lot | str | None = None):
        """The newest published version of a purpose and lot, as a queryset of at most one."""
        wanted = self.published().filter(question_set__purpose=purpose, question_set__lot=lot)
        return wanted.order_by("-number")[:1]


class QuestionSetVersion(models.Model):
    """The questions as they stood from one day on. Published, it never changes; answers are pinned to it."""

    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(editable=False)
    content = StreamField(SectionsBlock(), verbose_name="sections")
    published_at = models.DateTimeField(null=True, editable=False)

    objects = QuestionSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["question_set", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="versions_count_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_versions_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.question_set}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("question_version_page", args=[self.pk])

    def published_before(self) -> "QuestionSetVersion | None":
        """The version in force until this one was published; of a draft, the one in force now."""
        earlier = QuestionSetVersion.objects.published().filter(question_set=self.question_set_id)
        return earlier.filter(number__lt=self.number).order_by("-number").first()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return read_sections(list(self.content.raw_data))

    @property
    def questions(self) -> dict[str, Question]:
        """All questions by their key."""
        return {question.key: question for section in self.sections for question in section.questions}

    def section(self, code: str) -> Section | None:
        return next((section for section in self.sections if section.code == code), None)


class EvidenceFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its own organisation, the company that it is part of now, and the broker office; others read no more than
        its name and last day.
        """
        return self if reads_all(user) else self.filter(organisation_id__in=line_of(own_organisations(user)))

    def named_in(self, answers: Any):
        """The files that answers name, whatever else stands in them."""
        ids = {value for value in answers.values() if isinstance(value, str) and _is_uuid(value)}
        return self.filter(pk__in=ids)

    def by_id(self) -> dict[str, "EvidenceFile"]:
        """For check_answers: the files by their id as text."""
        return {str(file.pk): file for file in self}


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def storage_path(file: "EvidenceFile", name: str) -> str:
    """In the storage of files, never under a public address."""
    return f"vendor-evidence/{file.organisation_id}/{file.pk}{file.suffix}"


class EvidenceFile(models.Model):
    """A document that an organisation gives once and names in answers. Never changed: a newer one is another file.

    The badge: somebody of the broker office has read it and found it to be what it says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="evidence_files")
    name = models.CharField(max_length=150)
    suffix = models.CharField(max_length=5)
    file = models.FileField(upload_to=storage_path, max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    expires_on = models.DateField("valid until", null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "pk"]
        indexes = [models.Index(fields=["expires_on"], name="evidence_by_last_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(verified_by__isnull=False), name="a_badge_names_who_gave_it"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="evidence_stays_as_given",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["verified_at", "verified_by"]),
            ),
            pgtrigger.Protect(name="evidence_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return self.name

    @property
    def label(self) -> str:
        """In a list to choose from: Certificate.pdf, valid until Fri 11 Dec 2026."""
        return f"{self.name}, valid until {day(self.expires_on)}" if self.expires_on else self.name

    def has_lapsed(self, *, on: datetime.date) -> bool:
        """Valid through its last day."""
        return self.expires_on is not None and self.expires_on < on
