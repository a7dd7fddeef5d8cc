"""Time that both sides agree not to count: maintenance announced in time, causes outside the vendor's reach."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract, ServiceLevelTerm


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
        CUSTOMER = "customer", "Caused by the agency"
        FORCE_MAJEURE = "force_majeure", "Beyond anybody's control"

    class Status(models.TextChoices):
        REQUESTED = "requested"
        APPROVED = "approved"
        REFUSED = "refused"

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
                condition=~Q(kind="maintenance", status="approved") | Q(decided_at__lt=F("starts_at")),
                name="maintenance_is_approved_before_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["term", "starts_at"], name="exclusion_by_time")]

    def __str__(self):
        return self.reference
