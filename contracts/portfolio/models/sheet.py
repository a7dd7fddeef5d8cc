"""A spreadsheet of the portfolio: read and reported on first, taken in by a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency for which it was sent, whoever sent it, and the office."""
        if reads_all(user):
            return self
        return self.filter(Q(agency_id__in=own_organisations(user)) | Q(sent_by_id=user.pk))

    def listed_for(self, user):
        """Those somebody may read, newest first, without their rows."""
        return self.visible_to(user).select_related("agency", "sent_by").defer("rows", "faults")


class PortfolioSheet(models.Model):
    """One file of systems or of payments, as rows of texts, with what is wrong in it."""

    class Kind(models.TextChoices):
        SYSTEMS = "systems", "Systems"
        PAYMENTS = "payments", "Payments outside Stoa"

    kind = models.CharField(max_length=8, choices=Kind)
    agency = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="portfolio_sheets",
        help_text="For which agency; none where each row names its own.",
    )  # fmt: skip
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    heads = models.JSONField()
    rows = models.JSONField(help_text="The place of each row and its cells.")
    row_count = models.PositiveIntegerField()
    faults = models.JSONField(default=list, help_text="Row, number, column, what is wrong, what to do.")
    faulty_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "spreadsheet"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "digest"], nulls_distinct=False, name="a_file_of_the_portfolio_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="sheet_taken_in_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(row_count__gte=F("faulty_count")), name="sheet_has_no_more_faulty_rows_than_rows"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sheet_page", args=[self.pk])

    @property
    def good_count(self) -> int:
        return self.row_count - self.faulty_count
