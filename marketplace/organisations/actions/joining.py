"""Ways into an organisation: an invitation, or an agency's mail domain."""

import datetime
import hashlib
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from procrastinate.contrib.django import app

from marketplace.accounts.actions import match_editor_group
from marketplace.accounts.models import User
from marketplace.accounts.queries import verified_addresses
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.permissions import Role, require

from ..models import Invitation, Membership, Organisation
from ..queries import administrators_of, mail_domains_of
from ..roles import ADMIN_OF, ROLES_OF

INVITED_FOR = datetime.timedelta(days=14)


class AlreadyMember(DomainError):
    """The person holds this role there already."""

    sentence = "This person holds that role in the organisation already. Nothing was changed."


class InvitationOpen(DomainError):
    """The same address was invited into the same role, and has not answered."""

    sentence = "This address has an open invitation into that role. Withdraw it first to send another."


class InvitationClosed(DomainError):
    """The invitation was used or withdrawn, or is too old."""

    sentence = "This invitation was used or withdrawn, or it is too old. Ask the person who invited you for a new one."


class NotVerified(DomainError):
    """The vendor has not been verified, so it cannot let people in."""

    sentence = "The broker office has not verified this vendor. Colleagues can be invited once it has."


def check_role(organisation: Organisation, role: str, delegation_limit: Decimal | None) -> None:
    """Raises InvalidInput where the role is none of this kind of organisation, or the limit is missing or misplaced."""
    if role not in ROLES_OF[organisation.kind]:
        raise InvalidInput(f"{organisation.get_kind_display()} organisations do not have that role. Choose another.")
    if (role == Role.APPROVER) != (delegation_limit is not None):
        raise InvalidInput("An approver needs a delegation limit, in dollars; other roles have none.")


def open_membership(
    *, user: User, organisation: Organisation, role: str, limit: Decimal | None, at: datetime.datetime
) -> Membership:
    """Gives the role from `at` on. Raises AlreadyMember. Part of other actions, which ask for permission and record."""
    # The organisation's row puts two acceptances of one person in line.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    held = Membership.objects.filter(user=user, organisation=organisation, role=role)
    if held.exclude(ends_at__lte=at).exists():
        raise AlreadyMember
    membership = Membership.objects.create(
        user=user, organisation=organisation, role=role, delegation_limit=limit, starts_at=at
    )
    match_editor_group(user=User.objects.get(pk=user.pk))
    return membership


def secret_of(invitation: Invitation) -> str:
    """The secret part of an invitation's link: made from the row and the server's key, kept nowhere."""
    said = f"{invitation.organisation_id}:{invitation.email}:{invitation.role}:{invitation.created_at.isoformat()}"
    return salted_hmac("organisations.invitation", said, algorithm="sha256").hexdigest()


def hash_of_secret(secret: str) -> str:
    """What the row keeps of the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    email: str,
    role: str,
    by: Any,
    delegation_limit: Decimal | None = None,
    now: Clock = database_now,
) -> Invitation:
    """Invites an address into a role for 14 days; the mail with the link is sent after the commit.

    The broker office may invite the administrator of any agency or vendor. Raises PermissionDenied, NotVerified,
    InvalidInput, AlreadyMember, InvitationOpen.
    """
    first = organisation.kind != "broker" and role == ADMIN_OF[organisation.kind] and not _administers(by, organisation)
    require(by, "organisations.invite_administrator" if first else "organisations.invite", organisation)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if organisation.status not in {Organisation.Status.VERIFIED, Organisation.Status.LISTED}:
        raise NotVerified
    check_role(organisation, role, delegation_limit)
    at, email = now(), email.strip().lower()
    same = Invitation.objects.filter(organisation=organisation, email__iexact=email, role=role)
    if same.open(at=at).exists():
        raise InvitationOpen
    if organisation.memberships.in_force(at=at).filter(role=role, user__email__iexact=email).exists():
        raise AlreadyMember
    same.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    row = Invitation(
        organisation=organisation,
        email=email,
        role=role,
        delegation_limit=delegation_limit,
        invited_by=by,
        created_at=at,
        expires_at=at + INVITED_FOR,
    )
    row.token_hash = hash_of_secret(secret_of(row))
    row.save()
    record(action="organisations.invite", obj=row, by=by, at=at, data={"role": role, "limit": delegation_limit})
    app.configure_task("organisations.mail_invitation").defer(invitation_id=row.pk)
    return row


def _administers(user: Any, organisation: Organisation) -> bool:
    role = ADMIN_OF[organisation.kind]
    return any(held.organisation_id == organisation.pk and held.role == role for held in user.standing)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Any, now: Clock = database_now) -> Invitation:
    """Closes an open invitation. Raises PermissionDenied, and InvitationClosed where it is not open any more."""
    require(by, "organisations.withdraw_invitation", invitation)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    at = now()
    if not Invitation.objects.open(at=at).filter(pk=invitation.pk).exists():
        raise InvitationClosed
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record(action="organisations.withdraw_invitation", obj=invitation, by=by, at=at)
    return invitation


@transaction.atomic
def accept_invitation(*, secret: str, by: Any, now: Clock = database_now) -> Membership:
    """Takes up an invitation and gives the role. The address invited must be a verified one of `by`'s.

    Raises InvitationClosed, InvalidInput for another person's address, PermissionDenied, AlreadyMember.
    """
    require(by, "organisations.join", by)
    row = Invitation.objects.select_for_update().filter(token_hash=hash_of_secret(secret)).first()
    at = now()
    if row is None or not constant_time_compare(secret, secret_of(row)):
        raise InvitationClosed
    if row.accepted_at or row.withdrawn_at or row.expires_at <= at:
        raise InvitationClosed
    if row.email.lower() not in verified_addresses(by):
        raise InvalidInput(
            "This invitation was sent to another address than yours. Sign in with that address, "
            "or add it to your account and confirm it, then open the link again."
        )
    member = open_membership(user=by, organisation=row.organisation, role=row.role, limit=row.delegation_limit, at=at)
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    record(action="organisations.accept_invitation", obj=member, by=by, at=at, data={"invitation": row.pk})
    notify(
        recipients=[row.invited_by],
        key=f"organisations.invitation.{row.pk}.accepted",
        subject=f"{by} joined {row.organisation} as {member.get_role_display().lower()}",
        address=f"/organisations/{row.organisation.slug}/members/",
        at=at,
    )
    return member


@transaction.atomic
def join_by_mail_domain(*, organisation: Organisation, by: Any, now: Clock = database_now) -> Membership:
    """Makes somebody with a verified address on an agency's mail domain its requester, and tells its administrators.

    Raises PermissionDenied, InvalidInput where no verified address fits, AlreadyMember.
    """
    require(by, "organisations.join", by)
    at, domain = now(), organisation.mail_domain.lower()
    if organisation.kind != "agency" or not domain or domain not in mail_domains_of(by):
        raise InvalidInput(
            f"None of your confirmed e-mail addresses belongs to {organisation}. Ask its administrator to invite you."
        )
    member = open_membership(user=by, organisation=organisation, role=Role.REQUESTER, limit=None, at=at)
    record(action="organisations.join_by_mail_domain", obj=member, by=by, at=at, data={"domain": domain})
    notify(
        recipients=administrators_of(organisation, at=at),
        key=f"organisations.member.{member.pk}.joined",
        subject=f"{by} joined {organisation} as requester",
        body=f"The address is on {domain}. End the membership if this person does not belong to you.",
        address=f"/organisations/{organisation.slug}/members/",
        at=at,
    )
    return member
