"""Contracts: who agreed what with whom until when. What is signed cannot be changed."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q, Value
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from catalog.taxonomy.models import DeliveryMode
from marketplace.money import AmountField, CurrencyField, round_cents
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from ..durations import months_between
from ..parties import Party


def local_day_has_come(day: str, zone: str, at: datetime.datetime) -> Q:
    """Whether the day in column `day` has begun at `at` in the zone that column `zone` names."""
    local = Func(F(zone), Value(at), function="timezone", output_field=models.DateTimeField())
    return Q(LessThanOrEqual(F(day), Cast(local, models.DateField())))


def still_there_on(day: datetime.date) -> Q:
    """No notice has brought it to its end by that day, in its own zone."""
    local = Func(F("time_zone"), F("ended_at"), function="timezone", output_field=models.DateTimeField())
    return Q(ended_at__isnull=True) | Q(GreaterThan(Cast(local, models.DateField()), Value(day)))


class ContractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both parties and the broker office; the public register has its own, smaller view."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(agency_id__in=own) | Q(vendor_id__in=own) | Q(broker_id__in=own))

    def with_parties(self):
        return self.select_related("agency", "vendor", "broker", "offering")

    def signed(self):
        return self.filter(signed_at__isnull=False)

    def running(self, *, on):
        """In force on that day, whether or not any job has looked at it since."""
        return self.filter(still_there_on(on), status=Contract.Status.ACTIVE, starts_on__lte=on, ends_on__gt=on)

    def due_to_end(self, *, at):
        """Contracts whose last day has passed but is not recorded."""
        simply = Q(renews_for_months__isnull=True) | Q(renewal_refused_at__isnull=False) | Q(ended_at__isnull=False)
        simply |= Q(status=Contract.Status.SUSPENDED)
        return self.filter(simply, local_day_has_come("ends_on", "time_zone", at), status__in=Contract.IN_FORCE)

    def due_to_terminate(self, *, at):
        """Contracts that notice has brought to their end, where that is not recorded."""
        return self.filter(ended_at__lte=at, status__in=Contract.IN_FORCE)

    def renewing(self):
        """In force, and going to renew themselves unless somebody refuses in time."""
        return self.filter(
            status=Contract.Status.ACTIVE,
            renews_for_months__isnull=False,
            renewal_refused_at__isnull=True,
            ended_at__isnull=True,
        )

    def due_to_renew(self, *, at):
        """Contracts whose last day to refuse has passed without a refusal that is recorded."""
        first_day_after = F("ends_on") - F("refuse_days") + Value(1)
        rows = self.renewing().annotate(renews_on=ExpressionWrapper(first_day_after, output_field=models.DateField()))
        return rows.filter(local_day_has_come("renews_on", "time_zone", at))

    def expiring(self, *, on, within_days=90):
        return self.running(on=on).filter(ends_on__lte=on + datetime.timedelta(days=within_days))


SIGNED_CONTENT_STANDS = """
IF OLD.signed_at IS NULL THEN
    IF (to_jsonb(OLD) - ARRAY['status', 'signed_by_agency_at', 'signed_by_vendor_at', 'signed_at'])
       IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['status', 'signed_by_agency_at', 'signed_by_vendor_at', 'signed_at'])
       AND EXISTS (SELECT 1 FROM contracts_signature WHERE contract_id = OLD.id) THEN
        RAISE EXCEPTION 'what one side has signed cannot be changed; withdraw the contract';
    END IF;
    IF NEW.signed_at IS NOT NULL
       AND (SELECT count(DISTINCT side) FROM contracts_signature WHERE contract_id = OLD.id) < 2 THEN
        RAISE EXCEPTION 'a contract comes into force with the signatures of both sides';
    END IF;
    IF NEW.signed_at IS NOT NULL AND NEW.delivery_mode IN ('managed', 'hybrid') AND NEW.vendor_id <> NEW.broker_id
       AND NOT EXISTS (SELECT 1 FROM contracts_signature WHERE contract_id = OLD.id AND side = 'broker')
       AND NOT EXISTS (SELECT 1 FROM contracts_consent AS consent
           JOIN contracts_contractversion AS version ON version.id = consent.version_id
           WHERE version.contract_id = OLD.id) THEN
        RAISE EXCEPTION 'where the office stands between, a contract is in force with its signature or consent';
    END IF;
    RETURN NEW;
END IF;
IF (to_jsonb(OLD) - ARRAY['status', 'value', 'ends_on', 'vendor_id', 'ended_at', 'renewal_refused_at', 'suspended_at'])
   IS DISTINCT FROM
   (to_jsonb(NEW) - ARRAY['status', 'value', 'ends_on', 'vendor_id', 'ended_at', 'renewal_refused_at', 'suspended_at'])
THEN
    RAISE EXCEPTION 'a signed contract cannot be changed; amend it';
