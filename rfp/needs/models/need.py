"""What an agency wants to achieve, in its own words: the first link of the chain. Changes happen in actions.py."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.money import AmountField, CurrencyField
from marketplace.permissions import own_organisations, reads_all

VALUE_BANDS = (
    (50_000, "Under $50,000 a year"),
    (250_000, "$50,000 to $250,000 a year"),
    (1_000_000, "$250,000 to $1 million a year"),
)
LARGEST_BAND = "$1 million a year or more"


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency that stated it, and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def open(self):
        """Still waiting for the office's decision."""
        return self.filter(status__in=Need.OPEN)

    def planned(self):
        """Decided for a competition that vendors may prepare for; of needs met together the leading one."""
        decided = self.filter(status=Need.Status.DECIDED, route__in=Need.COMPETITIONS)
        return decided.exclude(proposals_as_partner__status="joined")


class Need(models.Model):
    """An outcome that somebody wants, for whom, by when, for about how much."""

    class Status(models.TextChoices):
        STATED = "stated"
        IN_TRIAGE = "in_triage", "Being looked at"
        DECIDED = "decided"
        WITHDRAWN = "withdrawn"

    OPEN = (Status.STATED, Status.IN_TRIAGE)
    TRANSITIONS = {
        Status.STATED: {Status.IN_TRIAGE, Status.WITHDRAWN},
        Status.IN_TRIAGE: {Status.DECIDED, Status.WITHDRAWN},
    }

    class Route(models.TextChoices):
        INTERNAL = "internal", "A service of the state’s own"
        AGREEMENT = "agreement", "An order under an agreement that is in force"
        DIRECT_ORDER = "direct_order", "A direct order from the catalogue"
        COMPARISON = "comparison", "A comparison of offers in the catalogue"
        MINI_COMPETITION = "mini_competition", "A competition among the vendors of an agreement"
        RFI = "rfi", "A request for information (RFI) first"
        RFP = "rfp", "A request for proposals (RFP)"
        ASK_VENDOR = "ask_vendor", "The office asks the vendor for a price"
        NOT_PURSUED = "not_pursued", "Not pursued"

    ORDERED = (Route.INTERNAL, Route.AGREEMENT, Route.DIRECT_ORDER)
    COMPETITIONS = (Route.MINI_COMPETITION, Route.RFI, Route.RFP)

    class DataClass(models.TextChoices):
        """The most sensitive data that it will hold."""

        PUBLIC = "public", "Public: anybody may read it"
        INTERNAL = "internal", "Internal: staff only, no harm if it leaked"
        PERSONAL = "personal", "Personal: names, addresses, cases"
        REGULATED = "regulated", "Regulated: health, tax, criminal justice or education records"

    reference = models.CharField(max_length=16, unique=True, editable=False)
    ocid = models.CharField(max_length=60, unique=True, editable=False)
    title = models.CharField(max_length=120)
    outcome = models.TextField(max_length=4000)
    users = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10_000_000)])
    wanted_on = models.DateField(null=True, blank=True)
    budget_from = AmountField(null=True, blank=True)
    budget_to = AmountField(null=True, blank=True)
    currency = CurrencyField()
    data_class = models.CharField(max_length=9, choices=DataClass, blank=True)
    constraints = models.TextField(max_length=2000, blank=True)
    priority = models.CharField(max_length=160, blank=True)
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
    route = models.CharField(max_length=16, choices=Route, blank=True, editable=False)
    reason = models.TextField(max_length=2000, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    planned_title = models.CharField(max_length=120, blank=True, editable=False)
    planned_on = models.DateField(null=True, editable=False)

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
            models.CheckConstraint(
                condition=~Q(route__in=["mini_competition", "rfi", "rfp"])
                | Q(planned_on__isnull=False) & ~Q(planned_title=""),
                name="planned_competition_has_a_title_and_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("need_page", args=[self.reference])

    @property
    def value_band(self):
        """The yearly budget as the public reads it: a band, never the figure that bidders would aim at."""
        budget = self.budget_to if self.budget_to is not None else self.budget_from
        if budget is None:
            return "Not stated"
        return next((words for limit, words in VALUE_BANDS if budget < limit), LARGEST_BAND)

    @property
    def together(self):
        """The needs that are met together with this one, itself first. Of a prefetched list: no statement."""
        joined = [one.partner for one in self.proposals.all() if one.status == "joined"]
        return [self, *(one for one in joined if one.status != Need.Status.WITHDRAWN)]

    @property
    def leads_to_order(self):
        """Whether the decision sends the agency to an offering."""
        return self.route in self.ORDERED


class NeedFunding(models.Model):
    """Money that a need may count on: from whom, how much, and within which days it can be spent."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="funding")
    source = models.CharField(max_length=120)
    amount = AmountField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "source"], name="need_names_a_source_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="need_funding_is_some_money"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="need_funding_does_not_end_before_it_starts",
            ),
        ]
        triggers = [pgtrigger.Protect(name="stated_funding_stands", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.source}: {self.amount}"
