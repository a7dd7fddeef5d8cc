"""What each bidder is told, all at the same second: the outcome, their own scores with the reasons, what won."""

from django.db import models

from marketplace.audit.models import append_only
from marketplace.permissions import own_organisations, reads_all
from rfp.bids.models import Bid

from .award import Award


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its vendor, and the broker office."""
        return self if reads_all(user) else self.filter(bid__vendor_id__in=own_organisations(user))


class Letter(models.Model):
    """One vendor's letter about one award, with its personal debrief. Never changed."""

    class Outcome(models.TextChoices):
        WON = "won", "You are awarded the lot"
        NOT_FIRST = "not_first", "Another proposal had a better place"
        BELOW_MINIMUM = "below_minimum", "A minimum was not met"
        PRICE_REJECTED = "price_rejected", "The price was rejected"
        NOT_READABLE = "not_readable", "The bid could not be opened"
        DECLINED = "declined", "You declined an earlier award of the lot"
        LOST_PLACE = "lost_place", "Your place fell by a challenge"
        LOTS_LIMIT = "lots_limit", "You have won as many lots as one vendor may"
        WON_TOO = "won_too", "You are awarded the lot as well"
        NOT_AWARDED = "not_awarded", "The lot was awarded to nobody"

    award = models.ForeignKey(Award, models.PROTECT, related_name="letters")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="letters_of_outcome")
    outcome = models.CharField(max_length=14, choices=Outcome)
    debrief = models.JSONField(help_text="Own points with reasons by criterion, own price and place, what won.")
    sent_at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["award_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["award", "bid"], name="one_letter_an_award_a_bid")]
        triggers = append_only()

    def __str__(self):
        return f"letter to {self.bid.vendor} about the {self.award}"
