"""Giving an agency its manager, deputy and chief customer officer, and ending that."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import require

from ..models import Assignment, Duty
from ..queries.looking_after import candidates


class NotOfTheOffice(DomainError):
    """The person does not hold the role in which the duty is done."""

    sentence = "This person does not hold the role that goes with it. Choose somebody who does, or give them the role."


class AssignedAlready(DomainError):
    """Somebody has this duty from a later day on, or the same person has it already."""

    sentence = (
        "This duty is given to somebody from that day or a later one on. Choose a later day. Nothing was changed."
    )


class AnotherDutyThere(DomainError):
    """Who stands in for somebody, or decides above them, has to be somebody else."""

    sentence = (
        "This person has another duty for this agency at that time. Choose somebody else, or end the other duty first."
    )


@transaction.atomic
def assign(
    *, agency: Organisation, duty: str, person: User, starts_on: datetime.date, by: Any, now: Clock = database_now
) -> Assignment:
    """Gives `person` a duty for `agency` from a day on; whoever had it has it until that day.

    Raises PermissionDenied, NotOfTheOffice, AssignedAlready, AnotherDutyThere, InvalidInput for what is no agency.
    """
    require(by, "contracts.assign_relationship")
    # One at a time for an agency: two would meet at the constraint.
    agency = Organisation.objects.select_for_update(of=["self"]).get(pk=agency.pk)
    at = now()
    if agency.kind != Organisation.Kind.AGENCY:
        raise InvalidInput("Only an agency is looked after. Choose one.")
    if not candidates(duty, at=at).filter(pk=person.pk).exists():
        raise NotOfTheOffice
    _make_room(agency, Duty(duty), person, starts_on)
    made = Assignment.objects.create(
        agency=agency, duty=duty, person=person, starts_on=starts_on, assigned_at=at, assigned_by=by
    )
    data = {"agency": agency.slug, "duty": duty, "person": str(person), "starts_on": starts_on}
    record(action="contracts.assignment.made", obj=made, by=by, at=at, data=data)
    words = f"{person} is your {made.get_duty_display().lower()} from {day(starts_on)} on."
    _tell(made, words, at=at)
    return made


def _make_room(agency: Organisation, duty: Duty, person: User, starts_on: datetime.date) -> None:
    open_ones = Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)
    standing = list(agency.assignments.filter(open_ones))
    same = [one for one in standing if one.duty == duty]
    if any(one.starts_on >= starts_on or one.person_id == person.pk for one in same):
        raise AssignedAlready
    if any(one.person_id == person.pk for one in standing if one.duty != duty):
        raise AnotherDutyThere
    for one in same:
        one.ends_on = starts_on
        one.save(update_fields=["ends_on"])


@transaction.atomic
def end_assignment(*, assignment: Assignment, ends_on: datetime.date, by: Any, now: Clock = database_now) -> Assignment:
    """The first day on which the duty is nobody's. Raises PermissionDenied, InvalidInput before it began,
    AssignedAlready once it has an end."""
    require(by, "contracts.assign_relationship")
    assignment = (
        Assignment.objects.select_for_update(of=["self"]).select_related("agency", "person").get(pk=assignment.pk)
    )
    at = now()
    if assignment.ends_on is not None:
        raise AssignedAlready("This duty has an end already. Nothing was changed.")
    if ends_on < assignment.starts_on:
        raise InvalidInput(f"It began on {day(assignment.starts_on)}. Choose that day or a later one.")
    assignment.ends_on = ends_on
    assignment.save(update_fields=["ends_on"])
    record(action="contracts.assignment.ended", obj=assignment, by=by, at=at, data={"ends_on": ends_on})
    words = f"{assignment.person} is your {assignment.get_duty_display().lower()} until {day(ends_on)}."
    _tell(assignment, words, at=at)
    return assignment


def _tell(assignment: Assignment, words: str, *, at: datetime.datetime) -> None:
    """The agency's people and the person concerned."""
    members = Membership.objects.in_force(at=at).filter(organisation=assignment.agency)
    people = User.objects.filter(Q(pk__in=members.values("user_id")) | Q(pk=assignment.person_id), is_active=True)
    notify(
        recipients=people,
        key=f"assignment-{assignment.pk}-{assignment.ends_on}",
        subject=f"Who looks after {assignment.agency}",
        body=words,
        address=f"/agencies/{assignment.agency.slug}/",
        at=at,
    )
