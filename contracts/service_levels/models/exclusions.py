"""Time that both sides agree not to count: maintenance announced in time, causes outside the vendor's reach."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract, ServiceLevelTerm
from marketplace.audit.models import append_only


class ExclusionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(term__contract__in=Contract.objects.visible_to(user))

    def approved(self):
        return self.filter(status=Exclusion.Status.APPROVED)

    def touching(self, window):
        return self.filter(starts_at__lt=window.end, ends_at__gt=window.start)


class Exclusion(models.Model):
    """A stretch that somebody asks to take out of the count, and what was decided about it, by whom and when."""

    class Kind(models.TextChoices):
        MAINTENANCE = "maintenance", "Planned maintenance"
        EMERGENCY = "emergency", "Emergency maintenance"
        CUSTOMER = "customer", "Caused by the agency"
        FORCE_MAJEURE = "force_majeure", "Beyond anybody's control"

    class Status(models.TextChoices):
        REQUESTED = "requested"
        APPROVED = "approved"
        REFUSED = "refused"

    # Work on the service itself: agreed before it starts or not at all.
    MAINTENANCE_KINDS = (Kind.MAINTENANCE, Kind.EMERGENCY)

    TRANSITIONS = {Status.REQUESTED: {Status.APPROVED, Status.REFUSED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="exclusions")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.MAINTENANCE)
    status = models.CharField(max_length=9, choices=Status, default=Status.REQUESTED, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    requested_at = models.DateTimeField(editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_reason = models.CharField(max_length=500, blank=True, editable=False)
    began_at = models.DateTimeField(null=True, editable=False, help_text="When the work really began.")
    finished_at = models.DateTimeField(null=True, editable=False)
    times_recorded_at = models.DateTimeField(null=True, editable=False)
    times_recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="exclusion_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(status="requested", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(status="requested"),
                name="decided_exclusion_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="nobody_decides_their_own_exclusion",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["maintenance", "emergency"], status="approved")
                | Q(decided_at__lt=F("starts_at")),
                name="maintenance_is_approved_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(
                    began_at__isnull=True,
                    finished_at__isnull=True,
                    times_recorded_at__isnull=True,
                    times_recorded_by__isnull=True,
                )
                | Q(
                    kind__in=["maintenance", "emergency"],
                    status="approved",
                    finished_at__gt=F("began_at"),
                    times_recorded_at__gte=F("finished_at"),
                    times_recorded_by__isnull=False,
                ),
                name="real_times_are_whole_and_of_approved_maintenance",
            ),
        ]
        indexes = [models.Index(fields=["term", "starts_at"], name="exclusion_by_time")]

    def __str__(self):
        return self.reference

    @property
    def is_maintenance(self) -> bool:
        """Whether it is work on the service, planned or not; it has to be agreed before it starts."""
        return self.kind in self.MAINTENANCE_KINDS

    @property
    def overran(self) -> datetime.timedelta:
        """How long the work went on past what was agreed."""
        if self.finished_at is None:
            return datetime.timedelta()
        return max(self.finished_at - self.ends_at, datetime.timedelta())

    @property
    def taken_out(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """The part of the agreed window in which work really went on; all of it as long as nobody recorded that."""
        if self.began_at is None or self.finished_at is None:
            return self.starts_at, self.ends_at
        start, end = max(self.starts_at, self.began_at), min(self.ends_at, self.finished_at)
        return (start, end) if start < end else None


def storage_path(evidence: "ExclusionEvidence", name: str) -> str:
    """In the storage of files, never under a public address."""
    return f"exclusion-evidence/{evidence.exclusion_id}/{evidence.sha256}{evidence.suffix}"


class ExclusionEvidence(models.Model):
    """A document that speaks for or against an exclusion. Never changed."""

    exclusion = models.ForeignKey(Exclusion, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=150)
    suffix = models.CharField(max_length=5)
    file = models.FileField(upload_to=storage_path, max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["exclusion_id", "pk"]
        verbose_name_plural = "exclusion evidence"
        constraints = [
            models.UniqueConstraint(fields=["exclusion", "sha256"], name="one_document_of_a_fingerprint_an_exclusion")
        ]
        triggers = append_only()

    def __str__(self):
        return self.name
