"""A contract is ended before its last day: for a coded cause, on a day, decided by two people."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.accounts.models import User

from .cure import CureNotice


class Cause(models.TextChoices):
    CONVENIENCE = "convenience", "For convenience, with notice"
    BREACH = "breach", "A breach that was not put right in time"
    INSOLVENCY = "insolvency", "Who provides is insolvent, or gave up its business"
    FUNDING = "funding", "Its money was not granted again"
    AGREEMENT = "agreement", "Both sides agree to end it"


# What the contract's days of notice apply to; for all others the end may come with the next midnight.
WITH_NOTICE = (Cause.CONVENIENCE, Cause.FUNDING)


class TerminationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside; the public reads on the contract's page what is in force."""
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def waiting(self):
        return self.filter(status__in=[Termination.Status.PROPOSED, Termination.Status.APPROVED])


class Termination(models.Model):
    """Proposed by the office, approved by the agency; by agreement, who provides says yes as well."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waiting for approval"
        APPROVED = "approved", "Waiting for the other side"
        IN_FORCE = "in_force", "Notice given"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.PROPOSED: {Status.APPROVED, Status.IN_FORCE, Status.REFUSED, Status.WITHDRAWN},
        Status.APPROVED: {Status.IN_FORCE, Status.REFUSED, Status.WITHDRAWN},
        Status.IN_FORCE: {Status.WITHDRAWN},
    }

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="terminations")
    cause = models.CharField(max_length=11, choices=Cause)
    reason = models.CharField(max_length=1000)
    effective_on = models.DateField(help_text="The first day that is no longer covered.")
    effective_at = models.DateTimeField(help_text="The midnight with which that day begins where the contract applies.")
    cure_notice = models.ForeignKey(CureNotice, models.PROTECT, null=True, related_name="terminations")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True, help_text="When the notice was given: with the last decision.")
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=500, blank=True, help_text="Why it was refused or withdrawn.")

    objects = TerminationQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(status__in=["proposed", "approved", "in_force"]),
                name="one_termination_of_a_contract",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="termination_says_why"),
            models.CheckConstraint(
                condition=~Q(cause="breach") | Q(cure_notice__isnull=False), name="breach_had_a_notice_to_cure"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "refused", "withdrawn"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="termination_past_approval_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_their_own_termination",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | Q(given_at__isnull=False) & (~Q(cause="agreement") | Q(agreed_by__isnull=False)),
                name="notice_is_given_with_the_last_decision",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="terminations_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="terminations_stand",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status IN ('refused', 'withdrawn') OR (to_jsonb(OLD) - ARRAY['status', 'approved_by_id', "
                    "'approved_at', 'agreed_by_id', 'given_at', 'closed_at', 'closed_because']) IS DISTINCT FROM "
                    "(to_jsonb(NEW) - ARRAY['status', 'approved_by_id', 'approved_at', 'agreed_by_id', 'given_at', "
                    "'closed_at', 'closed_because']) OR (OLD.given_at IS NOT NULL AND (OLD.given_at, "
                    "OLD.approved_by_id, OLD.agreed_by_id) IS DISTINCT FROM (NEW.given_at, NEW.approved_by_id, "
                    "NEW.agreed_by_id))"
                ),
            ),
        ]

    def __str__(self):
        return f"termination of {self.contract.reference}"

    def get_absolute_url(self):
        return f"/terminations/{self.pk}/"

    @property
    def last_day_on(self) -> datetime.date:
        return self.effective_on - datetime.timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Waiting for somebody's decision."""
        return self.status in (self.Status.PROPOSED, self.Status.APPROVED)
