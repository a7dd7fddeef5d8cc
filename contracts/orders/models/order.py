"""Orders: a request is an order not yet approved. Changes happen in contracts/orders/actions/."""

import datetime
from decimal import Decimal
from typing import TypeAlias

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from catalog.offerings.models import Plan
from catalog.offerings.price_terms import usage_key
from catalog.offerings.pricing import LEVY_PERCENT, counted, unit_money
from contracts.agreements.models import Contract
from contracts.comparisons.models import Comparison
from contracts.frameworks.models import FrameworkLot
from contracts.policies.models import BuyingPolicy, Route
from marketplace.components.formats import money
from marketplace.money import AmountField, CurrencyField, UnitPriceField
from marketplace.organisations.models import Organisation

from .queryset import ACCEPTED_STATES, EDITABLE, SEEN_BY_VENDOR, OrderQuerySet, OrderStatus
from .standing import sent_content_stands

OWN_SERVICE = "own_service"
WAYS = [*Route.choices, (OWN_SERVICE, "The state’s own service")]
# The action counts under the order's lock; this is for whoever forgets it.
APPROVED_BY_ENOUGH = """
IF (SELECT count(*) FROM contracts_orderapproval WHERE order_id = NEW.id AND sent_at = NEW.submitted_at)
    < NEW.approvals_needed THEN
    RAISE EXCEPTION 'an order is approved by as many people as its policy asks for';
END IF;
IF EXISTS (SELECT 1 FROM contracts_jointshare WHERE order_id = NEW.id AND agency_id <> NEW.agency_id
    AND decision <> 'approved') THEN
    RAISE EXCEPTION 'a joint order is approved by each of its agencies';
END IF;
RETURN NEW;
"""


class AwardGrounds(models.TextChoices):
    """Why something is bought from one vendor without looking at others."""

    SMALL = "small", "The value is too small for anything longer"
    ONLY_ONE = "only_one", "Only this vendor can provide it"
    RIGHTS = "rights", "Rights that this vendor alone holds"
    URGENT = "urgent", "Urgent, for a cause that nobody could foresee"
    NO_OFFERS = "no_offers", "Others were asked and offered nothing that fits"
    ADDITIONAL = "additional", "More of what is in use, with which another would not work"
    TRIAL = "trial", "A trial that ends on a day set before"


