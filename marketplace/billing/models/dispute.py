"""Lines that the payer does not accept: they wait for an answer, the others stay payable."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.money import AmountField
from marketplace.permissions import own_organisations, reads_all

from .line import InvoiceLine
from .standing import content_stands


class LineDisputeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides of the invoice and the broker office."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(line__invoice__issuer_id__in=own) | Q(line__invoice__payer_id__in=own))

    def open(self):
        return self.filter(status=LineDispute.Status.OPEN)


class LineDispute(models.Model):
    """What the payer holds back of one line, why, and what came of it."""

    class Status(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        UPHELD = "upheld", "Taken off"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {Status.OPEN: {Status.UPHELD, Status.REFUSED, Status.WITHDRAWN}}

    line = models.ForeignKey(InvoiceLine, models.PROTECT, related_name="disputes")
    amount = AmountField(help_text="How much of the line is held back.")
    reason = models.CharField(max_length=1000)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN, editable=False)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=1000, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = LineDisputeQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(status="open"), name="one_open_dispute_per_line"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="disputed_is_worth_something"),
            models.CheckConstraint(
                condition=Q(status="open", decided_at__isnull=True)
                | ~Q(status="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_dispute_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "withdrawn"]) | ~Q(decided_by=F("raised_by")),
                name="nobody_decides_the_dispute_they_raised",
            ),
        ]
        triggers = content_stands("status", "answer", "decided_at", "decided_by_id", what="a dispute of a line")

    def __str__(self):
        return f"{self.line.invoice.reference}, line {self.line.position}"
