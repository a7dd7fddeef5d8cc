"""A notice to cure: what is in breach, until when it can be put right, and what who provides answers."""

import datetime

from django.db import models
from django.db.models import Q

from contracts.agreements.models import Contract
from marketplace.accounts.models import User

from .standing import only_once


class CureNoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside; the public reads none."""
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def lapsed(self, *, at: datetime.datetime):
        """The time to cure has passed, and nobody found the breach put right."""
        return self.filter(status=CureNotice.Status.GIVEN, cure_by__lte=at)


class CureNotice(models.Model):
    """Given before a termination for breach. Its time runs out by itself; no job decides."""

    class Status(models.TextChoices):
        GIVEN = "given", "Waiting for a cure"
        CURED = "cured"

    TRANSITIONS = {Status.GIVEN: {Status.CURED}}

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="cure_notices")
    breach = models.TextField(max_length=2000)
    cure_by = models.DateTimeField(help_text="The moment from which the time to cure is over.")
    status = models.CharField(max_length=5, choices=Status, default=Status.GIVEN, editable=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=500, blank=True, help_text="Why the breach counts as put right.")

    objects = CureNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "notice to cure"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(breach=""), name="cure_notice_names_the_breach"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answer_to_a_cure_notice_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="given", closed_at__isnull=True)
                | Q(status="cured", closed_at__isnull=False, closed_by__isnull=False) & ~Q(finding=""),
                name="cured_notice_says_by_whom_and_why",
            ),
        ]
        triggers = only_once(
            "status", "answer", "answered_at", "answered_by_id", "closed_at", "closed_by_id", "finding",
            name="cure_notices",
        )  # fmt: skip

    def __str__(self):
        return f"notice to cure of {self.contract.reference}"

    def get_absolute_url(self):
        return f"/cure-notices/{self.pk}/"

    @property
    def cure_until(self) -> datetime.datetime:
        """The last minute, as people say it: 11:59 pm rather than midnight."""
        return self.cure_by - datetime.timedelta(minutes=1)

    def has_lapsed(self, *, at: datetime.datetime) -> bool:
        """Whether the time passed and the breach was not found put right."""
        return self.status == self.Status.GIVEN and at >= self.cure_by
