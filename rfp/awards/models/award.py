"""Who gets a lot: proposed on a frozen result, approved by a second person, standing still, then a contract."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.agreements.models import Contract
from marketplace.money import AmountField, CurrencyField
from marketplace.permissions import own_organisations, reads_all
from rfp.bids.models import Bid
from rfp.evaluation.models import EvaluationResult
from rfp.solicitations.models import SolicitationLot

LIVE = ("proposed", "approved", "concluded")
STANDS = """
IF (OLD.lot_id, OLD.result_id, OLD.bid_id, OLD.place, OLD.value, OLD.currency, OLD.proposed_by_id, OLD.proposed_at)
    IS DISTINCT FROM
   (NEW.lot_id, NEW.result_id, NEW.bid_id, NEW.place, NEW.value, NEW.currency, NEW.proposed_by_id, NEW.proposed_at)
   OR (OLD.approved_at IS NOT NULL AND (OLD.approved_by_id, OLD.approved_at, OLD.standstill_ends_at)
       IS DISTINCT FROM (NEW.approved_by_id, NEW.approved_at, NEW.standstill_ends_at)) THEN
    RAISE EXCEPTION 'an award stands as it was made; a corrected one is another record';
END IF;
RETURN NEW;
"""


class AwardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what was announced; the office also what it prepares, the agency that it is for too."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(approved_at__isnull=False) | Q(lot__solicitation__agency_id__in=own))

    def live(self):
        """Neither declined nor taken back."""
        return self.filter(status__in=LIVE)

    def announced(self):
        return self.filter(approved_at__isnull=False)


class Award(models.Model):
    """One lot to one bid. Standing still is no status: it is a comparison of times."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waits for a second person"
        APPROVED = "approved", "Announced"
        CONCLUDED = "concluded", "Contract drawn up"
        DECLINED = "declined", "Declined by the winner"
        WITHDRAWN = "withdrawn", "Taken back"

    TRANSITIONS = {
        Status.PROPOSED: {Status.APPROVED, Status.WITHDRAWN},
        Status.APPROVED: {Status.CONCLUDED, Status.DECLINED, Status.WITHDRAWN},
    }

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="awards")
    result = models.ForeignKey(EvaluationResult, models.PROTECT, related_name="awards")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="awards")
    letter = models.CharField(max_length=3, help_text="Of the proposal.")
    place = models.PositiveSmallIntegerField(help_text="In the frozen ranking.")
    seat = models.PositiveSmallIntegerField(default=1, help_text="Of several winners of a lot, which.")
    value = AmountField()
    currency = CurrencyField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    reason = models.TextField(max_length=4000, help_text="Why this bid.")
    concentration = models.JSONField(help_text="What the award does to the vendor's share, as it was shown.")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by", editable=False)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    standstill_ends_at = models.DateTimeField(null=True, editable=False)
    ended_because = models.CharField(max_length=1000, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    contract = models.OneToOneField(Contract, models.PROTECT, null=True, related_name="award", editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "seat"], condition=Q(status__in=LIVE), name="one_live_award_a_seat_of_a_lot"
            ),
            models.UniqueConstraint(fields=["lot", "bid"], condition=Q(status__in=LIVE), name="a_bid_wins_a_lot_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_the_award_they_proposed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "withdrawn"])
                | Q(approved_at__isnull=False, approved_by__isnull=False, standstill_ends_at__isnull=False),
                name="announced_award_has_two_persons_and_a_standstill",
            ),
            models.CheckConstraint(
                condition=~Q(status="concluded") | Q(contract__isnull=False, ended_at__gte=F("standstill_ends_at")),
                name="award_is_concluded_after_its_standstill",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "withdrawn"]) | ~Q(ended_because=""),
                name="award_ends_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="award_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=STANDS),
            pgtrigger.Protect(name="awards_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"award of {self.lot}"

    def get_absolute_url(self):
        return reverse("award_page", args=[self.lot.solicitation.reference, self.lot.number])

    @property
    def vendor(self):
        return self.bid.vendor

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    def stands_still(self, *, at: datetime.datetime) -> bool:
        """Whether nothing may be signed yet: a comparison of times, whether or not a job ran."""
        return self.standstill_ends_at is None or at < self.standstill_ends_at

    @property
    def valid_until(self) -> datetime.datetime:
        """Until when the bid binds its vendor."""
        solicitation = self.lot.solicitation
        return solicitation.bids_due_at + datetime.timedelta(days=solicitation.bid_validity_days)
