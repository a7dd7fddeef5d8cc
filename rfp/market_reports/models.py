"""What the market said to a request for information, brought together without names, released to all at one second."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.permissions import own_organisations, reads_all
from rfp.solicitations.models import Solicitation

STANDS = pgtrigger.Q(old__released_at__isnull=False)
ENTRY_STANDS = """
IF EXISTS (SELECT 1 FROM rfp_marketreport WHERE id = {row}.report_id AND released_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a released market report stands';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


class MarketReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is released; the office and the agency also what is being written."""
        if reads_all(user):
            return self
        agency = Q(solicitation__agency_id__in=own_organisations(user))
        return self.filter(Q(released_at__isnull=False) | agency)


class MarketReport(models.Model):
    """One a request for information. `responses` is how many vendors answered; names stand nowhere."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        RELEASED = "released"

    TRANSITIONS = {Status.DRAFT: {Status.RELEASED}}

    solicitation = models.OneToOneField(Solicitation, models.PROTECT, related_name="market_report")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT, editable=False)
    responses = models.PositiveIntegerField()
    summary = models.TextField(max_length=12_000, help_text="What the market can do, and what it advises.")
    number = models.PositiveIntegerField(default=1, editable=False, help_text="Rises with each saving.")
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)
    released_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    released_at = models.DateTimeField(null=True, editable=False)

    objects = MarketReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", released_at__isnull=True, released_by__isnull=True)
                | Q(status="released", released_at__isnull=False, released_by__isnull=False),
                name="released_market_report_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("written_by")),
                name="nobody_releases_the_market_report_they_wrote",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="released_reports_stand", operation=pgtrigger.Update, condition=STANDS),
            pgtrigger.Protect(name="reports_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"market report of {self.solicitation.reference}"

    def get_absolute_url(self) -> str:
        return reverse("market_report", args=[self.solicitation.reference])


class ReportEntry(models.Model):
    """One question: how many answered, yes and no where that is the answer, what the answers say together."""

    report = models.ForeignKey(MarketReport, models.PROTECT, related_name="entries")
    lot = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    question = models.TextField(max_length=4000)
    position = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField()
    yes = models.PositiveIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    words = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["report_id", "lot", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "lot", "code"], name="one_report_entry_a_question"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="released_entries_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Insert,
                func=ENTRY_STANDS.format(row="NEW"),
            ),
            pgtrigger.Trigger(
                name="released_entries_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=ENTRY_STANDS.format(row="OLD"),
            ),
        ]

    def __str__(self):
        return f"{self.code} of the {self.report}"
