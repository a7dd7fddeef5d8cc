"""Minutes of a forum: versions that never change, with what was decided and who does what."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.audit.models import append_only
from marketplace.permissions import reads_all

from .forum import Forum


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user, *, at):
        """Everybody from the moment of their release on; before it the broker office alone."""
        return self if reads_all(user) else self.filter(released_at__lte=at)


class MinutesVersion(models.Model):
    """One version. `released_at` is set once, for all readers the same moment; a version without it is a draft."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=20_000)
    reason = models.CharField(max_length=500, blank=True, help_text="What was corrected, once the first is out.")
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["forum_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="minutes_are_numbered"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("written_at")),
                name="minutes_are_released_after_they_are_written",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="minutes_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_a_release_changes_minutes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.released_at IS NOT NULL OR "
                    "(OLD.forum_id, OLD.number, OLD.words, OLD.reason, OLD.written_by_id, OLD.written_at) "
                    "IS DISTINCT FROM "
                    "(NEW.forum_id, NEW.number, NEW.words, NEW.reason, NEW.written_by_id, NEW.written_at)"
                ),
            ),
        ]

    def __str__(self):
        return f"minutes {self.number} of {self.forum}"


class MinutesEntry(models.Model):
    """A decision, or something that somebody does by a day."""

    class Kind(models.TextChoices):
        DECISION = "decision"
        ACTION = "action"

    minutes = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=500)
    who = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["minutes_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="decision") | ~Q(who="") & Q(due_on__isnull=False), name="action_says_who_and_by_when"
            )
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"
