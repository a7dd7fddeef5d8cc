"""Promised service levels with their credit tiers: part of what is signed."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from marketplace.permissions import own_organisations

from ..objectives import ObjectiveFields, objective_constraints
from .contract import Contract

# From the first signature on nobody changes what the other side is going to sign.
BOUND = (
    "SELECT 1 FROM contracts_contract AS contract WHERE contract.id = {row}.contract_id AND (contract.signed_at IS NOT "
    "NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))"
)
BOUND_BY_TERM = (
    "SELECT 1 FROM contracts_servicelevelterm AS term JOIN contracts_contract AS contract "
    "ON contract.id = term.contract_id WHERE term.id = {row}.term_id AND (contract.signed_at IS NOT "
    "NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))"
)
PERCENT = {"max_digits": 7, "decimal_places": 4, "validators": [MinValueValidator(0), MaxValueValidator(100)]}


def stands_once_signed(signed: str, *, what: str = "contract") -> list[pgtrigger.Trigger]:
    """A trigger that refuses a change of a row once the query `signed` over {row} finds a signed contract."""
    checks = "".join(
        f"IF TG_OP <> '{without}' AND EXISTS ({signed.format(row=row)}) THEN "
        f"RAISE EXCEPTION 'the terms of a signed {what} cannot be changed'; END IF;\n"
        for row, without in (("OLD", "INSERT"), ("NEW", "DELETE"))
    )
    return [
        pgtrigger.Trigger(
            name="signed_terms_stand",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"{checks}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
        )
    ]


class ServiceLevelTermQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the contracts that somebody sees, and those that their organisation is the named monitor of."""
        own = own_organisations(user)
        return self.filter(Q(contract__in=Contract.objects.visible_to(user)) | Q(monitor_id__in=own))


class ServiceLevelTerm(ObjectiveFields):
    """One promised service level: its target and how attainment is counted. Its window is the calendar month."""

    class Convention(models.TextChoices):
        A = "A", "Agreed maintenance leaves both sides of the fraction"
        B = "B", "Agreed maintenance counts as time in service"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="service_level_terms")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    target = models.DecimalField(**PERCENT)
    convention = models.CharField(max_length=1, choices=Convention, default=Convention.A)
    minimum_outage_seconds = models.PositiveIntegerField(default=0)
    degraded_counts_as_down = models.BooleanField(default=False)
    coverage_required = models.DecimalField(default=95, **PERCENT)
    credit_cap_percent = models.DecimalField(default=100, **PERCENT)
    dispute_days = models.PositiveSmallIntegerField(default=10)
    maintenance_notice_days = models.PositiveSmallIntegerField(default=5)
    maintenance_hours = models.JSONField(
        default=list, blank=True, help_text='Seven lists, Monday first, in the contract\'s zone: [["22:00", "00:00"]].'
    )
    maintenance_cap_minutes = models.PositiveIntegerField(default=240)
    emergency_cap_minutes = models.PositiveIntegerField(
        default=0, help_text="Minutes a month of maintenance that could not wait for its notice; 0: none is agreed."
    )

    objects = ServiceLevelTermQuerySet.as_manager()

    class Meta:
        ordering = ["contract_id", "pk"]
        constraints = [
            *objective_constraints(),
            models.UniqueConstraint(fields=["contract", "code"], name="one_term_per_code"),
            models.CheckConstraint(
                condition=Q(target__gt=0, target__lte=100, coverage_required__lte=100, credit_cap_percent__lte=100),
                name="term_percentages_are_possible",
            ),
        ]
        triggers = stands_once_signed(BOUND)

    def __str__(self):
        return f"{self.title}, {self.target.normalize():f}%"

    @property
    def within(self) -> str:
        """The time in which answers and fixes are promised: "15 min" or "4 h"; nothing for time in service."""
        if self.within_minutes is None:
            return ""
        hours, minutes = divmod(self.within_minutes, 60)
        return f"{self.within_minutes} min" if minutes else f"{hours} h"


class CreditTier(models.Model):
    """What a month with attainment in [lower, upper) earns: a percentage of the month's recurring fees."""

    term = models.ForeignKey(ServiceLevelTerm, models.CASCADE, related_name="tiers")
    upper_exclusive = models.DecimalField(**PERCENT)
    lower_inclusive = models.DecimalField(**PERCENT)
    percent = models.DecimalField(**PERCENT)

    class Meta:
        ordering = ["term_id", "-upper_exclusive"]
        constraints = [
            models.UniqueConstraint(fields=["term", "upper_exclusive"], name="one_tier_per_edge"),
            models.CheckConstraint(condition=Q(upper_exclusive__gt=F("lower_inclusive")), name="tier_is_not_empty"),
        ]
        triggers = stands_once_signed(BOUND_BY_TERM)

    def __str__(self):
        return f"{self.percent.normalize():f}% below {self.upper_exclusive.normalize():f}%"
