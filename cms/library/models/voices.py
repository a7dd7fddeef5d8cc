"""What others make of a document: who took it over, what they think of it, what they want to know."""

from django.db import models
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all

from .document import DocumentVersion, LibraryDocument


class OfDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads the document."""
        return self if reads_all(user) else self.filter(document__in=LibraryDocument.objects.visible_to(user))


class Adoption(models.Model):
    """An agency works by a document, as of one of its versions."""

    document = models.ForeignKey(LibraryDocument, models.PROTECT, related_name="adoptions")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="adoptions")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="adopted_documents")
    note = models.CharField(max_length=300, blank=True, help_text="What for, or what is done otherwise.")
    adopted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    objects = OfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "agency"], name="an_agency_adopts_a_document_once")]

    def __str__(self):
        return f"{self.agency}: {self.version}"

    @property
    def is_behind(self) -> bool:
        """Whether there is a newer version by now."""
        return self.version.number < self.document.number


class DocumentRating(models.Model):
    """How well a document served somebody; given again, it takes the place of the earlier one."""

    document = models.ForeignKey(LibraryDocument, models.PROTECT, related_name="ratings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1000, blank=True)
    rated_at = models.DateTimeField()

    objects = OfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-rated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "rated_by"], name="one_rating_a_person_and_document"),
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="document_stars_are_one_to_five"),
        ]

    def __str__(self):
        return f"{self.stars} of 5 for {self.document}"


class DocumentQuestion(models.Model):
    """A question about a document, and its answer, for whoever reads it."""

    document = models.ForeignKey(LibraryDocument, models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    words = models.CharField(max_length=1000)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = OfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answer_says_by_whom_and_when",
            )
        ]

    def __str__(self):
        return self.words[:80]
