"""Payments that agencies made outside Stoa: they count where spend is looked at as a whole."""

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.money import CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .sheet import PortfolioSheet


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency that paid, and the office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def standing(self):
        """Without those of a file that was taken back."""
        return self.filter(sheet__reversal__isnull=True)


class OutsidePayment(models.Model):
    """One line of what an agency paid to whom for what; below zero for what it got back."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="outside_payments")
    paid_on = models.DateField()
    supplier = models.CharField(max_length=200)
    category = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = CurrencyField()
    sheet = models.ForeignKey(PortfolioSheet, models.PROTECT, related_name="payments")
    place = models.PositiveIntegerField(help_text="Its row in the spreadsheet.")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "place"], name="a_row_is_one_payment"),
            models.CheckConstraint(condition=~Q(supplier=""), name="payment_says_to_whom"),
        ]
        indexes = [models.Index(fields=["agency", "paid_on"], name="payment_by_agency")]
        triggers = append_only()

    def __str__(self):
        return f"{self.supplier}, {self.paid_on}"
