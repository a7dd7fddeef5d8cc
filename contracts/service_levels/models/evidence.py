"""Raw measurements, kept as immutable files with one row each, and the hourly sums drawn from them."""

from typing import Any

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
