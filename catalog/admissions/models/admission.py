"""To which lots a vendor is let in. It holds while the vendor's declaration does: a comparison of times."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from catalog.taxonomy.models import Lot
from marketplace.organisations.models import Merger, Organisation, Sanction
from marketplace.permissions import own_organisations, reads_all

from .declaration import Declaration


class AdmissionQuerySet(models.QuerySet):
    def standing(self):
        """Asked for, or admitted and not ended by a person."""
        return self.filter(status__in=[Admission.Status.ASKED, Admission.Status.ADMITTED])

    def in_force(self, *, at):
        """Admitted, with a declaration in force, and neither suspended nor debarred at that moment."""
        barred = Sanction.objects.in_force(at=at).filter(vendor_id=OuterRef("vendor_id"))
        return self.in_force_but_for_sanctions(at=at).exclude(Exists(barred))

    def in_force_but_for_sanctions(self, *, at):
        """Admitted, with a declaration in force at that moment, and not part of another company by then."""
        merged = Merger.objects.in_force(at=at).filter(predecessor_id=OuterRef("vendor_id"))
        declared = Declaration.objects.in_force(at=at).filter(vendor_id=OuterRef("vendor_id"))
        return self.filter(Exists(declared), ~Exists(merged), status=Admission.Status.ADMITTED)

    def visible_to(self, user):
        """The vendor's own people and the broker office."""
        return self if reads_all(user) else self.filter(vendor_id__in=own_organisations(user))


class Admission(models.Model):
    """A vendor asked for a lot, and what became of it."""

    class Status(models.TextChoices):
        ASKED = "asked", "Asked for"
        ADMITTED = "admitted"
        REFUSED = "refused"
        ENDED = "ended"

    TRANSITIONS = {
        Status.ASKED: {Status.ADMITTED, Status.REFUSED},
        Status.ADMITTED: {Status.ENDED},
    }

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="admissions")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="admissions")
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Nobody: the rules decided."
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=2_000, blank=True, help_text="Of what was decided last.")
    told_in_force = models.BooleanField(default=False, editable=False, help_text="What search was last told.")

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        ordering = ["lot__sort_order", "-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "lot"],
                condition=Q(status__in=["asked", "admitted"]),
                name="one_standing_admission_per_vendor_and_lot",
            ),
            models.CheckConstraint(
                condition=Q(status="asked", decided_at__isnull=True)
                | ~Q(status="asked") & Q(decided_at__isnull=False) & ~Q(reason=""),
                name="decided_admission_says_when_and_why",
            ),
            models.CheckConstraint(condition=~Q(lot="state-services"), name="the_states_own_lot_admits_nobody"),
        ]

    def __str__(self):
        return f"{self.vendor} in {self.lot}"
