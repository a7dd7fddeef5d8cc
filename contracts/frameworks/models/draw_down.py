"""What orders take of the ceilings: a row an order and agency, released where it comes to nothing or changes."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.money import AmountField
from marketplace.organisations.models import Organisation

from .framework import FrameworkLot

# The action holds the framework's lock; this is for whoever forgets it.
CEILINGS_HOLD = """
IF EXISTS (
    SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework ON framework.id = lot.framework_id
    WHERE lot.id = NEW.lot_id AND (
        NEW.amount + (SELECT coalesce(sum(amount), 0) FROM contracts_drawdown
            WHERE lot_id = lot.id AND released_at IS NULL) > lot.ceiling
        OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM contracts_drawdown AS drawn
            JOIN contracts_frameworklot AS other ON other.id = drawn.lot_id
            WHERE other.framework_id = framework.id AND drawn.released_at IS NULL) > framework.ceiling
    )
) THEN
    RAISE EXCEPTION 'a ceiling of the framework agreement is reached';
END IF;
RETURN NEW;
"""

# A signature is never taken away, so a merger that was withdrawn since leaves alone what was ordered in its time.
SIGNED_BY_ITS_VENDOR = """
IF EXISTS (
    SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework ON framework.id = lot.framework_id
    WHERE lot.id = NEW.lot_id AND framework.vendors_sign
) AND NOT EXISTS (
    WITH RECURSIVE line AS (
        SELECT NEW.vendor_id AS id
        UNION SELECT merger.predecessor_id FROM organisations_merger AS merger
        JOIN line ON merger.successor_id = line.id)
    SELECT 1 FROM contracts_lotsignature AS signature JOIN line ON line.id = signature.vendor_id
    WHERE signature.lot_id = NEW.lot_id
) THEN
    RAISE EXCEPTION 'nothing is ordered from a vendor that has not signed its lot of the framework agreement';
END IF;
RETURN NEW;
"""


class DrawDownQuerySet(models.QuerySet):
    def standing(self):
        """Of orders that were not taken back or declined."""
        return self.filter(released_at__isnull=True)


class DrawDown(models.Model):
    """The value of one approved order, counted against its lot and the whole agreement."""

    lot = models.ForeignKey(FrameworkLot, models.PROTECT, related_name="draw_downs")
    reference = models.CharField(max_length=16, help_text="Of the order.")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount = AmountField()
    drawn_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    objects = DrawDownQuerySet.as_manager()

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "agency"], condition=Q(released_at__isnull=True), name="one_standing_draw_down"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("drawn_at")),
                name="draw_down_is_released_after_it_was_made",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="ceilings_hold", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CEILINGS_HOLD
            ),
            pgtrigger.Trigger(
                name="signed_by_its_vendor",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=SIGNED_BY_ITS_VENDOR,
            ),
            pgtrigger.Protect(name="draw_downs_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_a_release_changes_it",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.released_at IS NOT NULL OR "
                    "(OLD.lot_id, OLD.reference, OLD.agency_id, OLD.vendor_id, OLD.amount, OLD.drawn_at) "
                    "IS DISTINCT FROM "
                    "(NEW.lot_id, NEW.reference, NEW.agency_id, NEW.vendor_id, NEW.amount, NEW.drawn_at)"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.reference} under {self.lot}"
