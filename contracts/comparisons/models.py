"""Desktop comparisons: published offers frozen side by side, weighed, judged and signed. Nobody is invited."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.frameworks.models import FrameworkLot
from marketplace.money import AmountField, CurrencyField
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

MOST_POINTS = 5
_ROW = "CASE WHEN TG_OP = 'DELETE' THEN OLD.{0} ELSE NEW.{0} END"
_DRAFT_ONLY = (
    "IF EXISTS (SELECT 1 FROM contracts_comparison WHERE status <> 'draft' AND id = {comparison}) THEN "
    "RAISE EXCEPTION 'a comparison that is signed cannot be changed'; END IF;\n"
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
)
OF_COMPARISON = _DRAFT_ONLY.format(comparison=_ROW.format("comparison_id"))
OF_CANDIDATE = _DRAFT_ONLY.format(
    comparison=f"(SELECT comparison_id FROM contracts_candidate WHERE id = {_ROW.format('candidate_id')})"  # noqa: S608 only our own words
)


def draft_only(name: str, func: str) -> pgtrigger.Trigger:
    """A trigger that lets rows of a comparison come, change and go until it is signed."""
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=func)


class ComparisonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people, and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def with_parts(self):
        people = ("agency", "opened_by", "signed_by", "winner", "lot__framework", "lot__lot")
        return self.select_related(*people).prefetch_related("candidates__judgements", "weights")


class Comparison(models.Model):
    """Offers as they were published at one moment, for one quantity and term, and what came of weighing them."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being weighed"
        SIGNED = "signed"

    TRANSITIONS = {Status.DRAFT: {Status.SIGNED}}

    reference = models.CharField(max_length=16, unique=True, editable=False)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="comparisons")
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=200, help_text="Where the offers come from, in words.")
    lot = models.ForeignKey(FrameworkLot, models.PROTECT, null=True, related_name="comparisons")
    quantity = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField("term in months")
    currency = CurrencyField()
    left_out = models.JSONField(default=list, help_text="Offers that could not be compared, each with the reason.")
    priced_on = models.DateField(help_text="The day of the prices.")
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts changes; forms carry it.")
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    winner = models.ForeignKey("contracts.Candidate", models.PROTECT, null=True, related_name="+", editable=False)
    reason = models.TextField(max_length=2000, blank=True, help_text="Why the first place is the right choice.")
    signed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the record.")

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = "desktop comparison"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="comparison_has_a_title"),
            models.CheckConstraint(condition=Q(quantity__gt=0, months__gt=0), name="comparison_has_quantity_and_term"),
            models.CheckConstraint(
                condition=Q(status="draft", signed_at__isnull=True, winner__isnull=True, digest="")
                | Q(status="signed", signed_at__gte=F("opened_at"), signed_by__isnull=False, winner__isnull=False)
                & ~Q(digest="")
                & ~Q(reason=""),
                name="signed_comparison_names_its_winner",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signed_comparison_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.status <> 'draft'"),
            ),
            pgtrigger.Protect(
                name="what_is_compared_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'draft' AND "
                    "(OLD.reference, OLD.agency_id, OLD.source, OLD.lot_id, OLD.quantity, OLD.months, OLD.priced_on) "
                    "IS DISTINCT FROM "
                    "(NEW.reference, NEW.agency_id, NEW.source, NEW.lot_id, NEW.quantity, NEW.months, NEW.priced_on)"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("comparison_page", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class Candidate(models.Model):
    """One offer: the pinned revision, the plan that costs least for the quantity and term, and facts as then."""

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="candidates")
    place = models.PositiveSmallIntegerField()
    offering = models.ForeignKey("catalog.Offering", models.PROTECT, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64, help_text="SHA-256 of the revision's content.")
    name = models.CharField(max_length=200)
    vendor_name = models.CharField(max_length=200)
    plan_code = models.UUIDField()
    plan_name = models.CharField(max_length=100)
    cost = AmountField(help_text="For the whole term, with one-off charges and levy.")
    facts = models.JSONField(encoder=DjangoJSONEncoder, help_text="Values of the published criteria, as text.")

    class Meta:
        ordering = ["comparison_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "offering"], name="offering_is_compared_once"),
            models.UniqueConstraint(fields=["comparison", "place"], name="candidate_place_is_taken_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="candidates_stand", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="signed_candidates", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OF_COMPARISON
            ),
        ]

    def __str__(self):
        return self.name


class Weight(models.Model):
    """How much one criterion counts, in percent. Together they make 100."""

    class Criterion(models.TextChoices):
        PRICE = "price", "Price for the whole term"
        AVAILABILITY = "availability", "Uptime promised"
        MEASURED = "measured", "Uptime measured"
        ANSWER = "answer", "Time to a first answer"
        USED_BY = "used_by", "Agencies that use it"
        SCORE = "score", "Scorecard of the vendor"
        QUALITY = "quality", "Quality, judged by you"
        FIT = "fit", "Fit for the task, judged by you"

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="weights")
    criterion = models.CharField(max_length=12, choices=Criterion)
    percent = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])

    class Meta:
        ordering = ["comparison_id", "-percent", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "criterion"], name="criterion_is_weighed_once"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="weight_is_a_part"),
        ]
        triggers = [draft_only("signed_weights", OF_COMPARISON)]

    def __str__(self):
        return f"{self.get_criterion_display()}: {self.percent}%"


class Judgement(models.Model):
    """Points from 0 to 5 that people give, each with the reason."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="judgements")
    criterion = models.CharField(max_length=12, choices=Weight.Criterion)
    points = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_POINTS)])
    words = models.TextField(max_length=1000)

    class Meta:
        ordering = ["candidate_id", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion"], name="candidate_is_judged_once"),
            models.CheckConstraint(
                condition=Q(points__lte=MOST_POINTS) & ~Q(words="") & Q(criterion__in=["quality", "fit"]),
                name="judgement_has_points_and_a_reason",
            ),
        ]
        triggers = [draft_only("signed_judgements", OF_CANDIDATE)]

    def __str__(self):
        return f"{self.points} of {MOST_POINTS} for {self.candidate}"
