"""Budgets of an agency's fiscal years, and how many people really used what it pays for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models import Offering
from contracts.orders.models import Order
from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def standing(self):
        """The newest of each agency, year and program."""
        return self.order_by("agency_id", "fiscal_year", "program", "-set_at", "-pk").distinct(
            "agency_id", "fiscal_year", "program"
        )


class Budget(models.Model):
    """What an agency may spend in a fiscal year, in all or on one program. The newest counts; none is changed."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="budgets")
    fiscal_year = models.PositiveSmallIntegerField(help_text="Named by the year in which it ends.")
    program = models.CharField(max_length=120, blank=True, help_text="A source of funding; empty for all of them.")
    amount = AmountField()
    currency = CurrencyField()
    note = models.CharField(max_length=500, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "program", "-set_at"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="budget_is_worth_something")]
        triggers = append_only()

    def __str__(self):
        return f"{self.program or 'All programs'}, {self.fiscal_year}"


class SeatUseQuerySet(models.QuerySet):
    def standing(self):
        """The newest report of each order and month."""
        return self.order_by("order_id", "month", "-told_at", "-pk").distinct("order_id", "month")


class SeatUse(models.Model):
    """How many different people used what an order pays for, in one month. The newest report of a month counts."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="seat_uses")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="seat_uses")
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="seat_uses")
    month = models.DateField()
    active = models.PositiveIntegerField(help_text="Distinct people who used it in the month.")
    paid = models.PositiveIntegerField(help_text="Units that the order pays for in the month.")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = SeatUseQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-told_at"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="seats_are_told_by_month"),
            models.CheckConstraint(condition=Q(paid__gt=0), name="seats_are_paid_for"),
        ]
        indexes = [models.Index(fields=["offering", "month"], name="seats_by_service")]
        triggers = append_only()

    def __str__(self):
        return f"{self.order.reference}, {self.month:%B %Y}"

    @property
    def idle(self) -> int:
        return max(self.paid - self.active, 0)
