"""What somebody has typed and not saved yet. Changes happen in catalog/offerings/drafting/actions.py."""

from django.conf import settings
from django.db import models


class UnsavedEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever typed it alone: colleagues see what was saved."""
        return self.filter(person_id=user.pk)


class UnsavedEntry(models.Model):
    """The state of one form of an offering while one person fills it in; saving the form makes a revision of it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsaved_entries")
    offering = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="unsaved_entries")
    part = models.CharField(max_length=80)
    typed = models.JSONField(help_text="Names of fields with the texts that stand in them.")
    revision_id = models.BigIntegerField(null=True, help_text="The revision that the form was filled in from.")
    updated_at = models.DateTimeField()

    objects = UnsavedEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unsaved entries"
        constraints = [
            models.UniqueConstraint(fields=["person", "offering", "part"], name="one_unsaved_entry_per_person_and_form")
        ]

    def __str__(self):
        return f"{self.part} of {self.offering}"
