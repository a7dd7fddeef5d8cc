"""The line of an order by rank: one row a vendor of the lot, with what it is offered, its time, and its answer."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from catalog.offerings.pricing import counted
from marketplace.money import AmountField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .order import Order

LINE_STANDS = """
IF EXISTS (SELECT 1 FROM contracts_order WHERE status NOT IN ('draft', 'returned')
    AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END)
    AND (TG_OP <> 'UPDATE' OR (OLD.rank, OLD.vendor_id, OLD.left_out, OLD.offering_revision_id, OLD.plan_code,
        OLD.total_value) IS DISTINCT FROM
        (NEW.rank, NEW.vendor_id, NEW.left_out, NEW.offering_revision_id, NEW.plan_code, NEW.total_value)) THEN
    RAISE EXCEPTION 'the line of an order that was sent cannot be changed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
"""


class CascadeOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency and the office read the whole line; a vendor reads its own offer, from its first second on."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(order__agency_id__in=own) | Q(vendor_id__in=own, opens_at__lte=Now()))

    def with_order(self):
        return self.select_related("order__agency", "vendor", "offering", "offering_revision", "answered_by")

    def asked(self):
        """Those with an offer; the others are passed over, for the reason on record."""
        return self.filter(offering__isnull=False)

    def open_at(self, at):
        """Whose turn it is at that moment: a comparison of times, whether or not a job has run."""
        waiting = self.filter(answer="", order__status=Order.Status.APPROVED)
        return waiting.filter(opens_at__lte=at, expires_at__gt=at)

    def run_out(self, at):
        """Those whose time passed without an answer, which nobody has recorded yet."""
        return self.filter(answer="", order__status=Order.Status.APPROVED, expires_at__lte=at)


class CascadeOffer(models.Model):
    """What an order by rank offers to one vendor. The times of the whole line are set when the agency approves."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired", "Not answered in time"

    order = models.ForeignKey(Order, models.CASCADE, related_name="line")
    rank = models.PositiveSmallIntegerField()
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    left_out = models.CharField(max_length=300, blank=True, help_text="Why this vendor is passed over.")
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, null=True, related_name="+")
    offering_revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")
    offering_name = models.CharField(max_length=200, blank=True)
    plan_code = models.UUIDField(null=True)
    plan_name = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    total_value = AmountField(null=True)
    opens_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False, help_text="The first moment that is too late.")
    answer = models.CharField(max_length=8, choices=Answer, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    reason = models.TextField(blank=True, max_length=2000, editable=False, help_text="Of a decline.")

    objects = CascadeOfferQuerySet.as_manager()

    class Meta:
        ordering = ["order_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["order", "rank"], name="one_offer_per_rank"),
            models.UniqueConstraint(fields=["order", "vendor"], name="one_offer_per_vendor"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(answer="accepted"), name="one_vendor_accepts_an_order_by_rank"
            ),
            models.CheckConstraint(
                condition=Q(left_out="", offering__isnull=False, plan_code__isnull=False, total_value__isnull=False)
                | Q(offering__isnull=True, opens_at__isnull=True) & ~Q(left_out=""),
                name="place_in_line_has_an_offer_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, expires_at__isnull=True) | Q(expires_at__gt=F("opens_at")),
                name="offer_by_rank_is_open_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, opens_at__isnull=False),
                name="answer_in_line_has_its_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="line_stands_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=LINE_STANDS,
            ),
            pgtrigger.Protect(
                name="answer_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.answer <> ''"),
            ),
        ]

    def __str__(self):
        return f"{self.order.reference}, rank {self.rank}: {self.vendor}"

    def get_absolute_url(self):
        return reverse("order_offer", args=[self.order.reference, self.rank])

    @property
    def counted(self) -> str:
        """240 users, in the unit of this vendor's plan."""
        return counted(self.order.quantity, self.unit)

    def is_open(self, *, at: datetime.datetime) -> bool:
        """Whether it is this vendor's turn at that moment."""
        waiting = self.order.status == Order.Status.APPROVED and not self.answer and self.opens_at is not None
        return waiting and self.opens_at <= at < self.expires_at

    def state_at(self, at: datetime.datetime) -> str:
        """Where it stands, in words for the table of the line."""
        if self.offering_id is None:
            return "Passed over"
        if self.answer:
            return self.get_answer_display()
        if self.is_open(at=at):
            return "Its turn now"
        if self.order.status == Order.Status.APPROVED and self.expires_at is not None and self.expires_at <= at:
            return self.Answer.EXPIRED.label
        if self.order.status == Order.Status.CANCELLED and self.opens_at is not None:
            return "Taken back"
        return "Not asked"
