"""What a missed service level costs the one who promised it, by the table of delivery modes."""

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation

from .results import PeriodResult


class ServiceCreditQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(result__term__contract__in=Contract.objects.visible_to(user))

    def standing(self):
        """Credits of the latest revisions."""
        return self.exclude(status=ServiceCredit.Status.SUPERSEDED)

    def owed(self, *, at):
        """Granted already, or of a result that is final, whether or not any job has looked at it since."""
        final = PeriodResult.objects.final(at=at)
        return self.filter(
            Q(status=ServiceCredit.Status.GRANTED) | Q(status=ServiceCredit.Status.PROPOSED, result__in=final)
        )


class ServiceCredit(models.Model):
    """What one organisation owes another for one result. Its amount never changes; a later revision brings its own."""

    class Kind(models.TextChoices):
        CREDIT = "credit", "Credit to the agency"
        CLAIM = "claim", "The broker office's claim on the vendor"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Computed, open to dispute"
        GRANTED = "granted"
        SUPERSEDED = "superseded", "Replaced by a later result"

    TRANSITIONS = {Status.PROPOSED: {Status.GRANTED, Status.SUPERSEDED}, Status.GRANTED: {Status.SUPERSEDED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    result = models.ForeignKey(PeriodResult, models.PROTECT, related_name="service_credits")
    kind = models.CharField(max_length=6, choices=Kind)
    debtor = models.ForeignKey(Organisation, models.PROTECT, related_name="credits_owed")
    creditor = models.ForeignKey(Organisation, models.PROTECT, related_name="credits_due")
    amount = AmountField()
    currency = CurrencyField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED, editable=False)
    computed_at = models.DateTimeField(editable=False)
    granted_at = models.DateTimeField(null=True, editable=False)

    objects = ServiceCreditQuerySet.as_manager()

    class Meta:
        ordering = ["result_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["result", "kind"], name="one_credit_of_a_kind_per_result"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_is_worth_something"),
            models.CheckConstraint(condition=~Q(debtor=F("creditor")), name="nobody_owes_themselves_a_credit"),
            models.CheckConstraint(
                condition=~Q(status="granted") | Q(granted_at__isnull=False), name="granted_credit_says_when"
            ),
        ]

    def __str__(self):
        return self.reference
