"""Who opened the bids of a solicitation, and the list of receipts that is published at closing."""

import pgtrigger
from django.db import models

from marketplace.audit.models import append_only
from rfp.solicitations.models import Solicitation


class Opening(models.Model):
    """One officer confirms that the bids are opened. The second confirmation, by somebody else, opens them."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="bid_openings")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["solicitation_id", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["solicitation", "officer"], name="each_officer_confirms_once")]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="nothing_is_opened_before_the_deadline",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("due", "timestamptz")],
                func="""
                SELECT bids_due_at INTO due FROM rfp_solicitation WHERE id = NEW.solicitation_id;
                IF due IS NULL OR NEW.at < due THEN
                    RAISE EXCEPTION 'nothing is opened before the deadline';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.officer} opens {self.solicitation}"


class ClosingList(models.Model):
    """The digests of all receipts as the deadline passed, signed. Made-up digests among them hide how many there are;
    after the opening those of the receipts can be told apart."""

    solicitation = models.OneToOneField(Solicitation, models.PROTECT, related_name="closing_list")
    digests = models.JSONField()
    signature = models.CharField(max_length=128)
    closed_at = models.DateTimeField(help_text="The deadline that had passed.")
    published_at = models.DateTimeField()

    class Meta:
        triggers = append_only()

    def __str__(self):
        return f"receipts of {self.solicitation}"
