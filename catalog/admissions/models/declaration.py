"""What a vendor declares about itself once a year. In force is a comparison of times, never a flag."""

import datetime
import hashlib
import json
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.question_sets.models import EvidenceFile, QuestionSetVersion
from catalog.question_sets.questions import Section
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from ..outcome import Finding, findings_of

VALID_FOR = datetime.timedelta(days=365)


class DeclarationQuerySet(models.QuerySet):
    def open(self):
        """Being filled in, or waiting for a person."""
        return self.filter(status__in=[Declaration.Status.DRAFT, Declaration.Status.IN_REVIEW])

    def signed(self):
        return self.filter(signed_at__isnull=False)

    def in_force(self, *, at):
        """Accepted, and not yet at its end."""
        return self.filter(status=Declaration.Status.PASSED, valid_until__gt=at)

    def visible_to(self, user):
        """The vendor's own people; the broker office once it is signed."""
        own = Q(vendor_id__in=own_organisations(user))
        return self.filter(own | Q(signed_at__isnull=False)) if reads_all(user) else self.filter(own)


class Declaration(models.Model):
    """A vendor's answers to the declaration, pinned to the version it was asked. Signed, they never change."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being filled in"
        IN_REVIEW = "in_review", "In review"
        PASSED = "passed", "Accepted"
        FAILED = "failed", "Not accepted"

    TRANSITIONS = {
        Status.DRAFT: {Status.IN_REVIEW, Status.PASSED, Status.FAILED},
        Status.IN_REVIEW: {Status.PASSED, Status.FAILED},
    }

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="declarations")
    question_set_version = models.ForeignKey(QuestionSetVersion, models.PROTECT, related_name="declarations")
    answers = models.JSONField(default=dict)
    confirmed_sections = ArrayField(
        models.CharField(max_length=60), default=list, help_text="Sections that somebody has saved in this declaration."
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    begun_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Nobody: the rules decided."
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=2_000, blank=True)
    valid_until = models.DateTimeField(null=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(status__in=["draft", "in_review"]), name="one_open_declaration_a_vendor"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", signed_at__isnull=True)
                | ~Q(status="draft") & Q(signed_at__isnull=False, signed_by__isnull=False),
                name="declaration_is_signed_once_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["passed", "failed"], decided_at__isnull=False) & ~Q(reason="")
                | Q(status__in=["draft", "in_review"], decided_at__isnull=True),
                name="decided_declaration_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(status="passed", valid_until__gt=F("signed_at"))
                | ~Q(status="passed") & Q(valid_until__isnull=True),
                name="accepted_declaration_has_an_end",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signed_declarations_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False)
                & (
                    pgtrigger.Q(old__answers__df=pgtrigger.F("new__answers"))
                    | pgtrigger.Q(old__vendor__df=pgtrigger.F("new__vendor"))
                    | pgtrigger.Q(old__signed_at__df=pgtrigger.F("new__signed_at"))
                    | pgtrigger.Q(old__question_set_version__df=pgtrigger.F("new__question_set_version"))
                ),
            ),
            pgtrigger.Protect(
                name="signed_declarations_are_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"declaration of {self.vendor}"

    def get_absolute_url(self) -> str:
        return reverse("declaration_page", args=[self.pk])

    def is_in_force(self, *, at: datetime.datetime) -> bool:
        return self.status == self.Status.PASSED and self.valid_until > at

    @cached_property
    def findings(self) -> list[Finding]:
        """The answers that need a person or shut out, each with its reason."""
        return findings_of(self.question_set_version, self.answers)

    def evidence(self) -> dict[str, EvidenceFile]:
        """The vendor's files that the answers name, by id."""
        return EvidenceFile.objects.filter(organisation=self.vendor_id).named_in(self.answers).by_id()

    def imprint_of(self, section: Section) -> str:
        """Changes with every answer of the section: a form shows whether somebody else saved meanwhile."""
        held: dict[str, Any] = {question.key: self.answers.get(question.key) for question in section.questions}
        return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]


class LapseNotice(models.Model):
    """The vendor was told so many days before that its declaration, or a document named in it, ends."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="lapse_notices")
    document = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "document", "days_before"], nulls_distinct=False, name="one_lapse_notice_a_mark"
            )
        ]

    def __str__(self):
        return f"{self.document or self.declaration}: {self.days_before} days before"
