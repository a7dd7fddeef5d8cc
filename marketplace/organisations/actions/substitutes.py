"""Standing in for somebody, until a day that is known from the start."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.actions import match_editor_group
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import Membership, Substitution
from .members import MembershipOver

LONGEST = datetime.timedelta(days=183)


class AlreadyCovered(DomainError):
    """The person stands in already at that time."""

    sentence = "This person stands in for that role in part of this time already. End that first, or choose other days."


class SubstitutionOver(DomainError):
    """Nothing left to end."""

    sentence = "This substitution has ended already. Nothing was changed."


@transaction.atomic
def appoint_substitute(
    *,
    membership: Membership,
    substitute: User,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    by: Any,
    now: Clock = database_now,
) -> Substitution:
    """Lets a colleague act in a role from a start to an end; whoever holds the role may appoint, or an administrator.

    The substitute shares the exclusions of the person stood in for: nobody approves their own through somebody else.
    Raises PermissionDenied, MembershipOver, InvalidInput, AlreadyCovered.
    """
    require(by, "organisations.appoint_substitute", membership)
    at = now()
    row = Membership.objects.select_for_update(of=["self"]).select_related("organisation", "user").get(pk=membership.pk)
    if row.ends_at is not None and row.ends_at <= at:
        raise MembershipOver
    colleagues = Membership.objects.filter(organisation=row.organisation).in_force(at=at)
    if substitute.pk == row.user_id or not colleagues.filter(user=substitute).exists():
        raise InvalidInput("A substitute is somebody else who belongs to the same organisation. Choose another person.")
    if substitute.pk == by.pk:
        raise InvalidInput("Nobody appoints themselves. Ask the person you would stand in for to appoint you.")
    if not at < ends_at <= at + LONGEST or ends_at <= starts_at:
        raise InvalidInput("A substitution ends after it starts, and within half a year. Choose another last day.")
    same = Substitution.objects.not_over(at=at).filter(membership=row, substitute=substitute)
    if same.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise AlreadyCovered
    stand_in = Substitution.objects.create(
        membership=row, substitute=substitute, starts_at=max(starts_at, at), ends_at=ends_at
    )
    record(
        action="organisations.appoint_substitute",
        obj=stand_in,
        by=by,
        at=at,
        data={"substitute": substitute.pk, "for": row.user_id, "role": row.role, "ends_at": ends_at},
    )
    match_editor_group(user=User.objects.get(pk=substitute.pk))
    notify(
        recipients={substitute, row.user},
        key=f"organisations.substitution.{stand_in.pk}.appointed",
        subject=f"{substitute} stands in for {row.user} as {row.get_role_display().lower()} of {row.organisation}",
        address="/organisations/",
        at=at,
    )
    return stand_in


@transaction.atomic
def end_substitution(*, substitution: Substitution, by: Any, now: Clock = database_now) -> Substitution:
    """Ends a substitution before its day. Raises PermissionDenied, SubstitutionOver."""
    require(by, "organisations.appoint_substitute", substitution.membership)
    row = Substitution.objects.select_for_update(of=["self"]).select_related("substitute").get(pk=substitution.pk)
    at = now()
    if row.ended_at is not None or row.ends_at <= at:
        raise SubstitutionOver
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    record(action="organisations.end_substitution", obj=row, by=by, at=at)
    match_editor_group(user=User.objects.get(pk=row.substitute_id))
    return row
