"""A complaint from the second it comes in to its end: every step with who and when, never decided by the involved."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class ComplaintStatus(models.TextChoices):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    INVESTIGATING = "investigating", "Being looked into"
    AWAITING = "awaiting_complainant", "Waits for your answer"
    PROPOSED = "remedy_proposed", "Remedy proposed"
    ACCEPTED = "accepted", "Remedy accepted"
    CONTESTED = "contested", "Remedy contested"
    ESCALATED = "escalated", "With the chief customer officer"
    FINAL = "final_decision", "Decided finally"
    CLOSED = "closed"


class ComplaintQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The complainant's organisation and the broker office, at every step."""
        return self if reads_all(user) else self.filter(organisation__in=own_organisations(user))

    def open(self):
        return self.exclude(status=ComplaintStatus.CLOSED)


class Complaint(models.Model):
    """What went wrong and what is asked for. About a service level, it carries what was measured that day."""

    Status: TypeAlias = ComplaintStatus
    TRANSITIONS = {
        Status.RECEIVED: {Status.ACKNOWLEDGED},
        Status.ACKNOWLEDGED: {Status.ASSESSED},
        Status.ASSESSED: {Status.INVESTIGATING},
        Status.INVESTIGATING: {Status.AWAITING, Status.PROPOSED},
        Status.AWAITING: {Status.INVESTIGATING},
        Status.PROPOSED: {Status.ACCEPTED, Status.CONTESTED},
        Status.ACCEPTED: {Status.CLOSED},
        Status.CONTESTED: {Status.ESCALATED},
        Status.ESCALATED: {Status.FINAL},
        Status.FINAL: {Status.CLOSED},
    }

    class Weight(models.TextChoices):
        LOW = "low"
        MIDDLE = "middle"
        HIGH = "high"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="complaints")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(editable=False)
    acknowledge_due_at = models.DateTimeField(editable=False)
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=4000)
    remedy_sought = models.CharField(max_length=1000)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="complaints")
    month = models.DateField(null=True)
    facts = models.JSONField(default=list, help_text="What was measured of that month, as it stood when it came in.")
    status = models.CharField(max_length=20, choices=ComplaintStatus, default=Status.RECEIVED, editable=False)
    severity = models.CharField(max_length=6, choices=Weight, blank=True)
    root_cause = models.CharField(max_length=2000, blank=True)
    remedy = models.CharField(max_length=2000, blank=True)
    decision = models.CharField(max_length=2000, blank=True, help_text="The final one, after an appeal.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    communicated_at = models.DateTimeField(null=True, help_text="When the complainant was told the outcome.")
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="closed")
                | Q(closed_at__isnull=False, communicated_at__isnull=False) & ~Q(root_cause="") & ~Q(remedy=""),
                name="closed_with_cause_remedy_and_word",
            ),
            models.CheckConstraint(
                condition=Q(status="received") | Q(acknowledged_at__isnull=False), name="past_receipt_is_acknowledged"
            ),
            models.CheckConstraint(
                condition=~Q(status="final_decision") | Q(decided_by__isnull=False) & ~Q(decision=""),
                name="a_final_decision_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("raised_by")), name="nobody_decides_their_own"
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(contract__isnull=False, month__day=1),
                name="a_month_is_a_contract_s",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="complaint_stays_as_raised",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "reference", "organisation", "raised_by", "raised_at", "acknowledge_due_at", "title", "words",
                    "remedy_sought", "contract", "month", "facts",
                ),
            ),
            pgtrigger.Protect(name="complaint_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]  # fmt: skip

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return f"/complaints/{self.reference}/"


class ComplaintStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(complaint__in=Complaint.objects.visible_to(user))


class ComplaintStep(models.Model):
    """One step that somebody took. Who took one for the office is involved, and does not decide an appeal."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    to = models.CharField(max_length=20, choices=ComplaintStatus)
    words = models.CharField(max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ComplaintStepQuerySet.as_manager()

    class Meta:
        ordering = ["complaint_id", "at", "pk"]
        triggers = append_only()

    def __str__(self):
        return f"{self.complaint}: {self.get_to_display()}"
