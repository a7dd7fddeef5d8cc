"""Contracts, their amendments and the service-level terms they promise. What is signed cannot be changed."""

import datetime

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from catalog.taxonomy.models import DeliveryMode
from marketplace.audit.models import append_only
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .objectives import ObjectiveFields, objective_constraints
from .parties import Party

PERCENT = {"max_digits": 7, "decimal_places": 4, "validators": [MinValueValidator(0), MaxValueValidator(100)]}


def local_day_has_come(day: str, zone: str, at: datetime.datetime) -> Q:
    """Whether the day in column `day` has begun at `at` in the zone that column `zone` names."""
    local = Func(F(zone), Value(at), function="timezone", output_field=models.DateTimeField())
    return Q(LessThanOrEqual(F(day), Cast(local, models.DateField())))


class ContractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both parties and the broker office; the public register has its own, smaller view."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(agency_id__in=own) | Q(vendor_id__in=own) | Q(broker_id__in=own))

    def signed(self):
        return self.filter(signed_at__isnull=False)

    def running(self, *, on):
        """In force on that day, whether or not any job has looked at it since."""
        return self.filter(status=Contract.Status.ACTIVE, starts_on__lte=on, ends_on__gt=on)

    def due_to_end(self, *, at):
        """Contracts whose last day has passed but is not recorded."""
        return self.filter(local_day_has_come("ends_on", "time_zone", at), status=Contract.Status.ACTIVE)

    def expiring(self, *, on, within_days=90):
        return self.running(on=on).filter(ends_on__lte=on + datetime.timedelta(days=within_days))


SIGNED_CONTENT_STANDS = """
IF OLD.signed_at IS NULL THEN RETURN NEW; END IF;
IF (to_jsonb(OLD) - ARRAY['status', 'value', 'ends_on', 'ended_at'])
   IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['status', 'value', 'ends_on', 'ended_at']) THEN
    RAISE EXCEPTION 'a signed contract cannot be changed; amend it';
END IF;
IF (OLD.value, OLD.ends_on) IS DISTINCT FROM (NEW.value, NEW.ends_on) AND NOT EXISTS (
    SELECT 1 FROM contracts_amendment WHERE contract_id = NEW.id
    AND (value_before, value_after) = (OLD.value, NEW.value)
    AND (ends_on_before, ends_on_after) = (OLD.ends_on, NEW.ends_on)
) THEN
    RAISE EXCEPTION 'value and end of a signed contract change by an amendment only';
END IF;
RETURN NEW;
"""


class Contract(models.Model):
    """An agreement on a service between an agency and those who provide it. Orders hang under it."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        SIGNING = "signing", "Being signed"
        ACTIVE = "active"
        ENDED = "ended"
        TERMINATED = "terminated"

    TRANSITIONS = {
        Status.DRAFT: {Status.SIGNING},
        Status.SIGNING: {Status.ACTIVE},
        Status.ACTIVE: {Status.ENDED, Status.TERMINATED},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, db_index=True, editable=False)
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts_as_agency")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts_as_vendor")
    broker = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="contracts_as_broker")
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, null=True, blank=True, related_name="contracts")
    offering_revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="What the offering said when the contract was concluded.",
    )  # fmt: skip
    delivery_mode = models.CharField(max_length=8, choices=DeliveryMode)
    time_zone = models.CharField(max_length=64)
    currency = CurrencyField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The first day that is no longer covered.")
    value = AmountField()
    misses_combine = models.CharField(
        max_length=7, choices=[("sum", "Added up"), ("largest", "The largest alone")], default="sum",
        help_text="What several missed service levels of one month earn together.",
    )  # fmt: skip
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    created_at = models.DateTimeField()
    signed_by_agency_at = models.DateTimeField(null=True, editable=False)
    signed_by_vendor_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="contract_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(delivery_mode="brokered") | Q(broker__isnull=False), name="unbrokered_contract_has_broker"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "signing"], signed_at__isnull=True) | Q(signed_at__isnull=False),
                name="contract_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | Q(signed_by_agency_at__isnull=False, signed_by_vendor_at__isnull=False),
                name="contract_is_signed_by_both_sides",
            ),
        ]
        indexes = [models.Index(fields=["agency", "offering", "status"], name="contract_by_agency_offering")]
        triggers = [
            pgtrigger.Trigger(
                name="signed_content_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SIGNED_CONTENT_STANDS,
            ),
            pgtrigger.Protect(
                name="signed_stays", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__signed_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return f"/contracts/{self.reference}/"

    @property
    def last_day_on(self) -> datetime.date:
        return self.ends_on - datetime.timedelta(days=1)

    def organisation_of(self, party: Party) -> Organisation | None:
        """The organisation that stands for a party of the table in `parties.py`."""
        return getattr(self, party)


class Amendment(models.Model):
    """A change of a signed contract's value or end, with what stood there before. Never changed itself."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    rationale = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    value_before = AmountField()
    value_after = AmountField()
    ends_on_before = models.DateField()
    ends_on_after = models.DateField()

    class Meta:
        ordering = ["contract_id", "number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="amendments_are_numbered")]
        triggers = append_only()

    def __str__(self):
        return f"amendment {self.number} of {self.contract}"


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
        triggers = stands_once_signed(
            "SELECT 1 FROM contracts_contract WHERE id = {row}.contract_id AND signed_at IS NOT NULL"
        )

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
        triggers = stands_once_signed(
            "SELECT 1 FROM contracts_servicelevelterm AS term JOIN contracts_contract AS contract "
            "ON contract.id = term.contract_id WHERE term.id = {row}.term_id AND contract.signed_at IS NOT NULL"
        )

    def __str__(self):
        return f"{self.percent.normalize():f}% below {self.upper_exclusive.normalize():f}%"
