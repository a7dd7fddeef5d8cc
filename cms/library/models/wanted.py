"""Documents that nobody has yet: who asks for one, and who has something after all."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all

from .document import Kind, LibraryDocument


class RequestStatus(models.TextChoices):
    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"


class DocumentRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public bodies and the office: an agency may well ask what it would not ask in public."""
        body = any(held.kind != "vendor" for held in getattr(user, "standing", ()))
        return self if reads_all(user) or body else self.none()

    def open(self):
        return self.filter(status=RequestStatus.OPEN)


class DocumentRequest(models.Model):
    """One document that is missing. It is open until whoever asked has it, or needs it no more."""

    Status: TypeAlias = RequestStatus
    TRANSITIONS = {Status.OPEN: {Status.MET, Status.WITHDRAWN}}

    title = models.CharField(max_length=150)
    words = models.CharField(max_length=2000)
    kind = models.CharField(max_length=13, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="document_requests")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=RequestStatus, default=Status.OPEN, editable=False)
    met_by = models.ForeignKey(LibraryDocument, models.PROTECT, null=True, editable=False, related_name="meets")
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True) | ~Q(status="open") & Q(closed_at__isnull=False),
                name="a_closed_request_says_when",
            ),
            models.CheckConstraint(
                condition=Q(status="met") | Q(met_by__isnull=True), name="what_meets_a_request_closes_it"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library_request", args=[self.pk])


class RequestAnswer(models.Model):
    """What somebody has to say to a request, with a document of the library where there is one."""

    request = models.ForeignKey(DocumentRequest, models.PROTECT, related_name="answers")
    words = models.CharField(max_length=2000)
    document = models.ForeignKey(LibraryDocument, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
        triggers = append_only()

    def __str__(self):
        return f"{self.organisation}: {self.words[:80]}"
