"""Reading organisations and their people for the screens."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from marketplace.accounts.models import User
from marketplace.accounts.queries import verified_addresses
from marketplace.permissions import Role

from .models import ApiToken, BodyRegistration, Invitation, Membership, Merger, Organisation, Sanction, Substitution
from .roles import ADMIN_OF


@dataclass(frozen=True)
class Belonging:
    """What somebody holds, stands in for, may join, and asked to have put on the list."""

    memberships: list[Membership]
    stand_ins: list[Substitution]
    offers: list[Organisation]
    asked: list[BodyRegistration]


def belonging_of(user: Any, *, at: datetime.datetime) -> Belonging:
    """The roles somebody holds, the roles stood in for, the agencies whose mail domain is theirs, and the bodies they
    asked for that are not on the list. Five queries."""
    memberships = list(user.memberships.in_force(at=at).select_related("organisation").prefetch_related(_stand_ins(at)))
    joined = {row.organisation_id for row in memberships}
    domains = mail_domains_of(user)
    offers = Organisation.objects.agencies().alias(domain=Lower("mail_domain")).filter(domain__in=domains)
    stand_ins = user.substitutions.not_over(at=at).select_related("membership__user", "membership__organisation")
    return Belonging(memberships, list(stand_ins), [row for row in offers if row.pk not in joined], _asked_by(user))


def _asked_by(user: Any) -> list[BodyRegistration]:
    """The latest of each mail domain, where it waits or was refused."""
    latest = {row.mail_domain: row for row in BodyRegistration.objects.filter(asked_by=user).order_by("asked_at")}
    return [row for row in latest.values() if row.body_id is None]


def members_of(organisation: Organisation, *, at: datetime.datetime) -> QuerySet:
    """The people of an organisation with their stand-ins, by name."""
    return (
        organisation.memberships.in_force(at=at)
        .select_related("user", "organisation")
        .prefetch_related(_stand_ins(at))
        .order_by("user__name", "role")
    )


def _stand_ins(at: datetime.datetime) -> Prefetch:
    rows = Substitution.objects.not_over(at=at).select_related("substitute").order_by("starts_at")
    return Prefetch("substitutions", queryset=rows, to_attr="stand_ins")


def colleagues_of(membership: Membership, *, at: datetime.datetime) -> QuerySet:
    """Everybody else who belongs to the organisation; who may succeed or stand in."""
    there = Membership.objects.filter(organisation=membership.organisation_id).in_force(at=at)
    return User.objects.filter(pk__in=there.values("user")).exclude(pk=membership.user_id).order_by("name")


def open_invitations(organisation: Organisation, *, at: datetime.datetime) -> QuerySet:
    """Invitations that nobody has answered."""
    return Invitation.objects.filter(organisation=organisation).open(at=at).select_related("invited_by")


def tokens_of(organisation: Organisation) -> QuerySet:
    """An organisation's tokens, newest first, the ended ones too."""
    return ApiToken.objects.filter(organisation=organisation).select_related("owner")


def vendors_to_verify() -> QuerySet:
    """Registered vendors that wait for the broker office, the longest wait first."""
    waiting = Organisation.objects.vendors().filter(status=Organisation.Status.REGISTERED)
    return waiting.annotate(people=Count("memberships", filter=Q(memberships__ends_at=None))).order_by("created_at")


def sanctions_in_force(*, at: datetime.datetime) -> QuerySet:
    """The public register of suspensions and debarments, by vendor."""
    return Sanction.objects.in_force(at=at).select_related("vendor").order_by("vendor__sort_name")


def mergers_about(vendor: Organisation, *, at: datetime.datetime) -> list[Merger]:
    """Those in force by which a vendor is part of another, or another of it: public. One query."""
    return list(Merger.objects.in_force(at=at).about(vendor))


def deciding_officers(*, at: datetime.datetime) -> QuerySet[User]:
    """Who decides in the broker office on names and on bodies that ask to take part."""
    officers = Membership.objects.filter(
        role__in=[Role.PROCUREMENT_OFFICER, Role.CIO], organisation__kind=Organisation.Kind.BROKER
    ).in_force(at=at)
    return User.objects.filter(pk__in=officers.values("user"))


def bodies_to_decide() -> QuerySet[BodyRegistration]:
    """Those that wait for the broker office, the longest wait first."""
    return BodyRegistration.objects.asked().select_related("asked_by", "parent").order_by("asked_at", "pk")


def administrators_of(organisation: Organisation, *, at: datetime.datetime) -> list[User]:
    """Who administers the organisation now."""
    held = organisation.memberships.in_force(at=at).filter(role=ADMIN_OF[organisation.kind])
    return list(User.objects.filter(pk__in=held.values("user")))


def mail_domains_of(user: Any) -> set[str]:
    """The domains of somebody's verified addresses."""
    return {address.rpartition("@")[2] for address in verified_addresses(user)}
