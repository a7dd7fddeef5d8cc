"""How a vendor kept its promises over twelve months: frozen, read by the vendor first, public once it could reply."""

import datetime
from dataclasses import dataclass

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

PARTS = ("attainment", "response", "satisfaction", "delivery", "credits", "disputes")


@dataclass(frozen=True)
class Weighing:
    """What each part counts, together 100, and the days in which a vendor can reply."""

    attainment: int = 40
    response: int = 20
    satisfaction: int = 20
    delivery: int = 10
    credits: int = 5
    disputes: int = 5
    reply_days: int = 10
    holds_from: datetime.date | None = None

    def of(self, part: str) -> int:
        return int(getattr(self, part))


SHIPPED = Weighing()


class ScoreWeights(models.Model):
    """The weights that hold from a day on, until the next ones. Never changed."""

    holds_from = models.DateField(unique=True)
    attainment = models.PositiveSmallIntegerField()
    response = models.PositiveSmallIntegerField()
    satisfaction = models.PositiveSmallIntegerField()
    delivery = models.PositiveSmallIntegerField()
    credits = models.PositiveSmallIntegerField()
    disputes = models.PositiveSmallIntegerField()
    reply_days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-holds_from"]
        verbose_name_plural = "score weights"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    attainment=100 - F("response") - F("satisfaction") - F("delivery") - F("credits") - F("disputes")
                ),
                name="weights_come_to_a_hundred",
            ),
            models.CheckConstraint(condition=Q(reply_days__range=(5, 60)), name="a_vendor_has_days_to_reply"),
            models.CheckConstraint(condition=~Q(reason=""), name="weights_say_why"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"weights from {self.holds_from:%Y-%m-%d}"

    @property
    def weighing(self) -> Weighing:
        return Weighing(*(getattr(self, part) for part in PARTS), self.reply_days, self.holds_from)


class ScorecardQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at__isnull=True)

    def public(self, *, at):
        """The days to reply have passed: a comparison of times, whether or not any job has run."""
        return self.standing().filter(reply_ends_at__lte=at)

    def visible_to(self, user, *, at):
        """Everybody reads what is public; its vendor and the broker office also what can still be replied to."""
        if reads_all(user):
            return self
        return self.filter(Q(withdrawn_at__isnull=True, reply_ends_at__lte=at) | Q(vendor__in=own_organisations(user)))


class Scorecard(models.Model):
    """One vendor's twelve months: each part with its weight, figure, number and sources, as they were that day."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="scorecards")
    first_month = models.DateField()
    last_month = models.DateField()
    score = models.DecimalField(max_digits=5, decimal_places=2, help_text="Of 100, over the parts that are measured.")
    parts = models.JSONField(help_text="Each part: weight, figure, how many it rests on, and its sources.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the parts.")
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reply_ends_at = models.DateTimeField(help_text="Until then the vendor can reply; from then on it is public.")
    reply = models.CharField(max_length=2000, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["-last_month", "vendor_id", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "last_month"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_scorecard_of_a_vendor_and_month",
            ),
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="a_score_is_of_a_hundred"),
            models.CheckConstraint(condition=Q(reply_ends_at__gt=F("drawn_up_at")), name="there_is_time_to_reply"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by__isnull=True)
                | Q(replied_at__lt=F("reply_ends_at"), replied_by__isnull=False) & ~Q(reply=""),
                name="a_reply_is_whole_and_in_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_reason="", withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__lt=F("reply_ends_at"), withdrawn_by__isnull=False) & ~Q(withdrawal_reason=""),
                name="only_what_is_not_public_is_withdrawn",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="scorecard_stays_as_drawn_up",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    exclude=[
                        "reply",
                        "replied_at",
                        "replied_by",
                        "withdrawn_at",
                        "withdrawn_by",
                        "withdrawal_reason",
                    ]
                ),
            ),
            pgtrigger.Protect(
                name="a_reply_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.replied_at IS NOT NULL AND (OLD.reply, OLD.replied_at) IS DISTINCT FROM "
                    "(NEW.reply, NEW.replied_at)"
                ),
            ),
            pgtrigger.Protect(name="scorecard_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/scorecards/{self.reference}/"

    def is_public(self, *, at: datetime.datetime) -> bool:
        return self.withdrawn_at is None and self.reply_ends_at <= at
