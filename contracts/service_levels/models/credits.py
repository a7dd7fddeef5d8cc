"""What a missed service level costs the one who promised it, by the table of delivery modes."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation

from .results import PeriodResult

# From this amount on one person releases a credit and another one grants it.
FOUR_EYES_FROM = Decimal("5000.00")


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

    def granted_by_itself(self, *, at):
        """Final ones that nobody has to look at: credits below the limit. Claims are filed by a person."""
        small = Q(kind=ServiceCredit.Kind.CREDIT, amount__lt=FOUR_EYES_FROM)
        return self.owed(at=at).filter(small, status=ServiceCredit.Status.PROPOSED)


class ServiceCredit(models.Model):
    """What one organisation owes another for one result. Its amount never changes; a later revision brings its own."""

    class Kind(models.TextChoices):
        CREDIT = "credit", "Credit to the agency"
        CLAIM = "claim", "The broker office's claim on the vendor"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Computed, open to dispute"
        GRANTED = "granted"
        SUPERSEDED = "superseded", "Replaced by a later result"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted in full"
        PARTLY = "partly", "Accepted in part"
        REFUSED = "refused"

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
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True, editable=False)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    claim_due_at = models.DateTimeField(null=True, editable=False, help_text="Until then a claim can be filed.")
    filed_at = models.DateTimeField(null=True, editable=False)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True, editable=False)
    accepted_amount = AmountField(null=True, editable=False, help_text="Of a claim: what its vendor accepts.")
    answer_reason = models.CharField(max_length=500, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ServiceCreditQuerySet.as_manager()

    class Meta:
        ordering = ["result_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "kind"],
                condition=~Q(status="superseded"),
                name="one_standing_credit_of_a_kind_per_result",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | Q(released_by__isnull=True) | ~Q(granted_by=F("released_by")),
                name="whoever_released_a_credit_does_not_grant_it",
            ),
            models.CheckConstraint(
                condition=~Q(status="granted", kind="credit", amount__gte=FOUR_EYES_FROM)
                | Q(released_by__isnull=False, granted_by__isnull=False),
                name="large_credit_has_two_people",
            ),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=True, filed_by__isnull=True)
                | Q(kind="claim", filed_at__lt=F("claim_due_at"), filed_by__isnull=False),
                name="claim_is_filed_by_a_person_in_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", accepted_amount__isnull=True, answered_at__isnull=True, answered_by__isnull=True)
                | Q(filed_at__isnull=False, answered_at__gte=F("filed_at"), answered_by__isnull=False)
                & (
                    Q(answer="accepted", accepted_amount=F("amount"))
                    | Q(answer="partly", accepted_amount__gt=0, accepted_amount__lt=F("amount"))
                    | Q(answer="refused", accepted_amount=0)
                ),
                name="a_filed_claim_is_answered_whole",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_is_worth_something"),
            models.CheckConstraint(condition=~Q(debtor=F("creditor")), name="nobody_owes_themselves_a_credit"),
            models.CheckConstraint(
                condition=~Q(status="granted") | Q(granted_at__isnull=False), name="granted_credit_says_when"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/credits/{self.reference}/"

    @property
    def needs_two(self) -> bool:
        """Whether one person releases it and another one grants it."""
        return self.kind == self.Kind.CREDIT and self.amount >= FOUR_EYES_FROM
