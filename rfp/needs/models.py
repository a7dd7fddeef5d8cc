"""What an agency wants to achieve, in its own words: the first link of the chain. Changes happen in actions.py."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.money import AmountField, CurrencyField
from marketplace.permissions import own_organisations, reads_all


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency that stated it, and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def open(self):
        """Still waiting for the office's decision."""
        return self.filter(status__in=[Need.Status.STATED, Need.Status.IN_TRIAGE])


class Need(models.Model):
    """An outcome that somebody wants, for whom, by when, for about how much."""

    class Status(models.TextChoices):
        STATED = "stated"
        IN_TRIAGE = "in_triage", "Being looked at"
        DECIDED = "decided"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.STATED: {Status.IN_TRIAGE, Status.WITHDRAWN},
        Status.IN_TRIAGE: {Status.DECIDED, Status.WITHDRAWN},
    }

    class Route(models.TextChoices):
        DIRECT_ORDER = "direct_order", "Order from the catalogue"
        ASK_VENDOR = "ask_vendor", "The office asks the vendor for a price"
        NOT_PURSUED = "not_pursued", "Not pursued"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, unique=True, editable=False)
    title = models.CharField(max_length=120)
    outcome = models.TextField(max_length=4000)
    users = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10_000_000)])
    wanted_on = models.DateField(null=True, blank=True)
    budget_from = AmountField(null=True, blank=True)
    budget_to = AmountField(null=True, blank=True)
    currency = CurrencyField()
    agency = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="needs")
    offering = models.ForeignKey(
        "catalog.Offering", models.PROTECT, null=True, blank=True, related_name="needs",
        help_text="What the agency was looking at, or what the office points to.",
    )  # fmt: skip
    stated_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="needs")
    stated_at = models.DateTimeField()
    decision_due_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.STATED, editable=False)
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, editable=False, related_name="owned_needs")
    route = models.CharField(max_length=12, choices=Route, blank=True, editable=False)
    reason = models.TextField(max_length=2000, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_to__isnull=True) | Q(budget_from__isnull=True) | Q(budget_to__gte=F("budget_from")),
                name="need_budget_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(condition=Q(users__gte=1), name="need_serves_somebody"),
            models.CheckConstraint(
                condition=~Q(status="decided") | Q(decided_at__isnull=False) & ~Q(route="") & ~Q(reason=""),
                name="decided_need_names_route_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_triage") | Q(owner__isnull=False), name="need_in_triage_has_an_owner"
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("need_page", args=[self.reference])
