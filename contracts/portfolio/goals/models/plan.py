"""What is done about a missed goal: why, steps, and a check by somebody else."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .scorecard import GoalScorecardLine


class PlanStatus(models.TextChoices):
    OPEN = "open", "Under way"
    WORKED = "worked", "Worked"
    FAILED = "failed", "Did not work"


class ImprovementPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_all(user) else self.filter(agency_id__in=own_organisations(user))

    def open(self):
        return self.filter(status=PlanStatus.OPEN)


class ImprovementPlan(models.Model):
    """Why a goal was missed, what is done about it by whom until when, and the day on which it is checked."""

    Status: TypeAlias = PlanStatus
    TRANSITIONS = {PlanStatus.OPEN: {PlanStatus.WORKED, PlanStatus.FAILED}}

    line = models.OneToOneField(GoalScorecardLine, models.PROTECT, related_name="plan")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="improvement_plans")
    cause = models.TextField("why was it missed?", max_length=2000)
    check_on = models.DateField("checked on")
    status = models.CharField(max_length=6, choices=PlanStatus, default=PlanStatus.OPEN, editable=False)
    planned_at = models.DateTimeField(editable=False)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=2000, blank=True, help_text="What the check found.")

    objects = ImprovementPlanQuerySet.as_manager()

    class Meta:
        ordering = ["check_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(cause=""), name="plan_says_why_it_was_missed"),
            models.CheckConstraint(
                condition=Q(status="open", checked_at__isnull=True, finding="")
                | ~Q(status="open") & Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(finding=""),
                name="checked_plan_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("planned_by")),
                name="nobody_checks_their_own_plan",
            ),
        ]
        triggers = [pgtrigger.Protect(name="plan_is_kept", operation=pgtrigger.Delete), *append_only()[1:]]

    def __str__(self):
        return f"plan for {self.line.measure.goal}"

    def get_absolute_url(self):
        return reverse("improvement_plan", args=[self.pk])


class PlanStep(models.Model):
    """One thing to do, by one person, until a day."""

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plan_steps")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="plan_step_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="done_step_says_who_did_it",
            ),
        ]

    def __str__(self):
        return self.what
