"""A document that one public body made and others may take over: its drafts, its versions, who may read which."""

import datetime
import hashlib
import json
from typing import Any, TypeAlias

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from procrastinate.contrib.django import app
from wagtail.models import DraftStateMixin, RevisionMixin

from catalog.offerings.publication import GuardedPublication
from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all
from marketplace.slugs import LONGEST, free_slug

LONGEST_TEXT = 60_000
LANGUAGE = "catalogue_stems"  # accents away, English stems


class DocumentNotPublished(DomainError):
    sentence = "This document is not published, so there is nothing to take down. Load the page again to see its state."


class DocumentKept(DomainError):
    sentence = "This document was published, so its versions stay. Take it down instead: nobody else finds it then."


class Kind(models.TextChoices):
    MOU = "mou", "Memorandum of understanding"
    DATA_SHARING = "data_sharing", "Data-sharing agreement"
    PRIVACY = "privacy", "Privacy policy"
    RFP_TEMPLATE = "rfp_template", "RFP template"
    SECURITY_PLAN = "security_plan", "Security plan"
    OTHER = "other", "Other document"


class Licence(models.TextChoices):
    PUBLIC_DOMAIN = "public_domain", "Public domain"
    ATTRIBUTION = "cc_by", "Creative Commons Attribution 4.0"
    SHARE_ALIKE = "cc_by_sa", "Creative Commons Attribution-ShareAlike 4.0"
    PUBLIC_BODIES = "public_bodies", "Free for public bodies"


class Readers(models.TextChoices):
    EVERYBODY = "everybody", "Everybody"
    BODIES = "bodies", "Public bodies alone"
    OWNER = "owner", "Our own organisation and the broker office"


# From the fewest readers to all.
WIDTH = (Readers.OWNER, Readers.BODIES, Readers.EVERYBODY)


def readable_by(user: Any, field: str) -> Q:
    """What `field` (readers of a document, or of a version) lets somebody read who is not of the owner."""
    body = any(held.kind != "vendor" for held in getattr(user, "standing", ()))
    return Q(**{f"{field}__in": [Readers.EVERYBODY, *([Readers.BODIES] if body else [])]})


class LibraryFile(models.Model):
    """A file as it was given, checked; read through a document alone."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="library_files")
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="library/%Y/", max_length=250)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "sha256", "name"], name="a_library_file_is_kept_once")]
        triggers = append_only()

    def __str__(self):
        return self.name


class LibraryDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office reads all, an owner its drafts too; others what is published for them."""
        if reads_all(user):
            return self
        return self.filter(Q(live=True) & readable_by(user, "readers") | Q(owner__in=own_organisations(user)))

    def published(self):
        return self.filter(live=True)

    def drafts_open_to(self, user):
        """Those whose drafts somebody reads: their own organisation's; the office all."""
        return self if reads_all(user) else self.filter(owner__in=own_organisations(user))

    def drafts_of(self, user):
        """What somebody's organisations have not published, or changed since."""
        own = self.filter(owner__in=own_organisations(user))
        return own.filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by("title")