class Order(models.Model):
    """What an agency wants from one plan of one offering, at the prices it saw, for a term."""

    Status: TypeAlias = OrderStatus

    class SimilarAnswer(models.TextChoices):
        JOIN = "join", "We ask to join"
        APART = "apart", "Not, because …"

    TRANSITIONS = {
        Status.DRAFT: {Status.SUBMITTED, Status.CANCELLED},
        Status.RETURNED: {Status.SUBMITTED, Status.CANCELLED},
        Status.SUBMITTED: {Status.APPROVED, Status.RETURNED, Status.REJECTED, Status.CANCELLED},
        Status.APPROVED: {Status.ACCEPTED, Status.DECLINED, Status.CANCELLED},
        Status.ACCEPTED: {Status.ACTIVE, Status.ENDED},
        Status.ACTIVE: {Status.ENDED},
    }
    EDITABLE, ACCEPTED_STATES, SEEN_BY_VENDOR = EDITABLE, ACCEPTED_STATES, SEEN_BY_VENDOR

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, db_index=True, editable=False)
    need_reference = models.CharField(max_length=16, blank=True, help_text="The need it answers, where there is one.")
    form_token = models.UUIDField(editable=False, help_text="A form sent twice makes one draft.")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="orders_as_agency")
    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="orders_as_vendor")
    requester = models.ForeignKey("accounts.User", models.PROTECT, related_name="requested_orders")
    submitted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    approved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="orders", editable=False)
    framework_lot = models.ForeignKey(
        FrameworkLot, models.PROTECT, null=True, related_name="orders", editable=False,
        help_text="Under which it was sent; without one it is on the office’s standard terms.",
    )  # fmt: skip

    # How it is bought, and what the policy of its day asked for.
    route = models.CharField(max_length=16, choices=WAYS, blank=True, help_text="Empty until it is chosen or sent.")
    comparison = models.ForeignKey(
        Comparison, models.PROTECT, null=True, related_name="orders", editable=False,
        help_text="The desktop comparison whose first place it orders.",
    )  # fmt: skip
    award_grounds = models.CharField(max_length=16, choices=AwardGrounds, blank=True, help_text="Of a direct award.")
    award_words = models.TextField(blank=True, max_length=1000, help_text="The reason that the public reads.")
    policy = models.ForeignKey(BuyingPolicy, models.PROTECT, null=True, related_name="+", editable=False)
    approvals_needed = models.PositiveSmallIntegerField(default=1, editable=False)
    approval_value = AmountField(
        null=True, editable=False, help_text="What its own approvers approve, pinned when sent; by rank the dearest."
    )
    decidable_at = models.DateTimeField(null=True, editable=False, help_text="Nobody approves it before.")
    split = models.JSONField(
        default=dict, editable=False, help_text="The purchases with which it passes its band, as they stood when sent."
    )

    # What is ordered, as the pinned revision had it.
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, related_name="orders")
    offering_revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    offering_name = models.CharField(max_length=200)
    delivery_mode = models.CharField(max_length=8)
    plan_code = models.UUIDField()
    plan_name = models.CharField(max_length=100)
    unit = models.CharField(max_length=60)
    unit_price = UnitPriceField(help_text="Of the price tier that the quantity reaches.")
    interval = models.CharField(max_length=5, choices=Plan.Interval)
    minimum_term_months = models.PositiveSmallIntegerField()
    included_quantity = models.PositiveIntegerField()
    setup_charge = AmountField(default=0)
    quantity = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField("term in months")
    wanted_from = models.DateField()

    # What it costs, line by line.
    currency = CurrencyField()
    price_lines = models.JSONField(default=list)
    usage = models.JSONField(default=list, help_text="What is metered, at which price, and what was expected a month.")
    one_off_value = AmountField(default=0)
    monthly_fee = AmountField(default=0, help_text="Recurring, without levy: the base of service credits.")
    levy_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=LEVY_PERCENT, editable=False,
        help_text="With which its price is reckoned: that of the agreement.",
    )  # fmt: skip
    total_value = AmountField(help_text="For the whole term, with one-off charges and levy: what is approved.")
    justification = models.TextField(blank=True, max_length=4000)

    # Who had the same or something like it when it was sent, and what the requester said to that.
    similar_agencies = models.PositiveIntegerField(default=0, editable=False)
    similar_uses = models.JSONField(default=list, editable=False)
    similar_answer = models.CharField(max_length=5, choices=SimilarAnswer, blank=True, editable=False)
    similar_words = models.TextField(blank=True, max_length=2000, editable=False, help_text="Whose, or why not.")

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    reason = models.TextField(blank=True, max_length=2000, help_text="Of the last return, rejection or decline.")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, editable=False)
    approval_due_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    acceptance_due_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    starts_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False, help_text="The first day that is no longer covered.")

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["requester", "form_token"], name="one_draft_per_form"),
            models.CheckConstraint(condition=Q(quantity__gt=0, months__gt=0), name="order_has_quantity_and_term"),
            models.CheckConstraint(
                condition=Q(one_off_value__gte=0, monthly_fee__gte=0, total_value__gte=F("one_off_value")),
                name="order_total_covers_its_one_off_charges",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "returned", "cancelled"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="order_past_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "declined", "accepted", "active", "ended"])
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="order_past_approval_has_an_approver",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("requester")) & ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_their_own_order",
            ),
            models.CheckConstraint(
                condition=Q(similar_agencies=0, similar_answer="", similar_words="")
                | Q(similar_agencies__gt=0) & ~Q(similar_answer="") & ~Q(similar_words=""),
                name="similar_uses_are_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "active", "ended"])
                | Q(contract__isnull=False, starts_on__isnull=False, ends_on__gt=F("starts_on")),
                name="accepted_order_has_contract_and_term",
            ),
            models.CheckConstraint(
                condition=~Q(route="direct_award") | ~Q(award_grounds="") & ~Q(award_words=""),
                name="direct_award_is_justified",
            ),
            models.CheckConstraint(
                condition=~Q(route="comparison") | Q(comparison__isnull=False),
                name="compared_order_names_its_comparison",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "status"], name="order_by_agency"),
            models.Index(fields=["vendor", "status"], name="order_by_vendor"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="accepted_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__contract__isnull=False),
            ),
            sent_content_stands(),
            pgtrigger.Trigger(
                name="approved_by_as_many_as_needed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.status = 'submitted' AND NEW.status = 'approved'"),
                func=APPROVED_BY_ENOUGH,
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.offering_name}"

    def get_absolute_url(self):
        return reverse("order_page", args=[self.reference])

    @cached_property
    def provider(self) -> str:
        """What the vendor was called when the order was approved or sent, with the name it bears now."""
        return self.vendor.called_at(self.approved_at or self.submitted_at)

    @property
    def served_by(self) -> Organisation:
        """Who provides it now: the vendor of its contract, and before there is one the vendor that was chosen."""
        return self.contract.vendor if self.contract_id else self.vendor

    @property
    def successor(self) -> Organisation | None:
        """Who provides it now, where another company has taken the vendor's place in its contract."""
        moved = self.contract_id and self.contract.vendor_id != self.vendor_id
        return self.contract.vendor if moved else None

    @property
    def unit_price_words(self) -> str:
        """$18.00, or $0.0045 where a unit costs parts of a cent."""
        return unit_money(self.unit_price, self.currency)

    @property
    def counted(self) -> str:
        """240 users."""
        return counted(self.quantity, self.unit)

    @property
    def plus(self) -> str:
        """What the total leaves open: "plus usage" where something is metered and no figure was given."""
        return "plus usage" if any(line.get("open") for line in self.price_lines) else ""

    @property
    def cost_words(self) -> str:
        """$23,575.50 plus usage."""
        return " ".join(filter(None, [money((self.total_value, self.currency)), self.plus]))

    @property
    def to_approve(self) -> Decimal:
        """What the agency's own approvers approve: the total, or of an order by rank what the dearest would cost."""
        return self.total_value if self.approval_value is None else self.approval_value

    @property
    def usage_expected(self) -> dict[str, int]:
        """What was expected to be used in a month, by the key of the charge."""
        return {usage_key(each): each["expected"] for each in self.usage if each["expected"] is not None}

    @property
    def is_by_rank(self) -> bool:
        return self.route == Route.CASCADE

    @property
    def is_joint(self) -> bool:
        return self.shares.exists()

    @property
    def is_editable(self) -> bool:
        return self.status in self.EDITABLE

    @property
    def last_day_on(self) -> datetime.date | None:
        return self.ends_on and self.ends_on - datetime.timedelta(days=1)

    @property
    def due_at(self) -> datetime.datetime | None:
        """When the step that the order waits for is due; None where it waits for nobody."""
        if self.status == self.Status.SUBMITTED:
            return self.approval_due_at
        return self.acceptance_due_at if self.status == self.Status.APPROVED else None
