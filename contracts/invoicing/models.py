"""Metered use: how much of what a plan meters was used in a month, as who provides it told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from contracts.orders.models import Order
from marketplace.audit.models import append_only


class MeteredUseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who see the order."""
        return self.filter(order__in=Order.objects.visible_to(user))

    def standing(self):
        """The newest report of each order, month and charge."""
        same = ("order_id", "month", "charge")
        return self.order_by(*same, "-told_at", "-pk").distinct(*same)


class MeteredUse(models.Model):
    """One report. The newest of a month counts until it is billed; after that none can be told."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="metered_uses")
    month = models.DateField(help_text="The first day of the month of use.")
    charge = models.CharField(max_length=60, help_text="The key of the plan’s usage charge.")
    used = models.PositiveBigIntegerField(help_text="In the charge’s unit, with what the month includes.")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = MeteredUseQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "charge", "-told_at"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="use_is_told_by_month"),
            models.CheckConstraint(condition=~Q(charge=""), name="use_names_its_charge"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.order.reference}, {self.month:%B %Y}: {self.charge}"

    @property
    def cause(self) -> str:
        """Under which it is billed, once."""
        return f"use:{self.order_id}:{self.month:%Y-%m}:{self.charge}"
