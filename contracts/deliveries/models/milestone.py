"""Milestones: typed, due in working time, agreed by who delivers; and each delivery with what the agency said."""

import datetime

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Contract
from contracts.exits.models.standing import only_once
from marketplace.accounts.models import User
from marketplace.money import AmountField


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside."""
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def due_in(self, start: datetime.datetime, end: datetime.datetime):
        """Agreed ones whose time ran out in [start, end): what counts as delivered on time, or not."""
        return self.filter(status=Milestone.Status.AGREED, due_at__gte=start, due_at__lt=end)

    def overdue(self, *, at: datetime.datetime):
        """Agreed, past their time, and nothing stands as delivered."""
        return self.filter(status=Milestone.Status.AGREED, due_at__lte=at).exclude(
            deliveries__verdict__in=["", Delivery.Verdict.ACCEPTED, Delivery.Verdict.BY_SILENCE]
        )


class Milestone(models.Model):
    """One thing to deliver by a time. Its content stands once who provides has agreed to it."""

    class Kind(models.TextChoices):
        DELIVERY = "delivery", "Delivery"
        REPORTING = "reporting", "Report"
        ASSESSMENT = "assessment", "Review"
        APPROVAL = "approval", "Approval"
        FINANCING = "financing", "Payment"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waiting for who provides"
        AGREED = "agreed"
        DROPPED = "dropped"

    TRANSITIONS = {Status.PROPOSED: {Status.AGREED, Status.DROPPED}, Status.AGREED: {Status.DROPPED}}

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=150)
    criteria = models.CharField(max_length=1000, help_text="What is accepted, and how that is seen.")
    due_on = models.DateField(help_text="As both sides wrote it.")
    due_at = models.DateTimeField(help_text="The close of business of that day, or of the next working day.")
    accept_days = models.PositiveSmallIntegerField(
        null=True, help_text="Accepted by silence after so many working days; empty where silence says nothing."
    )
    amount = AmountField(null=True, help_text="Billed once, when it is accepted; empty where nothing is paid for it.")
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=500, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="milestones_are_numbered"),
            models.CheckConstraint(
                condition=Q(accept_days__isnull=True) | Q(accept_days__gt=0), name="silence_takes_a_day_at_least"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="paid_milestone_is_worth_something"
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="agreed_milestone_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(dropped_because=""), name="dropped_milestone_says_why"
            ),
        ]
        triggers = only_once("status", "agreed_by_id", "agreed_at", "dropped_because", name="milestones")

    def __str__(self):
        return f"{self.title}, {self.contract.reference}"

    def get_absolute_url(self):
        return f"/milestones/{self.pk}/"

    @property
    def latest(self) -> "Delivery | None":
        """The last delivery, prefetched or not."""
        return max(self.deliveries.all(), key=lambda each: each.number, default=None)

    def state(self, *, at: datetime.datetime) -> str:
        """How it stands at that moment: a comparison of times, whatever job has run."""
        if self.status != self.Status.AGREED:
            return self.status
        latest = self.latest
        verdict = latest.verdict_at(at) if latest else ""
        if latest and verdict != Delivery.Verdict.REJECTED:
            return "accepted" if verdict else "delivered"
        return "overdue" if at >= self.due_at else ("rejected" if latest else "agreed")

    def is_on_time(self) -> bool:
        """Whether what stands as delivered came in time; what was rejected never did."""
        latest = self.latest
        return bool(latest and latest.verdict != Delivery.Verdict.REJECTED and latest.delivered_at <= self.due_at)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(milestone__in=Milestone.objects.visible_to(user))

    def undecided(self, *, at: datetime.datetime):
        """Nobody said anything, and silence has not accepted it yet."""
        return self.filter(verdict="").exclude(accept_by__lte=at)

    def accepted_by_silence(self, *, at: datetime.datetime):
        """Accepted because the days for an answer have passed, where that is not recorded."""
        return self.filter(verdict="", accept_by__lte=at)


class Delivery(models.Model):
    """Who provides says that it is done, with documents; the agency accepts it, or rejects it with a reason."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        BY_SILENCE = "by_silence", "Accepted by silence"

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="deliveries")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=1000)
    delivered_at = models.DateTimeField()
    delivered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    accept_by = models.DateTimeField(null=True, help_text="The moment from which silence has accepted it.")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["milestone_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="deliveries_are_numbered"),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(verdict__in=["", "accepted", "by_silence"]),
                name="one_delivery_stands",
            ),  # fmt: skip
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | Q(verdict="by_silence", decided_at__isnull=False, accept_by__isnull=False)
                | Q(verdict="accepted", decided_at__isnull=False, decided_by__isnull=False)
                | Q(verdict="rejected", decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="decided_delivery_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("delivered_by")),
                name="nobody_accepts_their_own_delivery",
            ),
        ]
        triggers = only_once("verdict", "reason", "decided_at", "decided_by_id", name="deliveries")

    def __str__(self):
        return f"delivery {self.number} of {self.milestone}"

    def accepted_at(self, by: datetime.datetime) -> datetime.datetime | None:
        """When it was accepted, by word or by silence, before that moment; None where it was not."""
        verdict = self.verdict_at(by)
        when = self.decided_at if self.verdict == self.Verdict.ACCEPTED else self.accept_by
        return when if verdict and verdict != self.Verdict.REJECTED and when and when < by else None

    def verdict_at(self, at: datetime.datetime) -> str:
        """The verdict as it stands then, recorded or not."""
        return self.verdict or (self.Verdict.BY_SILENCE if self.accept_by and at >= self.accept_by else "")
