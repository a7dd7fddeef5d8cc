"""Facts about an offering that others write: who uses it, what was measured, and what search has still to take in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from marketplace.money import AmountField


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
    measured_levels = models.JSONField(
        default=list, blank=True, help_text="Speed, first answers and fixes, each with its window and coverage."
    )
    spent = AmountField(null=True, help_text="What agencies here were charged for it in twelve months.")
    spent_until = models.DateField(null=True, help_text="The first day of the last of those months.")
    review_count = models.PositiveIntegerField(default=0, help_text="Reviews by agencies with a contract, as shown.")
    review_agencies = models.PositiveIntegerField(default=0, help_text="How many agencies wrote them.")
    service_rating = models.DecimalField(max_digits=3, decimal_places=2, null=True, help_text="Their mean, of five.")
    ordering_rating = models.DecimalField(max_digits=3, decimal_places=2, null=True)
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


class VendorScoreQuerySet(models.QuerySet):
    def public(self, *, at):
        """Those whose vendor has had its days to reply."""
        return self.filter(public_from__lte=at)

    def latest(self, *, vendors, at):
        """The newest public one of each vendor, by its id. One statement."""
        rows = self.public(at=at).filter(vendor__in=vendors).order_by("vendor_id", "-last_month", "-pk")
        return {row.vendor_id: row for row in rows.distinct("vendor_id")}


class VendorScore(models.Model):
    """How a vendor kept its promises over twelve months, as its scorecard says; public from a moment on."""

    vendor = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="scores")
    reference = models.CharField(max_length=16, unique=True, help_text="Of the scorecard.")
    score = models.DecimalField(max_digits=5, decimal_places=2)
    first_month = models.DateField()
    last_month = models.DateField()
    public_from = models.DateTimeField()

    objects = VendorScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="vendor_score_is_of_a_hundred"),
        ]
        indexes = [models.Index(fields=["vendor", "-last_month"], name="vendor_score_by_month")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/scorecards/{self.reference}/"


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
