"""Offerings that an agency has in mind, shared among its people. Changes happen in catalog/shortlists/actions.py."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.permissions import own_organisations, reads_all


class ShortlistQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people, and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))


class Shortlist(models.Model):
    """What an agency considers for one purpose."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="shortlists")
    title = models.CharField(max_length=120)
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="shortlist_has_a_title")]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("shortlist_page", args=[self.reference])


class ShortlistEntryQuerySet(models.QuerySet):
    def standing(self):
        """Entries that nobody has removed."""
        return self.filter(removed_at__isnull=True)


class ShortlistEntry(models.Model):
    """One offering on a shortlist. Removing marks it, so that it can be put back with its notes."""

    shortlist = models.ForeignKey(Shortlist, models.CASCADE, related_name="entries")
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, related_name="shortlist_entries")
    offering_name = models.CharField(max_length=200, help_text="As it was called when it was added.")
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ShortlistEntryQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "offering"], name="offering_is_shortlisted_once"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__gte=F("added_at"), removed_by__isnull=False),
                name="removed_entry_names_who_and_when",
            ),
        ]

    def __str__(self):
        return self.offering_name


class ShortlistNote(models.Model):
    """What somebody wrote about an offering on a shortlist. Notes are added, never changed."""

    entry = models.ForeignKey(ShortlistEntry, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=1000)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="shortlist_note_says_something")]
        triggers = [pgtrigger.Protect(name="shortlist_notes_stand", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d}"
