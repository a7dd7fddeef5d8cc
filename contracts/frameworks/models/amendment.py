"""Amendments of framework agreements: versions with grounds, and each value before and after."""

import datetime
from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.components.formats import date, money

from .framework import Framework, FrameworkLot
from .proposal import FrameworkProposal

APPROVED = """
IF NOT EXISTS (
    SELECT 1 FROM contracts_frameworkproposal AS proposal
    WHERE proposal.id = NEW.proposal_id AND proposal.framework_id = NEW.framework_id
    AND proposal.kind = 'amendment' AND proposal.status = 'approved'
) THEN
    RAISE EXCEPTION 'an amendment of a framework agreement is approved by a second person';
END IF;
RETURN NEW;
"""


class FrameworkAmendment(models.Model):
    """A new version of a signed agreement: on which grounds, why, by whom. Never changed itself."""

    class Grounds(models.TextChoices):
        FORESEEN = "foreseen", "Foreseen in the agreement"
        ADDITIONAL = "additional", "More of the same has become necessary"
        UNFORESEEN = "unforeseen", "Something happened that nobody could foresee"
        MINOR = "minor", "Minor, the agreement stays what it is"
        CORRECTION = "correction", "Correction of a slip"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="amendments")
    proposal = models.OneToOneField(
        FrameworkProposal, models.PROTECT, null=True, related_name="amendment", help_text="Approved by a second person."
    )
    number = models.PositiveSmallIntegerField()
    grounds = models.CharField(max_length=10, choices=Grounds)
    rationale = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["framework_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_amendments_are_numbered"),
            models.CheckConstraint(condition=~Q(rationale=""), name="framework_amendment_says_why"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="amended_by_two_people", when=pgtrigger.Before, operation=pgtrigger.Insert, func=APPROVED
            ),
        ]

    def __str__(self):
        return f"amendment {self.number} of {self.framework}"


class AmendedValue(models.Model):
    """One value that an amendment changed, with what stood there before; as text, the way PostgreSQL writes it."""

    LABELS = {"ceiling": "Ceiling", "last_order_on": "Last day for orders", "ends_on": "End of all orders"}

    amendment = models.ForeignKey(FrameworkAmendment, models.PROTECT, related_name="values")
    lot = models.ForeignKey(FrameworkLot, models.PROTECT, null=True, related_name="amended_values")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)

    class Meta:
        ordering = ["amendment_id", "pk"]
        triggers = append_only()

    def __str__(self):
        return f"{self.what}: {self.shown(self.before)}, then {self.shown(self.after)}"

    @property
    def what(self) -> str:
        return f"{self.LABELS[self.field]} of {self.lot.lot}" if self.lot else self.LABELS[self.field]

    @property
    def words_before(self) -> str:
        return self.shown(self.before)

    @property
    def words_after(self) -> str:
        return self.shown(self.after)

    def shown(self, value: str) -> str:
        """$1,200,000.00 or 31 Dec 2027; an end is shown as the last day that it still covers."""
        if self.field == "ceiling":
            return money(Decimal(value))
        on = datetime.date.fromisoformat(value)
        return date(on - datetime.timedelta(days=1) if self.field == "ends_on" else on)
