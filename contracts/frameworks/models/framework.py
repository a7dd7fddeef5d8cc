"""Framework agreements: lots, admitted vendors, ceilings, who may buy until when."""

import datetime
from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from catalog.offerings.pricing import LEVY_PERCENT
from catalog.taxonomy.models import Lot
from contracts.agreements.models import stands_once_signed
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all

from .standing import SIGNED, SIGNED_BY_LOT, WHAT, changed_by_amendment


class FrameworkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is signed; the broker office also what it prepares."""
        return self if reads_all(user) else self.signed()

    def signed(self):
        return self.filter(signed_at__isnull=False)

    def open_for_orders(self, *, on):
        """Signed, begun, not ended, and not past the last day on which an order may be placed."""
        return self.signed().filter(starts_on__lte=on, last_order_on__gte=on, ended_at__isnull=True)

    def with_terms(self):
        return self.select_related("prepared_by", "signed_by").prefetch_related(
            "lots__lot", "lots__vendors__vendor__name_changes", "lots__vendors__vendor__mergers__successor",
            "members__organisation", "amendments__values__lot__lot", "levies",
        )  # fmt: skip


class Framework(models.Model):
    """What the broker office agreed with several vendors for many buyers: orders are placed under its lots."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        SIGNED = "signed"
        ENDED = "ended", "Ended for new orders"

    TRANSITIONS = {Status.DRAFT: {Status.SIGNED}, Status.SIGNED: {Status.ENDED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2000, help_text="What may be bought under it.")
    currency = CurrencyField()
    ceiling = AmountField(help_text="Of all orders under all lots together.")
    starts_on = models.DateField()
    last_order_on = models.DateField(help_text="The last day on which an order may be placed.")
    ends_on = models.DateField(help_text="The first day on which no order placed under it runs any more.")
    levels = ArrayField(models.CharField(max_length=10, choices=Organisation.Level), default=list, blank=True)
    levy_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=LEVY_PERCENT, editable=False,
        help_text="What the broker office takes of each order, as signed; `levy_on` says what holds on a day.",
    )  # fmt: skip
    change_limit_percent = models.DecimalField(
        max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="How much of an amount signed all amendments together may change.",
    )  # fmt: skip
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    created_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    signed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    vendors_sign = models.BooleanField(
        default=False, editable=False,
        help_text="Said at the signature: each vendor signs its lot before anything is ordered from it there.",
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True, editable=False, help_text="From then on nothing more is ordered.")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = WHAT
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_order_on__gte=F("starts_on"), ends_on__gt=F("last_order_on")),
                name="framework_days_are_in_order",
            ),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="framework_has_a_ceiling"),
            models.CheckConstraint(
                condition=Q(status="draft", signed_at__isnull=True, signed_by__isnull=True)
                | Q(status__in=["signed", "ended"], signed_at__isnull=False, signed_by__isnull=False),
                name="signed_framework_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) | ~Q(status="ended") & Q(ended_at__isnull=True),
                name="ended_framework_says_when",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("prepared_by")),
                name="nobody_signs_the_framework_they_prepared",
            ),
        ]
        triggers = [
            changed_by_amendment(
                signed="OLD.signed_at IS NOT NULL",
                terms="'ceiling', 'last_order_on', 'ends_on'",
                beside="'version', 'status', 'ended_at'",
                framework="NEW.id",
                lot="NULL",
            ),
            pgtrigger.Protect(
                name="signed_stays", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__signed_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("framework_page", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def last_day_on(self) -> datetime.date:
        return self.ends_on - datetime.timedelta(days=1)

    def takes_orders(self, *, on: datetime.date) -> bool:
        """Whether an order may be placed on that day."""
        return self.status == self.Status.SIGNED and self.starts_on <= on <= self.last_order_on

    def levy_on(self, day: datetime.date) -> Decimal:
        """The percent that holds on that day; before anything is announced for it, that of the draft. One query unless
        `levies` are prefetched."""
        begun = [levy.percent for levy in self.levies.all() if levy.holds_from <= day]
        return begun[-1] if begun else self.levy_percent

    def may_be_used_by(self, agency: Organisation) -> bool:
        """Whether the agency's level of government may buy, or the agency is named. One query at most."""
        return agency.level in self.levels or any(member.organisation_id == agency.pk for member in self.members.all())


class FrameworkLot(models.Model):
    """A part of a framework agreement: a lot of the market, with a ceiling of its own."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="lots")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    ceiling = AmountField()

    class Meta:
        ordering = ["framework_id", "lot__sort_order"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "lot"], name="framework_has_a_lot_once"),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="framework_lot_has_a_ceiling"),
        ]
        triggers = [
            changed_by_amendment(
                signed=f"EXISTS ({SIGNED.format(row='OLD')})",
                terms="'ceiling'",
                framework="NEW.framework_id",
                lot="NEW.id",
            ),
            pgtrigger.Trigger(
                name="signed_lots_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=stands_once_signed(SIGNED, what=WHAT)[0].func,
            ),
        ]

    def __str__(self):
        return f"{self.lot} of {self.framework.reference}"


class LotVendorQuerySet(models.QuerySet):
    def bound(self):
        """Places from which may be ordered: their vendor signed the lot, in whichever version, or never had to."""
        signed = Q(lot__signatures__vendor=F("vendor"))
        return self.filter(
            Exists(self.model.objects.filter(signed, pk=OuterRef("pk"))) | Q(lot__framework__vendors_sign=False)
        )


class LotVendor(models.Model):
    """A vendor that is let into a lot of a framework agreement, with its rank: 1 is asked first."""

    lot = models.ForeignKey(FrameworkLot, models.CASCADE, related_name="vendors")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="framework_lots")
    rank = models.PositiveSmallIntegerField()

    objects = LotVendorQuerySet.as_manager()

    class Meta:
        ordering = ["lot_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "vendor"], name="framework_lot_names_a_vendor_once"),
            models.UniqueConstraint(fields=["lot", "rank"], name="framework_rank_is_held_once"),
        ]
        triggers = stands_once_signed(SIGNED_BY_LOT, what=WHAT)

    def __str__(self):
        return f"{self.vendor}, rank {self.rank}"


class FrameworkMember(models.Model):
    """A body that may buy although its level of government may not: a member of the cooperative, by name."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["framework_id", "organisation__sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "organisation"], name="framework_names_a_member_once")
        ]
        triggers = stands_once_signed(SIGNED, what=WHAT)

    def __str__(self):
        return str(self.organisation)
