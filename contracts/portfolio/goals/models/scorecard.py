"""An agency's quarter, frozen with what it follows from."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .goal import VALUE, Measure
from .quarters import quarter_name
from .questions import with_unit


class GoalScorecardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's own people and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def latest(self):
        """Of each agency and quarter the last revision."""
        same = {"agency": OuterRef("agency"), "quarter": OuterRef("quarter")}
        return self.filter(~Exists(self.model.objects.filter(**same, revision__gt=OuterRef("revision"))))


class GoalScorecard(models.Model):
    """One agency's quarter, frozen: what was measured, against which target, from which rows. Never changed."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="goal_scorecards")
    quarter = models.DateField(help_text="Its first day.")
    revision = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was drawn up again.")
    digest = models.CharField(max_length=64, help_text="SHA-256 over every line with its inputs.")
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = GoalScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter", "agency_id", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "quarter", "revision"], name="one_scorecard_of_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]), name="quarter_is_its_first_day"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, reason="") | Q(revision__gt=1) & ~Q(reason=""),
                name="a_further_revision_says_why",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("goal_scorecard_page", args=[self.reference])

    @property
    def quarter_name(self) -> str:
        return quarter_name(self.quarter)


class GoalScorecardLine(models.Model):
    """One measure in one quarter, with its inputs as they were that day."""

    class Outcome(models.TextChoices):
        MET = "met"
        MISSED = "missed"
        UNMEASURED = "unmeasured", "Not measured"

    scorecard = models.ForeignKey(GoalScorecard, models.PROTECT, related_name="lines")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="lines")
    value = models.DecimalField(null=True, **VALUE)
    target = models.DecimalField(**VALUE)
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.CharField(max_length=300, blank=True, help_text="How many it rests on, or why nothing is measured.")
    inputs = models.JSONField(help_text="The rows that the value follows from.")

    class Meta:
        ordering = ["scorecard_id", "measure_id"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "measure"], name="one_line_a_measure"),
            models.CheckConstraint(
                condition=Q(outcome="unmeasured", value__isnull=True)
                | ~Q(outcome="unmeasured") & Q(value__isnull=False),
                name="what_is_measured_has_a_value",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.measure} in {self.scorecard}"

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return with_unit(self.value, self.measure.source)

    @property
    def wanted(self) -> str:
        """The target as it was then."""
        return f"{self.measure.get_direction_display()} {with_unit(self.target, self.measure.source)}"
