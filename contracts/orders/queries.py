"""Who decides on an order, who accepts it, under which contract it may hang."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from contracts.agreements.models import Contract
from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.organisations.models import Membership, Substitution
from marketplace.permissions import Role

from .models import CascadeOffer, Order, OrderApproval, OrderChange

BINDING_ROLES = (Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO)


@dataclass(frozen=True)
class Approver:
    """Somebody whose limit covers the order; `stands_for` where the limit is somebody else's."""

    user: User
    limit: Decimal
    stands_for: User | None = None


def own_people(order: Order) -> set[int]:
    """Those who asked for it: nobody approves their own, and nobody does it in their name."""
    return {person for person in (order.requester_id, order.submitted_by_id) if person is not None}


def approvers_for(order: Order, *, at: datetime.datetime) -> list[Approver]:
    """Everybody who may approve what the order costs at that moment, smallest limit first."""
    return approvers_within(order.agency_id, order.to_approve, own_people(order), at=at)


def approvers_of_change(change: OrderChange, *, at: datetime.datetime) -> list[Approver]:
    """Everybody who may approve what the order costs after a change."""
    own = own_people(change.order) | {change.requested_by_id}
    return approvers_within(change.order.agency_id, change.total_after, own, at=at)


def approvers_within(agency_id: int, value: Decimal, own: set[int], *, at: datetime.datetime) -> list[Approver]:
    """The approvers of an agency whose limit covers a value, but for those whose own it is."""
    holders = (
        Membership.objects.in_force(at=at)
        .filter(organisation_id=agency_id, role=Role.APPROVER, delegation_limit__gte=value)
        .exclude(user_id__in=own)
        .select_related("user")
        .order_by("delegation_limit", "pk")
    )
    substitutes = (
        Substitution.objects.in_force(at=at)
        .filter(membership__in=holders, substitute__is_active=True)
        .exclude(substitute_id__in=own)
        .select_related("substitute", "membership__user")
    )
    found = [Approver(row.user, row.delegation_limit) for row in holders]
    return found + [
        Approver(row.substitute, row.membership.delegation_limit, row.membership.user) for row in substitutes
    ]


@dataclass(frozen=True)
class HeldLimit:
    """A limit that somebody may use, and whose it is."""

    limit: Decimal
    owner_id: int


def held_limit(
    user: Any, order: Order, *, used: Collection[int] = (), agency_id: int | None = None
) -> HeldLimit | None:
    """The highest limit that `user` may use here, own or stood in for; those of `used` people are used up.

    `agency_id` names a partner of a joint order; left out, it is the order's own agency.
    """
    own, agency_id = own_people(order), agency_id or order.agency_id
    limits = [
        HeldLimit(held.delegation_limit, held.stands_for or user.pk)
        for held in user.standing
        if held.role == Role.APPROVER
        and held.organisation_id == agency_id
        and held.delegation_limit is not None
        and held.stands_for not in own
        and (held.stands_for or user.pk) not in used
    ]
    return max(limits, key=lambda held: held.limit, default=None) if user.pk not in own else None


def limit_of(user: Any, order: Order) -> Decimal | None:
    """The highest value of an order that `user` may approve here; None for somebody without any limit."""
    held = held_limit(user, order)
    return held.limit if held else None


def approvals_of(order: Order) -> list[OrderApproval]:
    """The approvals since the order was sent the last time, the first on top."""
    if order.submitted_at is None:
        return []
    return list(order.approvals.filter(sent_at=order.submitted_at).select_related("approver"))


def lines_by_rank(order: Order) -> list[CascadeOffer]:
    """The whole line of an order by rank, the first asked on top."""
    return list(order.line.with_order())


def people_with(roles: tuple[Role, ...], *, organisation_id: int, at: datetime.datetime) -> QuerySet[User]:
    """Those who hold one of the roles in an organisation at that moment."""
    held = Membership.objects.in_force(at=at).filter(organisation_id=organisation_id, role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"))


def contract_to_hang_under(order: Order, *, starts_on: datetime.date) -> Contract | None:
    """The running contract of the same parties on the same offering that covers the order's first day."""
    return (
        Contract.objects.running(on=starts_on)
        .filter(agency_id=order.agency_id, vendor_id=order.vendor_id, offering_id=order.offering_id)
        .filter(delivery_mode=order.delivery_mode, currency=order.currency)
        .order_by("-ends_on", "pk")
        .first()
    )


def history_of(order: Order) -> QuerySet[AuditEvent]:
    """What happened to the order, oldest first."""
    return AuditEvent.objects.story_of(order)
