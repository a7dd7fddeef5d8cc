"""What the state wants first, what agencies want to reach for it, and how that is told."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .quarters import quarter_name
from .questions import Direction, Question, with_unit

VALUE = {"max_digits": 16, "decimal_places": 3}


class Priority(models.Model):
    """What the state wants first. Goals of agencies hang under it."""

    title = models.CharField(max_length=200, unique=True)
    words = models.TextField("what is meant", max_length=2000)
    set_at = models.DateTimeField(editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["set_at", "pk"]
        verbose_name_plural = "priorities"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="priority_says_what_is_meant")]

    def __str__(self):
        return self.title


class GoalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's own people and the broker office."""
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))


class Goal(models.Model):
    """What an agency wants to reach for a priority of the state."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="goals")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="goals")
    title = models.CharField(max_length=200)
    set_at = models.DateTimeField(editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["priority_id", "agency_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "agency", "title"], name="agency_sets_a_goal_once"),
            models.CheckConstraint(condition=~Q(title=""), name="goal_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("goal_page", args=[self.pk])


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(goal__agency_id__in=own_organisations(user))

    def running(self, *, on):
        """Those that hold on that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), starts_on__lte=on)


class Measure(models.Model):
    """How a goal is told to be reached: a named question of ours, a target, and who answers for it.

    A target is never changed: the measure is ended and another one set, so that past quarters stay judged as they were.
    """

    Direction: TypeAlias = Direction
    Question: TypeAlias = Question

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="measures")
    source = models.CharField("measured by", max_length=30, choices=Question)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measures")
    direction = models.CharField(max_length=8, choices=Direction)
    target = models.DecimalField(**VALUE)
    starts_on = models.DateField(help_text="The first day of the first quarter that is judged.")
    ended_on = models.DateField(null=True, editable=False)
    set_at = models.DateTimeField(editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["goal_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "source"], condition=Q(ended_on__isnull=True), name="goal_is_measured_once_by_a_source"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__day=1, starts_on__month__in=[1, 4, 7, 10]), name="measure_starts_with_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="measure_ends_after_it_began"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="measure_only_ends",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["ended_on"]),
            ),
            pgtrigger.Protect(name="measure_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return f"{self.get_source_display()} of {self.goal}"

    @property
    def wanted(self) -> str:
        """“at least 90%”."""
        return f"{self.get_direction_display()} {with_unit(self.target, self.source)}"

    @property
    def first_quarter(self) -> str:
        return quarter_name(self.starts_on)
