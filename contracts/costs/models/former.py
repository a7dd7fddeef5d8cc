"""What an agency paid itself before the service was shared: declared by it, set beside the rate like for like."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .rate_card import Pool

OWN = [Pool.STAFF, Pool.HARDWARE, Pool.SOFTWARE, Pool.FACILITIES, Pool.POWER, Pool.SECURITY, Pool.NETWORK]


class FormerCostQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))


class FormerCost(models.Model):
    """A year's own cost for so many units, by pool. The newest of an agency and plan counts; none is changed."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="former_costs")
    plan_code = models.UUIDField(db_index=True)
    units = models.PositiveIntegerField(help_text="How many units it ran itself.")
    currency = CurrencyField()
    staff = AmountField(default=0)
    hardware = AmountField(default=0)
    software = AmountField("software and licences", default=0)
    facilities = AmountField(default=0)
    power = AmountField("power and cooling", default=0)
    security = AmountField(default=0)
    network = AmountField(default=0)
    note = models.CharField(max_length=500, blank=True, help_text="Of which year, and what is not in it.")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    objects = FormerCostQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(units__gt=0), name="former_cost_is_of_some_units")]
        triggers = append_only()

    def __str__(self):
        return f"{self.agency_id} before {self.plan_code}"

    def of(self, pool: str) -> Decimal:
        """A year's amount; nothing for a pool that only a shared service has."""
        return getattr(self, pool) if pool in OWN else Decimal("0.00")

    @property
    def total(self) -> Decimal:
        return sum((self.of(pool) for pool in OWN), Decimal("0.00"))
