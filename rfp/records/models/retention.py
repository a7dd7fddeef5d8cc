"""For how many years each kind of record is kept, as dated policy data: what was put into force is never changed."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.permissions import reads_all

MOST_YEARS = 50


class RetentionScheduleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office."""
        return self if reads_all(user) else self.none()

    def enacted(self):
        return self.filter(enacted_at__isnull=False)

    def begun(self, *, on):
        """Those whose first day has come; the newest of them holds."""
        return self.enacted().filter(holds_from__lte=on)


def _years(what: str) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(MOST_YEARS)]
    return models.PositiveSmallIntegerField(what, validators=limits)


class RetentionSchedule(models.Model):
    """One schedule: drafted by one person, put into force by another, replaced by the next."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        ENACTED = "enacted", "In force"
        DROPPED = "dropped"

    TRANSITIONS = {Status.DRAFT: {Status.ENACTED, Status.DROPPED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    summary = models.CharField(max_length=500, help_text="What it changes, and under which law.")
    holds_from = models.DateField(help_text="The first day on which records are kept by it.")
    file_years = _years("procurement files")
    winning_years = _years("winning bids")
    others_years = _years("bids that did not win")
    answers_years = _years("answers to requests for information")
    status = models.CharField(max_length=7, choices=Status, default=Status.DRAFT, editable=False)
    drafted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(editable=False)
    enacted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    enacted_at = models.DateTimeField(null=True, editable=False)

    objects = RetentionScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-holds_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="retention_schedule_says_why"),
            models.CheckConstraint(
                condition=Q(
                    file_years__range=(1, MOST_YEARS),
                    winning_years__range=(1, MOST_YEARS),
                    others_years__range=(1, MOST_YEARS),
                    answers_years__range=(1, MOST_YEARS),
                ),
                name="everything_is_kept_for_at_least_a_year",
            ),
            models.CheckConstraint(
                condition=Q(status="enacted", enacted_at__isnull=False, enacted_by__isnull=False)
                | ~Q(status="enacted") & Q(enacted_at__isnull=True, enacted_by__isnull=True),
                name="retention_schedule_in_force_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(enacted_by__isnull=True) | ~Q(enacted_by=F("drafted_by")),
                name="nobody_enacts_the_retention_schedule_they_drafted",
            ),
            models.UniqueConstraint(
                fields=["holds_from"], condition=Q(status="enacted"), name="one_retention_schedule_begins_on_a_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="retention_schedule_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.status <> 'draft'"),
            )
        ]

    def __str__(self):
        return f"retention schedule {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("record_schedule", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def years_of(self, kind: str) -> int:
        """For how many years a kind of schedule.py is kept."""
        return getattr(self, f"{kind}_years")
