"""Solicitations: what is asked of vendors, until when, and where it stands. Changes happen in actions/."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, RevisionMixin

from contracts.frameworks.models import FrameworkLot
from marketplace.permissions import own_organisations, reads_all
from rfp.needs.models import Need

from ..blocks import BodyBlock
from ..presets import PRESETS, Kind, Preset
from ..price_formulas import PriceFormula
from .freezing import terms_stand

WRITTEN = ("title", "body")


class SolicitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is published or put out for comments; the office and the agency also the drafts."""
        if reads_all(user):
            return self
        public = Q(published_at__isnull=False) | Q(comments_opened_at__isnull=False)
        return self.filter(public | Q(agency_id__in=own_organisations(user)))

    def published(self):
        """Made public, whatever became of it."""
        return self.filter(published_at__isnull=False)

    def open_at(self, at):
        """Responses are taken: `[published, due)`."""
        return self.filter(status=Solicitation.Status.PUBLISHED, published_at__lte=at, bids_due_at__gt=at)

    def closed_at(self, at):
        """The deadline has come, and it was not cancelled: a comparison of times."""
        return self.published().filter(bids_due_at__lte=at).exclude(status=Solicitation.Status.CANCELLED)


class Solicitation(RevisionMixin, PreviewableMixin, models.Model):
    """A request to the market of one kind: its text, its dates, whom it is open to, and in which state it is.

    Open and closed are no statuses: they follow from `bids_due_at` and the clock.
    """

    Kind = Kind

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        IN_REVIEW = "in_review", "Under review"
        PUBLISHED = "published"
        OPENED = "opened"
        EVALUATED = "evaluated"
        AWARDED = "awarded"
        CANCELLED = "cancelled"

    TRANSITIONS = {
        Status.DRAFT: {Status.IN_REVIEW},
        Status.IN_REVIEW: {Status.DRAFT, Status.PUBLISHED},
        Status.PUBLISHED: {Status.OPENED, Status.CANCELLED},
        Status.OPENED: {Status.EVALUATED, Status.CANCELLED},
        Status.EVALUATED: {Status.AWARDED, Status.OPENED, Status.CANCELLED},
        Status.AWARDED: {Status.EVALUATED, Status.CANCELLED},
    }

    class Audience(models.TextChoices):
        OPEN = "open", "Every verified vendor"
        CATEGORY = "category", "Vendors admitted to the category of a lot"
        INVITED = "invited", "Vendors that are invited"

    class Cancelled(models.TextChoices):
        """Why it was called off, as a code for programs."""

        NO_NEED = "no_need", "The need has gone away or changed"
        NO_FUNDS = "no_funds", "The money is not there"
        NO_BIDS = "no_bids", "Nothing came in"
        ALL_FAILED = "all_failed", "Nothing that came in meets what is asked"
        FLAW = "flaw", "The request has a flaw that an addendum cannot mend"
        RIGHTS = "rights", "A challenge was upheld"
        ANOTHER_WAY = "another_way", "The need is met another way"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind, editable=False)
    title = models.CharField(max_length=160)
    body = StreamField(BodyBlock(), blank=True)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="solicitations")
    need = models.ForeignKey(Need, models.PROTECT, null=True, blank=True, related_name="solicitations")
    framework_lot = models.ForeignKey(FrameworkLot, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="followed_by",
        help_text="The RFI it came from, or what was called off before it.",
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveSmallIntegerField(default=0, editable=False, help_text="The one in force; 0 for a draft.")
    prepared_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    published_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False, help_text="Of what the public reads, for feeds and calendars.")

    audience = models.CharField(max_length=8, choices=Audience, default=Audience.OPEN)
    max_lots_per_vendor = models.PositiveSmallIntegerField(null=True, blank=True, help_text="None: no limit.")
    comments_opened_at = models.DateTimeField(null=True, editable=False)
    comments_due_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    questions_due_at = models.DateTimeField(null=True, blank=True)
    answers_due_at = models.DateTimeField(null=True, blank=True)
    bids_due_at = models.DateTimeField(null=True, blank=True)
    award_planned_on = models.DateField(null=True, blank=True)
    starts_planned_on = models.DateField(null=True, blank=True)
    bid_validity_days = models.PositiveSmallIntegerField(default=90)
    standstill_days = models.PositiveSmallIntegerField(default=0, help_text="Working days.")
    price_formula = models.CharField(
        max_length=30, choices=PriceFormula, default=PriceFormula.LOWEST_OVER_PRICE, help_text="From prices to points."
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    came_empty = models.BooleanField(
        default=False, editable=False, help_text="The opening found no bid. Written by bids/."
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    cancel_code = models.CharField(max_length=12, choices=Cancelled, blank=True, editable=False)
    cancel_reason = models.TextField(max_length=2000, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    objects = SolicitationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review"], published_at__isnull=True, version=0)
                | ~Q(status__in=["draft", "in_review"])
                & Q(published_at__isnull=False, published_by__isnull=False, version__gte=1),
                name="solicitation_past_review_was_published",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("prepared_by")),
                name="nobody_publishes_the_solicitation_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(
                    questions_due_at__gt=F("published_at"),
                    answers_due_at__gte=F("questions_due_at"),
                    bids_due_at__gt=F("answers_due_at"),
                ),
                name="published_solicitation_knows_its_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_code="") & ~Q(cancel_reason=""),
                name="solicitation_is_cancelled_with_a_coded_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "published", "cancelled"]) | Q(opened_at__isnull=False),
                name="solicitation_past_opening_says_when",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gte=F("bids_due_at")),
                name="solicitation_is_not_opened_before_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(came_empty=False) | Q(opened_at__isnull=False),
                name="nobody_knows_before_the_opening_that_no_bid_came",
            ),
            models.CheckConstraint(
                condition=Q(kind="mini_competition") | Q(framework_lot__isnull=True),
                name="only_a_mini_competition_names_a_framework_lot",
            ),
            models.CheckConstraint(
                condition=~Q(kind="mini_competition") | Q(audience="invited"), name="mini_competition_invites"
            ),
        ]
        triggers = terms_stand()

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("opportunity_page", args=[self.reference])

    @property
    def preset(self) -> Preset:
        return PRESETS[Kind(self.kind)]

    def is_open(self, *, at: datetime.datetime) -> bool:
        """Whether responses are taken: `[published, due)`."""
        return self.status == self.Status.PUBLISHED and self.published_at <= at < self.bids_due_at

    def is_closed(self, *, at: datetime.datetime) -> bool:
        """Whether the deadline has come; a cancelled one is not closed."""
        published = self.published_at is not None and self.status != self.Status.CANCELLED
        return published and self.bids_due_at <= at

    def is_written(self, *, at: datetime.datetime) -> bool:
        """Whether its text may be changed: as a draft, or towards an addendum while responses are taken."""
        return self.status == self.Status.DRAFT or self.is_open(at=at)

    def takes_comments(self, *, at: datetime.datetime) -> bool:
        """Whether the draft is out for comments: `[opened, due)`."""
        draft = self.status in {self.Status.DRAFT, self.Status.IN_REVIEW}
        return draft and self.comments_opened_at is not None and self.comments_opened_at <= at < self.comments_due_at

    def with_content_json(self, content: Any) -> "Solicitation":
        """A revision is the text alone: dates, state and people belong to the solicitation."""
        version = super().with_content_json(content)
        for field in self._meta.concrete_fields:
            if field.name not in WRITTEN:
                setattr(version, field.attname, getattr(self, field.attname))
        return version

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "rfp/solicitations/opportunity_preview.html"
