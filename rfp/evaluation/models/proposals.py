"""Letters in place of names. Who is behind a letter is read by those who opened, who never score."""

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from rfp.bids.models import Bid

from .panel import Panel


class ProposalAlias(models.Model):
    """Proposal A, B, C…: assigned by lot, never changed. `fault` says why a bid is not judged at all."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="proposals")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="letters")
    letter = models.CharField(max_length=3)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["panel_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "bid"], name="one_letter_a_bid"),
            models.UniqueConstraint(fields=["panel", "letter"], name="one_bid_a_letter"),
            models.CheckConstraint(condition=~Q(letter=""), name="proposal_has_a_letter"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"proposal {self.letter}"
