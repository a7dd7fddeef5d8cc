"""What a month came to: immutable revisions, final once their dispute days have passed undisputed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from contracts.agreements.models import Contract, ServiceLevelTerm
from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation

SECONDS: dict[str, Any] = {"max_digits": 16, "decimal_places": 6}
# Percentages are quotients: 26 places keep every digit that the arithmetic's 28 have.
PERCENT: dict[str, Any] = {"max_digits": 29, "decimal_places": 26}


class PeriodResultQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(term__contract__in=Contract.objects.visible_to(user))

    def latest_revisions(self):
        """The revision of each month that no later one replaces."""
        return self.filter(superseded_by__isnull=True)

    def final(self, *, at):
        """Latest revisions whose dispute days have passed with nothing open against them.

        A dispute that was upheld keeps the result open too: a revision has to follow.
        """
        disputed = Dispute.objects.filter(
            result=OuterRef("pk"), status__in=[Dispute.Status.OPEN, Dispute.Status.UPHELD]
        )
        return self.latest_revisions().filter(~Exists(disputed), dispute_ends_at__lte=at)


class PeriodResult(models.Model):
    """One revision of one service level's month: every figure unrounded, every input, and the formula's version."""

    class Verdict(models.TextChoices):
        MET = "met"
        BREACHED = "breached", "Missed"
        INSUFFICIENT_DATA = "insufficient_data", "Too little data"

    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="period_results")
    period = models.DateField(help_text="The first day of the month.")
    revision = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    verdict = models.CharField(max_length=17, choices=Verdict)
    agreed_seconds = models.DecimalField(**SECONDS)
    excluded_seconds = models.DecimalField(**SECONDS)
    counting_seconds = models.DecimalField(**SECONDS)
    downtime_seconds = models.DecimalField(**SECONDS)
    covered_seconds = models.DecimalField(**SECONDS)
    allowed_downtime_seconds = models.DecimalField(max_digits=24, decimal_places=12)
    coverage_percent = models.DecimalField(**PERCENT)
    uptime_percent = models.DecimalField(null=True, help_text="Good over total, whatever is counted.", **PERCENT)
    uptime_without_exclusions = models.DecimalField(null=True, **PERCENT)
    good = models.DecimalField(max_digits=46, decimal_places=30, null=True)
    total = models.DecimalField(max_digits=46, decimal_places=30, null=True)
    details = models.JSONField(default=dict, help_text="Of speed its histogram and percentile; of cases the late ones.")
    credit_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    fee = AmountField()
    credit = AmountField()
    currency = CurrencyField()
    outages = models.JSONField(help_text="Each stretch of downtime, whether it counts, and its failed checks.")
    inputs = models.JSONField(help_text="Everything that the figures follow from.")
    inputs_sha256 = models.CharField(max_length=64)
    formula_version = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=200)
    dispute_ends_at = models.DateTimeField()

    objects = PeriodResultQuerySet.as_manager()

    class Meta:
        ordering = ["term_id", "-period", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["term", "period", "revision"], name="one_result_per_revision"),
            models.CheckConstraint(condition=Q(period__day=1), name="period_is_a_month"),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes__isnull=True) | Q(revision__gt=1, supersedes__isnull=False),
                name="later_revision_names_the_one_before",
            ),
            models.CheckConstraint(
                condition=Q(verdict="insufficient_data", uptime_percent__isnull=True)
                | Q(uptime_percent__isnull=False, uptime_percent__gte=0, uptime_percent__lte=100)
                & ~Q(verdict="insufficient_data"),
                name="a_verdict_has_a_figure",
            ),
            models.CheckConstraint(
                condition=Q(credit=0) | Q(verdict="breached", credit__lte=F("fee")), name="only_a_miss_earns_a_credit"
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.term.title}, {self.period:%B %Y}, revision {self.revision}"

    def is_final(self, *, at) -> bool:
        """Whether the dispute days have passed with nothing open against this revision, and none replaces it."""
        return type(self).objects.final(at=at).filter(pk=self.pk).exists()


class DisputeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(result__term__contract__in=Contract.objects.visible_to(user))

    def open(self):
        return self.filter(status=Dispute.Status.OPEN)


class Dispute(models.Model):
    """One side does not accept a month's result. Until it is withdrawn or decided, the result is not final."""

    class Status(models.TextChoices):
        OPEN = "open"
        WITHDRAWN = "withdrawn"
        UPHELD = "upheld"
        REJECTED = "rejected"

    TRANSITIONS = {Status.OPEN: {Status.WITHDRAWN, Status.UPHELD, Status.REJECTED}}

    result = models.ForeignKey(PeriodResult, models.PROTECT, related_name="disputes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="disputes")
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN, editable=False)
    reason = models.CharField(max_length=2000)
    raised_at = models.DateTimeField(editable=False)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.CharField(max_length=2000, blank=True, editable=False)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "organisation"], condition=Q(status="open"), name="one_open_dispute_per_side"
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True) | Q(closed_at__isnull=False) & ~Q(status="open"),
                name="closed_dispute_says_when",
            ),
        ]

    def __str__(self):
        return f"dispute of {self.result}"
