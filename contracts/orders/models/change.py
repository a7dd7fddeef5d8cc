"""Changes of a running order: another quantity, or an earlier end. Asked for, approved, where raised also agreed."""

import datetime
from typing import TypeAlias

import pgtrigger
from django.db import models
from django.db.models import F, Q

from catalog.offerings.pricing import counted
from marketplace.money import AmountField

from .order import Order

CONTENT = (
    "order_id", "number", "kind", "quantity_before", "quantity_after", "holds_from", "ends_on_before", "ends_on_after",
    "monthly_before", "monthly_after", "total_before", "total_after", "how", "words", "requested_by_id", "requested_at",
)  # fmt: skip


class ChangeStatus(models.TextChoices):
    """Where a change stands."""

    REQUESTED = "requested", "Waiting for approval"
    APPROVED = "approved", "Waiting for the vendor"
    DONE = "done", "In force"
    REJECTED = "rejected"
    DECLINED = "declined", "Declined by the vendor"
    WITHDRAWN = "withdrawn", "Taken back"


class OrderChangeQuerySet(models.QuerySet):
    def open(self):
        """Not decided yet, or not answered."""
        return self.filter(status__in=[ChangeStatus.REQUESTED, ChangeStatus.APPROVED])

    def with_people(self):
        return self.select_related("requested_by", "decided_by", "answered_by")

    def seen_by_vendor(self):
        """What the agency approved."""
        return self.filter(status__in=[ChangeStatus.APPROVED, ChangeStatus.DONE, ChangeStatus.DECLINED])


class OrderChange(models.Model):
    """One change with every value before and after, as it was shown to whoever decided on it."""

    Status: TypeAlias = ChangeStatus

    class Kind(models.TextChoices):
        QUANTITY = "quantity", "Change of quantity"
        ENDING = "ending", "Earlier end"

    TRANSITIONS = {
        Status.REQUESTED: {Status.APPROVED, Status.DONE, Status.REJECTED, Status.WITHDRAWN},
        Status.APPROVED: {Status.DONE, Status.DECLINED, Status.WITHDRAWN},
    }

    order = models.ForeignKey(Order, models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    quantity_before = models.PositiveIntegerField()
    quantity_after = models.PositiveIntegerField()
    holds_from = models.DateField(help_text="The first day on which it counts; of an end the first day not covered.")
    ends_on_before = models.DateField()
    ends_on_after = models.DateField()
    monthly_before = AmountField()
    monthly_after = AmountField()
    total_before = AmountField()
    total_after = AmountField()
    how = models.CharField(max_length=300, help_text="The calculation of the difference, in words.")
    words = models.TextField(max_length=2000, help_text="Why.")
    status = models.CharField(max_length=9, choices=Status, default=Status.REQUESTED, editable=False)
    requested_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, editable=False, help_text="When the next answer is due.")
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(blank=True, max_length=2000, editable=False, help_text="Of a rejection or a decline.")

    objects = OrderChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change of an order"
        verbose_name_plural = "changes of orders"
        ordering = ["order_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_changes_are_numbered"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(status__in=["requested", "approved"]), name="one_open_change_per_order"
            ),
            models.CheckConstraint(
                condition=Q(kind="quantity", ends_on_before=F("ends_on_after"))
                & ~Q(quantity_before=F("quantity_after"))
                | Q(kind="ending", quantity_before=F("quantity_after"), ends_on_after__lt=F("ends_on_before")),
                name="order_change_changes_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "done", "declined"]) | Q(decided_by__isnull=False),
                name="order_change_past_approval_has_an_approver",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="nobody_approves_the_change_they_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(kind="quantity", status="done", quantity_after__gt=F("quantity_before"))
                | Q(answered_by__isnull=False),
                name="the_vendor_agrees_to_more",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="changes_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="asked_change_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status NOT IN ('requested', 'approved') OR "
                    f"({', '.join(f'OLD.{name}' for name in CONTENT)}) IS DISTINCT FROM "
                    f"({', '.join(f'NEW.{name}' for name in CONTENT)})"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.order.reference}, change {self.number}"

    @property
    def is_raised(self) -> bool:
        return self.quantity_after > self.quantity_before

    @property
    def is_open(self) -> bool:
        return self.status in {ChangeStatus.REQUESTED, ChangeStatus.APPROVED}

    @property
    def last_day_on(self) -> datetime.date:
        return self.ends_on_after - datetime.timedelta(days=1)

    @property
    def what(self) -> str:
        """240 users, then 300 users; or the last day before and after."""
        if self.kind == self.Kind.QUANTITY:
            unit = self.order.unit
            return f"{counted(self.quantity_before, unit)}, then {counted(self.quantity_after, unit)}"
        before = self.ends_on_before - datetime.timedelta(days=1)
        return f"Last day {before:%-d %b %Y}, then {self.last_day_on:%-d %b %Y}"