END IF;
IF (OLD.value, OLD.ends_on, OLD.vendor_id) IS DISTINCT FROM (NEW.value, NEW.ends_on, NEW.vendor_id) AND NOT EXISTS (
    SELECT 1 FROM contracts_amendment WHERE contract_id = NEW.id
    AND number = (SELECT max(number) FROM contracts_amendment WHERE contract_id = NEW.id)
    AND (value_before, value_after) = (OLD.value, NEW.value)
    AND (ends_on_before, ends_on_after) = (OLD.ends_on, NEW.ends_on)
    AND (coalesce(vendor_before_id, OLD.vendor_id), coalesce(vendor_after_id, OLD.vendor_id))
        = (OLD.vendor_id, NEW.vendor_id)
) THEN
    RAISE EXCEPTION 'value, end and vendor of a signed contract change by an amendment only';
END IF;
RETURN NEW;
"""


class Contract(models.Model):
    """An agreement on a service between an agency and those who provide it. Orders hang under it."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        SIGNING = "signing", "Being signed"
        WITHDRAWN = "withdrawn", "Not concluded"
        ACTIVE = "active"
        SUSPENDED = "suspended"
        ENDED = "ended"
        TERMINATED = "terminated"

    TRANSITIONS = {
        Status.DRAFT: {Status.SIGNING},
        Status.SIGNING: {Status.ACTIVE, Status.WITHDRAWN},
        Status.ACTIVE: {Status.SUSPENDED, Status.ENDED, Status.TERMINATED},
        Status.SUSPENDED: {Status.ACTIVE, Status.ENDED, Status.TERMINATED},
    }
    IN_FORCE = (Status.ACTIVE, Status.SUSPENDED)

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
    change_limit_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=25, validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="How much of the value signed and ordered all amendments together may change.",
    )  # fmt: skip
    renews_for_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Renews itself for so long, unless somebody refuses in time."
    )
    refuse_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many days before its end the last day to refuse a renewal lies."
    )
    renewal_refused_at = models.DateTimeField(null=True, editable=False)
    notice_days = models.PositiveSmallIntegerField(
        default=30, help_text="How many days lie between a notice and the end that it brings."
    )
    cure_days = models.PositiveSmallIntegerField(
        default=30, help_text="How many days who provides has to put a breach right."
    )
    drawn_up_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", editable=False,
        help_text="Nobody where an order concluded it.",
    )  # fmt: skip
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    created_at = models.DateTimeField()
    signed_by_agency_at = models.DateTimeField(null=True, editable=False)
    signed_by_vendor_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when it is over, or from when on where notice has been given."
    )
    suspended_at = models.DateTimeField(null=True, editable=False, help_text="When it was suspended the last time.")

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="contract_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(delivery_mode="brokered") | Q(broker__isnull=False), name="unbrokered_contract_has_broker"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "signing", "withdrawn"], signed_at__isnull=True)
                | Q(signed_at__isnull=False),
                name="contract_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(renews_for_months__isnull=True, refuse_days__isnull=True)
                | Q(renews_for_months__gt=0, refuse_days__gt=0),
                name="a_renewal_by_itself_can_be_refused",
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
    def renewal_cost(self) -> Decimal:
        """What a renewal by itself adds to the value: its months at the contract's price a month, to the cent."""
        if not self.renews_for_months:
            return Decimal(0)
        return round_cents(self.value / months_between(self.starts_on, self.ends_on) * self.renews_for_months)

    @property
    def refuse_by(self) -> datetime.date | None:
        """The last day on which its renewal by itself can be refused; None where it simply ends."""
        if self.renews_for_months is None or self.renewal_refused_at or self.ended_at:
            return None
        if self.status == self.Status.SUSPENDED:
            return None
        return self.ends_on - datetime.timedelta(days=self.refuse_days)

    @property
    def is_in_force(self) -> bool:
        """Signed and neither ended nor terminated; suspended too."""
        return self.status in self.IN_FORCE

    def is_over(self, *, at: datetime.datetime) -> bool:
        """Whether a notice has brought it to its end by that moment, recorded or not."""
        return self.ended_at is not None and self.ended_at <= at

    @property
    def end_day(self) -> datetime.date:
        """The first day that is no longer covered, as it stands now: what a notice ends early ends then."""
        if self.ended_at is None:
            return self.ends_on
        return min(self.ends_on, self.ended_at.astimezone(ZoneInfo(self.time_zone)).date())

    @property
    def is_being_signed(self) -> bool:
        return self.status == self.Status.SIGNING

    @property
    def last_day_on(self) -> datetime.date:
        return self.ends_on - datetime.timedelta(days=1)

    def organisation_of(self, party: Party | str) -> Organisation | None:
        """The organisation that stands for a party of the table in `parties.py`."""
        return getattr(self, party)
