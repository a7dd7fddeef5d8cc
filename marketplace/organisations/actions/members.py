"""Changing and ending roles: whoever leaves as the only one in a role names who goes on."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.accounts.actions import match_editor_group
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import ApiToken, HandOver, Membership, Substitution
from .joining import check_role, open_membership


class MembershipOver(DomainError):
    """The membership has ended."""

    sentence = "This membership has ended, so nothing about it can be changed. Load the page again."


class SuccessorNeeded(DomainError):
    """Nobody else holds the role."""

    status = 422
    sentence = (
        "Nobody else in the organisation holds this role, so its open work would be left alone. Name a successor."
    )


def _locked(membership: Membership, at: datetime.datetime) -> Membership:
    row = Membership.objects.select_for_update(of=["self"]).select_related("user", "organisation").get(pk=membership.pk)
    if row.ends_at is not None and row.ends_at <= at:
        raise MembershipOver
    return row


def holds_alone(membership: Membership, *, at: datetime.datetime) -> bool:
    """Whether nobody else holds this role in the organisation."""
    same = Membership.objects.filter(organisation=membership.organisation_id, role=membership.role).in_force(at=at)
    return not same.exclude(user=membership.user_id).exists()


@transaction.atomic
def set_delegation_limit(*, membership: Membership, limit: Decimal, by: Any, now: Clock = database_now) -> Membership:
    """Sets up to which total value an approver decides. Raises PermissionDenied, MembershipOver, InvalidInput."""
    require(by, "organisations.change_member", membership)
    at = now()
    membership = _locked(membership, at)
    check_role(membership.organisation, membership.role, limit)
    if limit < 0:
        raise InvalidInput("A delegation limit is zero or more.")
    was, membership.delegation_limit = membership.delegation_limit, limit
    membership.save(update_fields=["delegation_limit"])
    record(action="organisations.set_delegation_limit", obj=membership, by=by, at=at, data={"from": was, "to": limit})
    return membership


@transaction.atomic
def change_role(
    *,
    membership: Membership,
    role: str,
    by: Any,
    delegation_limit: Decimal | None = None,
    successor: User | None = None,
    now: Clock = database_now,
) -> Membership:
    """Ends one role of a member and gives another in the same moment. Returns the new membership.

    Raises PermissionDenied, MembershipOver, InvalidInput, AlreadyMember, SuccessorNeeded.
    """
    require(by, "organisations.change_member", membership)
    at = now()
    membership = _locked(membership, at)
    check_role(membership.organisation, role, delegation_limit)
    if role == membership.role:
        raise InvalidInput("This is the role that the person has. Choose another.")
    _close(membership, successor=successor, at=at)
    new = open_membership(
        user=membership.user, organisation=membership.organisation, role=role, limit=delegation_limit, at=at
    )
    record(action="organisations.change_role", obj=new, by=by, at=at, data={"from": membership.role, "to": role})
    notify(
        recipients=[membership.user],
        key=f"organisations.member.{new.pk}.role",
        subject=f"You are {new.get_role_display().lower()} of {membership.organisation} now",
        address="/organisations/",
        at=at,
    )
    return new


@transaction.atomic
def end_membership(
    *, membership: Membership, by: Any, successor: User | None = None, now: Clock = database_now
) -> Membership:
    """Ends a role. A successor takes over role, limit and open work; needed where nobody else holds the role.

    What hung on the membership ends with it: substitutions, and tokens and stand-ins of somebody who leaves
    altogether. Raises PermissionDenied, MembershipOver, SuccessorNeeded, InvalidInput.
    """
    require(by, "organisations.end_membership", membership)
    at = now()
    membership = _locked(membership, at)
    _close(membership, successor=successor, at=at)
    record(
        action="organisations.end_membership",
        obj=membership,
        by=by,
        at=at,
        data={"successor": successor.pk if successor else None},
    )
    role, organisation = membership.get_role_display().lower(), membership.organisation
    notify(
        recipients=[membership.user],
        key=f"organisations.member.{membership.pk}.ended",
        subject=f"You are not {role} of {organisation} any more",
        body=f"{by} ended the membership." + (f" {successor} takes over your open work." if successor else ""),
        at=at,
    )
    return membership


def _close(membership: Membership, *, successor: User | None, at: datetime.datetime) -> None:
    if successor is None and holds_alone(membership, at=at):
        raise SuccessorNeeded
    if successor is not None:
        _hand_over(membership, successor, at)
    membership.ends_at = at
    membership.save(update_fields=["ends_at"])
    Substitution.objects.not_over(at=at).filter(membership=membership).update(ended_at=at)
    left = Membership.objects.filter(user=membership.user, organisation=membership.organisation).in_force(at=at)
    if not left.exists():
        ApiToken.objects.filter(owner=membership.user, organisation=membership.organisation, revoked_at=None).update(
            revoked_at=at
        )
        Substitution.objects.not_over(at=at).filter(
            substitute=membership.user, membership__organisation=membership.organisation
        ).update(ended_at=at)
    match_editor_group(user=User.objects.get(pk=membership.user_id))


def _hand_over(membership: Membership, successor: User, at: datetime.datetime) -> None:
    organisation, role = membership.organisation, membership.role
    theirs = Membership.objects.filter(user=successor, organisation=organisation).in_force(at=at)
    if successor.pk == membership.user_id or not theirs.exists():
        raise InvalidInput("A successor is somebody else who belongs to the same organisation. Choose another person.")
    if not theirs.filter(role=role).exists():
        open_membership(user=successor, organisation=organisation, role=role, limit=membership.delegation_limit, at=at)
    HandOver.objects.create(organisation=organisation, role=role, from_user=membership.user, to_user=successor, at=at)
    notify(
        recipients=[successor],
        key=f"organisations.member.{membership.pk}.handed-over",
        subject=f"You take over from {membership.user} as {membership.get_role_display().lower()} of {organisation}",
        address="/workspace/",
        at=at,
    )
