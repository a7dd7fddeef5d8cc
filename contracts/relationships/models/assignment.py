"""Who in the broker office looks after an agency: dated, one person a duty at a time, never changed but ended."""

from typing import TypeAlias

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, own_organisations, reads_all


def agencies_seen_by(user):
    """Agencies whose page somebody may read: the broker office all of them, everybody else their own."""
    agencies = Organisation.objects.agencies()
    return agencies if reads_all(user) else agencies.filter(pk__in=own_organisations(user))


class Duty(models.TextChoices):
    MANAGER = "manager", "Relationship manager"
    DEPUTY = "deputy", "Deputy"
    CHIEF = "chief", "Chief customer officer"


# The role of the broker office in which a duty is done.
ROLE_FOR = {
    Duty.MANAGER: Role.RELATIONSHIP_MANAGER,
    Duty.DEPUTY: Role.RELATIONSHIP_MANAGER,
    Duty.CHIEF: Role.CHIEF_CUSTOMER_OFFICER,
}


class DaysOf(Func):
    """[first day, first day no longer) as a range; open where there is no end."""

    function = "daterange"
    output_field = DateRangeField()


class AssignmentQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def visible_to(self, user):
        return self.filter(agency__in=agencies_seen_by(user))


class Assignment(models.Model):
    """One person of the broker office for one agency, from a day to a day that is no longer theirs."""

    Duty: TypeAlias = Duty

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    duty = models.CharField(max_length=7, choices=Duty)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, editable=False)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["agency_id", "-starts_on", "pk"]
        constraints = [
            ExclusionConstraint(
                name="one_person_a_duty_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("duty", RangeOperators.EQUAL),
                    (DaysOf(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_duty_a_person_and_agency",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DaysOf(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="assignment_only_ends",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["ends_on"]),
            ),
            pgtrigger.Protect(name="assignment_is_kept", operation=pgtrigger.Delete),
            *append_only()[1:],
        ]

    def __str__(self):
        return f"{self.person}, {self.get_duty_display().lower()} of {self.agency}"
