"""Legal holds: while one stands, nothing of a procurement is destroyed, whatever the schedule says."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.permissions import reads_all
from rfp.solicitations.models import Solicitation

STANDS = """
IF OLD.lifted_at IS NOT NULL OR (OLD.solicitation_id, OLD.reason, OLD.placed_by_id, OLD.placed_at)
    IS DISTINCT FROM (NEW.solicitation_id, NEW.reason, NEW.placed_by_id, NEW.placed_at) THEN
    RAISE EXCEPTION 'a legal hold stands as it was placed; it is lifted once';
END IF;
RETURN NEW;
"""


class LegalHoldQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office."""
        return self if reads_all(user) else self.none()

    def standing(self):
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """One hold on everything of a procurement. Whoever placed it does not lift it."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=1000)
    placed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    placed_at = models.DateTimeField(editable=False)
    lifted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_because = models.CharField(max_length=1000, blank=True, editable=False)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitation"], condition=Q(lifted_at__isnull=True), name="one_standing_hold_a_procurement"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("placed_by")),
                name="nobody_lifts_the_hold_they_placed",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="a_lifted_hold_says_when_by_whom_and_why",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="hold_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=STANDS),
            pgtrigger.Protect(name="holds_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"legal hold on {self.solicitation.reference}"
