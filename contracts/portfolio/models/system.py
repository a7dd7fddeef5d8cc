"""Systems: what an agency runs or uses, what it costs, how it came and how it goes."""

import datetime
from decimal import Decimal
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.taxonomy.models import Topic
from contracts.agreements.models import Contract
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

OLD_YEARS = 7  # a system is old once it is in use for longer


class Delivery(models.TextChoices):
    """Who runs it, and how it is had."""

    SAAS = "saas", "Software as a service"
    PAAS = "paas", "Platform as a service"
    IAAS = "iaas", "Infrastructure as a service"
    STATE = "state", "State service: run by a house of the state"
    OWN = "own", "Owned: run by the agency itself"


AS_A_SERVICE = (Delivery.SAAS, Delivery.PAAS, Delivery.IAAS)
INTERNAL = (Delivery.STATE, Delivery.OWN)


class Funding(models.TextChoices):
    """Where the money comes from."""

    GENERAL = "general", "General fund"
    GRANT = "grant", "Federal grant"
    FEES = "fees", "Fees"
    BONDS = "bonds", "Bonds"
    MIXED = "mixed", "Several sources"


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day of the calendar so many years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class SystemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's own people and the broker office; what is offered to others, everybody of an agency."""
        if reads_all(user):
            return self
        of_agency = any(held.kind == "agency" for held in getattr(user, "standing", ()))
        own = Q(agency_id__in=own_organisations(user))
        return self.filter(own | Q(offered=True)) if of_agency else self.filter(own)

    def counted_for(self, user):
        """What somebody's figures are made of: the whole state for who reads everything, else their own agencies."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def in_use(self, *, on):
        """Live on that day and not switched off. One without a first day was always there."""
        began = Q(live_on__isnull=True) | Q(live_on__lte=on)
        return self.filter(began, Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def older_than(self, *, years, on):
        """In use for longer than so many years on that day. Those without a first day are not among them."""
        return self.in_use(on=on).filter(live_on__lt=years_before(on, years))

    def retiring(self):
        """With a day on which they are to be switched off."""
        return self.filter(retire_on__isnull=False)

    def with_names(self):
        """With all that a line of a list says. Two statements."""
        names = ("agency", "supplier", "successor", "shares")
        return self.select_related(*names).prefetch_related("capabilities")


class System(models.Model):
    """One system or service that an agency has in use, had, or will have."""

    Delivery: TypeAlias = Delivery
    Funding: TypeAlias = Funding

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="systems")
    code = models.CharField(
        "your number",
        max_length=40,
        blank=True,
        help_text="The agency’s own; a spreadsheet finds it again by it.",
    )
    name = models.CharField(max_length=200)
    purpose = models.TextField(
        "what it does", max_length=2000, blank=True, help_text="For whom, and for what. Plain words."
    )
    capabilities = models.ManyToManyField(Topic, blank=True, related_name="systems")
    product = models.CharField(
        "product",
        max_length=120,
        blank=True,
        help_text="The product or platform that it is built on, if any.",
    )
    delivery = models.CharField("how it is had", max_length=5, choices=Delivery)
    supplier = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="supplied_systems")
    supplier_name = models.CharField(max_length=200, blank=True, help_text="Where the supplier is not in Stoa.")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="systems")
    live_on = models.DateField("in use since", null=True)
    ended_on = models.DateField("switched off on", null=True, help_text="The first day without it.")
    yearly_cost = AmountField("cost a year", null=True)
    currency = CurrencyField()
    users = models.PositiveIntegerField("people who use it", null=True)
    funding = models.CharField("paid from", max_length=8, choices=Funding, blank=True)
    funding_words = models.CharField(max_length=200, blank=True, help_text="Which grant, which fee.")
    offered = models.BooleanField(
        "offered to others",
        default=False,
        help_text="Other agencies may use it or take it over.",
    )
    shares = models.ForeignKey("self", models.PROTECT, null=True, related_name="shared_by")
    retire_on = models.DateField("to be switched off on", null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    successor_words = models.CharField(
        max_length=200, blank=True, help_text="What takes its place, where that is not in the list yet."
    )
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    noted_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = SystemQuerySet.as_manager()

    class Meta:
        ordering = ["agency_id", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=~Q(code=""), name="one_system_per_number_of_an_agency"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="system_has_a_name"),
            models.CheckConstraint(
                condition=Q(supplier__isnull=True) | Q(supplier_name=""), name="system_has_one_supplier"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(live_on__isnull=True) | Q(ended_on__gt=F("live_on")),
                name="system_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(retire_on__isnull=True) | Q(live_on__isnull=True) | Q(retire_on__gt=F("live_on")),
                name="system_retires_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")), name="system_does_not_follow_itself"
            ),
            models.CheckConstraint(
                condition=Q(shares__isnull=True) | ~Q(shares=F("pk")), name="system_does_not_share_itself"
            ),
        ]
        indexes = [models.Index(fields=["agency", "live_on"], name="system_by_agency")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("system_page", args=[self.pk])

    @property
    def provided_by(self) -> str:
        """The supplier by name, from the register or as written; nothing where nobody said."""
        return self.supplier.name if self.supplier else self.supplier_name

    @property
    def takes_its_place(self) -> str:
        """The successor by name, or in words; nothing where there is none."""
        return str(self.successor) if self.successor else self.successor_words

    @property
    def is_as_a_service(self) -> bool:
        return self.delivery in AS_A_SERVICE

    def is_in_use(self, *, on: datetime.date) -> bool:
        began = self.live_on is None or self.live_on <= on
        return began and (self.ended_on is None or self.ended_on > on)

    def age(self, *, on: datetime.date) -> int | None:
        """Whole years in use on that day; None where nobody said since when."""
        if self.live_on is None or self.live_on > on:
            return None
        had_birthday = (on.month, on.day) >= (self.live_on.month, self.live_on.day)
        return on.year - self.live_on.year - (not had_birthday)

    @property
    def cost_per_user(self) -> Decimal | None:
        """A year's cost by the people who use it; None where one of the two is not known or nobody uses it."""
        if self.yearly_cost is None or not self.users:
            return None
        return (self.yearly_cost / self.users).quantize(Decimal("0.01"))