class LibraryDocument(GuardedPublication, DraftStateMixin, RevisionMixin, models.Model):
    """The row holds what is public; a draft lies in its newest revision."""

    may_publish = "cms.publish_document"
    may_unpublish = "cms.take_down_document"
    story = "cms.document"
    not_published = DocumentNotPublished
    kept = DocumentKept

    Kind: TypeAlias = Kind
    Licence: TypeAlias = Licence
    Readers: TypeAlias = Readers
    # What a draft changes; all else belongs to the row, whatever a revision says.
    WRITTEN = ("kind", "title", "summary", "text", "file", "licence", "readers", "review_on", "note")
    ROW_ALONE = ("slug", "number", "owner_id", "adapted_from_id", "created_by_id", "created_at")

    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="library_documents",
        limit_choices_to={"kind__in": ["agency", "broker"]},
    )
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    kind = models.CharField(max_length=13, choices=Kind)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, blank=True, help_text="One sentence: for whom, and for what.")
    text = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        help_text="Plain text. A blank line ends a paragraph; a line that begins with ## is a heading.",
    )
    file = models.ForeignKey(LibraryFile, models.PROTECT, null=True, blank=True, related_name="+")
    licence = models.CharField(max_length=13, choices=Licence, blank=True)
    readers = models.CharField(max_length=9, choices=Readers, default=Readers.EVERYBODY)
    review_on = models.DateField("reviewed by its owner until", null=True, blank=True)
    note = models.CharField("what is new", max_length=300, blank=True)
    number = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Of the newest version.")
    adapted_from = models.ForeignKey(
        "DocumentVersion", models.PROTECT, null=True, editable=False, related_name="adaptations"
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(editable=False, default=timezone.now)

    wagtail_reference_index_ignore = True

    objects = LibraryDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(live=False) | Q(review_on__isnull=False) & ~Q(summary="") & ~Q(licence=""),
                name="a_published_document_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(live=False) | ~Q(text="") | Q(file__isnull=False),
                name="a_published_document_has_content",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """A new one takes a free address from its title, and keeps it."""
        if not self.slug:
            begins = slugify(self.title)[:LONGEST] or "unnamed"
            taken = set(type(self).objects.filter(slug__startswith=begins).values_list("slug", flat=True))
            self.slug = free_slug(self.title, taken)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("library_document", args=[self.slug])

    def with_content_json(self, content):
        """A revision brings back words, never the place of the row among others."""
        restored = super().with_content_json(content)
        for name in self.ROW_ALONE:
            setattr(restored, name, getattr(self, name))
        return restored

    def missing_for_publication(self) -> list[str]:
        missing = [] if self.summary.strip() else ["It has no summary. Say in one sentence what it is for."]
        if not self.text.strip() and self.file_id is None:
            missing.append("It has neither text nor file.")
        if not self.licence:
            missing.append("It does not say how it may be used. Choose a licence.")
        if self.review_on is None or self.review_on <= timezone.localdate():
            missing.append("It needs a day, later than today, until which its owner looks at it again.")
        if self.adapted_from and WIDTH.index(self.readers) > WIDTH.index(self.adapted_from.readers):
            missing.append("What it was adapted from is for fewer readers. Choose no more than those.")
        return missing

    def after_publication(self, version: Any, *, by: Any, at: datetime.datetime) -> None:
        """The next version goes on record; who follows the document or asked for one like it is told by a job."""
        said = {name: getattr(version, name) for name in self.WRITTEN if name != "file"}
        content = {**said, "review_on": str(said["review_on"]), "sha256": version.file.sha256 if version.file else ""}
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        number = self.number + 1
        made = {"number": number, "file": version.file, "digest": digest, "published_at": at}
        kept = self.versions.create(**said, **made, published_by=by if by.pk else None)
        type(self).objects.filter(pk=self.pk).update(number=number)
        app.configure_task("cms.tell_new_version").defer(version_id=kept.pk)

    def is_review_due(self, *, on: datetime.date) -> bool:
        return self.review_on is not None and self.review_on <= on


class DocumentVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of documents that the reader sees now, versions that were made for such readers."""
        if reads_all(user):
            return self
        own = Q(document__owner__in=own_organisations(user))
        seen = self.filter(document__in=LibraryDocument.objects.visible_to(user))
        return seen.filter(readable_by(user, "readers") | own)

    def current(self):
        """The newest version of each document that is published."""
        return self.filter(document__live=True, number=F("document__number"))

    def published(self):
        """What everybody reads."""
        return self.current().filter(readers=Readers.EVERYBODY, document__readers=Readers.EVERYBODY)

    def matching(self, words: str):
        """Those that hold the words, with their rank, in stems and without accents."""
        query = SearchQuery(words, config=LANGUAGE, search_type="websearch")
        return self.filter(words=query).annotate(rank=SearchRank(F("words"), query))


class DocumentVersion(models.Model):
    """What a document said from its publication on. Never changed, never deleted."""

    document = models.ForeignKey(LibraryDocument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=13, choices=Kind)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    file = models.ForeignKey(LibraryFile, models.PROTECT, null=True, related_name="versions")
    licence = models.CharField(max_length=13, choices=Licence)
    readers = models.CharField(max_length=9, choices=Readers)
    review_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of all it says as JSON with sorted names.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.GeneratedField(
        expression=SearchVector("title", config=LANGUAGE, weight="A")
        + SearchVector("summary", config=LANGUAGE, weight="B")
        + SearchVector("text", config=LANGUAGE, weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "-number"]
        indexes = [GinIndex(fields=["words"], name="library_words")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_versions_have_numbers_of_their_own")
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("library_version", args=[self.document.slug, self.number])
