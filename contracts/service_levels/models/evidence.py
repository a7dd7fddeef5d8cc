"""Raw measurements, kept as immutable files with one row each, and the hourly sums drawn from them."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract, ServiceLevelTerm
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation

SECONDS: dict[str, Any] = {"max_digits": 10, "decimal_places": 6}


class EvidenceBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(term__contract__in=Contract.objects.visible_to(user))

    def touching(self, window):
        """Batches with a row inside the half-open window."""
        return self.filter(first_at__lt=window.end, last_at__gte=window.start)

    def with_files(self):
        """Each with the month's file that is read in its place, where there is one. No further statement."""
        return self.select_related("part__file")


class EvidenceBatch(models.Model):
    """One load of a monitor's rows. The rows stand in a Parquet file named by its own SHA-256; nothing is changed."""

    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="evidence_batches")
    source = models.CharField(max_length=200, help_text="The monitor's name of the measured service.")
    measured_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="evidence_batches", help_text="Whose monitor it is."
    )
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300, help_text="In the storage of files, never under a public address.")
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)

    objects = EvidenceBatchQuerySet.as_manager()

    class Meta:
        ordering = ["term_id", "first_at", "pk"]
        verbose_name_plural = "evidence batches"
        constraints = [
            models.UniqueConstraint(fields=["term", "sha256"], name="one_batch_per_fingerprint"),
            models.CheckConstraint(condition=Q(rows__gt=0), name="batch_has_rows"),
            models.CheckConstraint(condition=Q(last_at__gte=F("first_at")), name="batch_ends_after_its_start"),
        ]
        indexes = [models.Index(fields=["term", "source", "first_at"], name="batch_by_time")]
        triggers = append_only()

    def __str__(self):
        return f"{self.rows} measurements of {self.source}"

    @property
    def read_from(self) -> "EvidenceBatch | EvidenceMonth":
        """Where its rows are read: in the month's file, or in its own as long as there is none."""
        part = getattr(self, "part", None)
        return part.file if part else self


class EvidenceMonth(models.Model):
    """All rows that one monitor's batches of a month hold, in order of time, as one file: read in their place.

    A copy of evidence, not evidence: it is drawn anew from the batches, whose own files stay.
    """

    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="evidence_months")
    source = models.CharField(max_length=200)
    month = models.DateField(help_text="In UTC, of the first row of each batch.")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    parts_sha256 = models.CharField(max_length=64, help_text="SHA-256 over the fingerprints of the batches in it.")
    path = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["term_id", "source", "month"]
        constraints = [
            models.UniqueConstraint(fields=["term", "source", "month"], name="one_file_a_monitor_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="evidence_month_is_a_month"),
        ]
        triggers = [pgtrigger.Protect(name="months_are_drawn_anew", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.source}, {self.month:%B %Y}"


class EvidencePart(models.Model):
    """Whose rows a month's file holds."""

    file = models.ForeignKey(EvidenceMonth, models.CASCADE, related_name="parts")
    batch = models.OneToOneField(EvidenceBatch, models.PROTECT, related_name="part")

    class Meta:
        ordering = ["file_id", "batch_id"]
        triggers = [pgtrigger.Protect(name="parts_are_drawn_anew", operation=pgtrigger.Update)]

    def __str__(self):
        return f"batch {self.batch_id} in {self.file}"


class HourlyRollup(models.Model):
    """What the evidence says of one hour of one service level; drawn anew wherever rows land."""

    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="hourly_rollups")
    hour = models.DateTimeField()
    up_seconds = models.DecimalField(**SECONDS)
    degraded_seconds = models.DecimalField(**SECONDS)
    down_seconds = models.DecimalField(**SECONDS)
    covered_seconds = models.DecimalField(**SECONDS)
    checks = models.PositiveIntegerField()
    failed_checks = models.PositiveIntegerField()
    good = models.BigIntegerField(null=True, help_text="Of what is counted and not timed.")
    total = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["term_id", "hour"]
        constraints = [
            models.UniqueConstraint(fields=["term", "hour"], name="one_rollup_per_hour"),
            models.CheckConstraint(
                condition=Q(covered_seconds=F("up_seconds") + F("degraded_seconds") + F("down_seconds"))
                & Q(covered_seconds__lte=3600, failed_checks__lte=F("checks")),
                name="rollup_adds_up",
            ),
        ]

    def __str__(self):
        return f"{self.hour:%Y-%m-%d %H:00}"
