"""Facts about an offering that others write: who uses it, what was measured, and what search has still to take in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class OfferingFacts(models.Model):
    """Counts and measured figures, kept beside the offering: they change without a revision."""

    offering = models.OneToOneField("catalog.Offering", models.CASCADE, related_name="facts")
    used_by_count = models.PositiveIntegerField(default=0, help_text="Agencies known to use it, by its source.")
    under_contract_count = models.PositiveIntegerField(default=0, help_text="Agencies here with a contract in force.")
    measured_availability = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    measured_coverage = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    measured_from = models.DateTimeField(null=True)
    measured_to = models.DateTimeField(null=True)
    measured_by = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "offering facts"
        constraints = [
            models.CheckConstraint(
                condition=Q(measured_availability__isnull=True)
                | Q(measured_availability__range=(0, 100), measured_from__isnull=False, measured_to__isnull=False),
                name="measured_availability_is_a_percentage_of_a_window",
            ),
        ]

    def __str__(self):
        return f"facts about {self.offering}"


class AgencyUse(models.Model):
    """One agency's authorisation to use an offering."""

    class Kind(models.TextChoices):
        INITIAL = "initial", "First authorised it"
        REUSE = "reuse", "Reuses the authorisation"

    offering = models.ForeignKey("catalog.Offering", models.CASCADE, related_name="agency_uses")
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="offering_uses")
    kind = models.CharField(max_length=7, choices=Kind)
    ato_on = models.DateField("authorised on", null=True)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "agency", "kind", "ato_on"], nulls_distinct=False, name="agency_use_is_known_once"
            )
        ]

    def __str__(self):
        return f"{self.agency} uses {self.offering}"


class OfferingChangeQuerySet(models.QuerySet):
    def waiting(self):
        """What is due: a note may be left for the moment at which an announced price begins."""
        return self.filter(drained_at__isnull=True, at__lte=Now())


class OfferingChange(models.Model):
    """A note for search: look at this offering again, from that time on.

    No foreign key, so that it outlives a deleted draft.
    """

    offering_id = models.BigIntegerField()
    at = models.DateTimeField()
    drained_at = models.DateTimeField(null=True)

    objects = OfferingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=Q(drained_at__isnull=True), name="offering_changes_waiting")]

    def __str__(self):
        return f"offering {self.offering_id} at {self.at:%Y-%m-%d %H:%M}"
