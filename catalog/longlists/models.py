"""What a search found, frozen and narrowed step by step: evidence for an award. Changes happen in actions.py."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.permissions import own_organisations, reads_all

# In place of a search engine, where nothing was searched: a shortlist's offerings.
CHOSEN_BY_HAND = "shortlist"
NOT_A_DRAFT = (
    "IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = {longlist}) THEN "
    "RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;\n"
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
)
_ROW = "CASE WHEN TG_OP = 'DELETE' THEN OLD.{0} ELSE NEW.{0} END"
OF_LONGLIST = NOT_A_DRAFT.format(longlist=_ROW.format("longlist_id"))
OF_STEP = NOT_A_DRAFT.format(
    longlist=f"(SELECT longlist_id FROM catalog_longliststep WHERE id = {_ROW.format('step_id')})"  # noqa: S608 only our own words
)


class LonglistQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organisation's own people, and the broker office."""
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))


class Longlist(models.Model):
    """A search of the catalogue as it was answered at one moment, for one purpose."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being narrowed"
        FROZEN = "frozen"
        SUPERSEDED = "superseded"

    TRANSITIONS = {Status.DRAFT: {Status.FROZEN}, Status.FROZEN: {Status.SUPERSEDED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="longlists")
    title = models.CharField(max_length=120)
    query = models.TextField(blank=True, help_text="The search as in the address, without the question mark.")
    query_words = models.JSONField(default=list, help_text="The search in words, as the catalogue named them then.")
    engine = models.CharField(max_length=40, help_text="The search engine that answered.")
    found = models.PositiveIntegerField(help_text="How many offerings it found: all of them are kept.")
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    frozen_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the evidence.")

    objects = LonglistQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="longlist_has_a_title"),
            models.CheckConstraint(
                condition=Q(status="draft", frozen_at__isnull=True, frozen_by__isnull=True, digest="")
                | Q(frozen_at__gte=F("opened_at"), frozen_by__isnull=False) & ~Q(status="draft") & ~Q(digest=""),
                name="frozen_longlist_names_who_when_and_its_digest",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="longlists_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="frozen_longlist_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'draft' AND (OLD.reference, OLD.organisation_id, OLD.title, OLD.query, OLD.found, "
                    "OLD.query_words, OLD.engine, OLD.opened_by_id, OLD.opened_at, OLD.supersedes_id, OLD.digest, "
                    "OLD.frozen_by_id, OLD.frozen_at) IS DISTINCT FROM "
                    "(NEW.reference, NEW.organisation_id, NEW.title, NEW.query, NEW.found, "
                    "NEW.query_words, NEW.engine, NEW.opened_by_id, NEW.opened_at, NEW.supersedes_id, NEW.digest, "
                    "NEW.frozen_by_id, NEW.frozen_at)"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("longlist_page", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def was_searched(self) -> bool:
        """Whether a search found what it began with; else a shortlist held it, with the reason as the last words."""
        return self.engine != CHOSEN_BY_HAND


class LonglistEntry(models.Model):
    """One offering that the search found: its version of then, and what stood beside that version."""

    longlist = models.ForeignKey(Longlist, models.CASCADE, related_name="entries")
    place = models.PositiveIntegerField(help_text="Its place among the results.")
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")
    content = models.JSONField(
        null=True, encoder=DjangoJSONEncoder, help_text="The version itself, where the offering keeps no revisions."
    )
    content_digest = models.CharField(max_length=64, help_text="SHA-256 of the version's content.")
    name = models.CharField(max_length=200)
    beside = models.JSONField(encoder=DjangoJSONEncoder, help_text="Vendor, topics and measured figures, as then.")
    facts = models.JSONField(encoder=DjangoJSONEncoder, help_text="What was decided on, read from the two.")

    class Meta:
        verbose_name_plural = "longlist entries"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["longlist", "offering"], name="offering_is_longlisted_once"),
            models.UniqueConstraint(fields=["longlist", "place"], name="longlist_place_is_taken_once"),
            models.CheckConstraint(
                condition=Q(revision__isnull=True, content__isnull=False)
                | Q(revision__isnull=False, content__isnull=True),
                name="longlist_entry_pins_one_version",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="longlist_entries_stand", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="frozen_entries", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OF_LONGLIST
            ),
        ]

    def __str__(self):
        return self.name


class LonglistStep(models.Model):
    """One narrowing: by what, why, by whom. It is never changed; the last one of a draft can be taken back."""

    longlist = models.ForeignKey(Longlist, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    criterion = models.JSONField(help_text="What is asked, for the replay.")
    words = models.TextField(help_text="The same in words.")
    reason = models.TextField(max_length=2000)
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["longlist", "number"], name="longlist_step_has_its_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="longlist_step_has_a_reason"),
            models.CheckConstraint(
                condition=Q(after__gt=0, after__lte=F("before")), name="longlist_step_leaves_something"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="longlist_steps_stand", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="frozen_steps",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=OF_LONGLIST,
            ),
        ]

    def __str__(self):
        return f"step {self.number}: {self.words}"


class LonglistExclusion(models.Model):
    """One offering that a step left out, and what about it did not fit."""

    step = models.ForeignKey(LonglistStep, models.CASCADE, related_name="exclusions")
    entry = models.OneToOneField(LonglistEntry, models.PROTECT, related_name="exclusion")
    because = models.CharField(max_length=300)

    class Meta:
        ordering = ["entry__place"]
        triggers = [
            pgtrigger.Protect(name="longlist_exclusions_stand", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="frozen_exclusions",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=OF_STEP,
            ),
        ]

    def __str__(self):
        return f"{self.entry}: {self.because}"
