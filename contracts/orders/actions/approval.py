"""The agency decides: approve within a limit, return with a reason, reject with a reason."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from contracts.frameworks.actions import draw_down
from contracts.orders.models import Order, OrderApproval
from contracts.orders.queries import BINDING_ROLES, approvals_of, held_limit, own_people, people_with
from contracts.orders.terms import months_after
from contracts.policies.models import Route
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import SYSTEM, require

from .cascading import open_line, tell_holder
from .guards import lock_order, next_version, stated

ACCEPTANCE_WORKING_DAYS = 5


class AboveYourLimit(DomainError):
    """The order's total value is more than this approver may approve."""

    status = 403

    def __init__(self, order: Order, limit: Any, *, total: Any = None) -> None:
        total = money((order.to_approve if total is None else total, order.currency))
        may = (
            f"You may approve up to {money((limit, order.currency))}" if limit is not None else "You have no limit set"
        )
        super().__init__(
            f"{may}, and this order is {total} in all, with one-off charges and the whole term. Nothing was approved. "
            "Leave it to an approver with a higher limit; they have been told."
        )


class ApprovedByYou(DomainError):
    sentence = (
        "You approved this order already, and its policy asks for somebody else as well. Nothing was done now. "
        "Another approver whose limit covers it has to approve it."
    )


class TooEarly(DomainError):
    """The policy asks for some days between the request and the decision."""

    def __init__(self, order: Order) -> None:
        super().__init__(
            f"{order.policy} asks for some days between a {order.get_route_display().lower()} and the decision. "
            f"Nothing was approved. It can be approved from {moment(order.decidable_at)} on."
        )


@transaction.atomic
def approve_order(*, order: Order, version: int, by: Any, now: Clock = database_now) -> Order:
    """Approves the order's total value; the last approval needed asks the vendor to accept within five working days.

    Raises PermissionDenied (also for one's own, and for a substitute of the requester), AlreadyMoved, StaleForm,
    ApprovedByYou, AboveYourLimit, TooEarly, ClosedForOrders, RunsTooLong, CeilingReached.
    """
    require(by, "contracts.approve_order", order)
    order = lock_order(order, Order.Status.SUBMITTED, version=version)
    _refuse_own(order, by)
    at = now()
    approval = _approval(order, by=by, at=at)
    order.save(update_fields=next_version(order))
    if approval < order.approvals_needed or order.shares.waiting().exists():
        data = {"approval": approval, "needed": order.approvals_needed}
        record(action="contracts.order.approval_given", obj=order, by=by, at=at, data=data)
        left = order.approvals_needed - approval
        words = (
            f"{by} approved it; {left} more to come." if left else f"{by} approved it; partners have still to answer."
        )
        _tell(order, [order.requester], f"Approval {approval}: {order.offering_name}", words, at)
    return approve_if_complete(order, by=by, at=at)


def approve_if_complete(order: Order, *, by: Any, at: datetime.datetime) -> Order:
    """With the last approval of the agency, and of a joint order of every partner, the vendor is asked.

    Raises ClosedForOrders, RunsTooLong, CeilingReached.
    """
    given = approvals_of(order)
    if len(given) < order.approvals_needed or order.shares.waiting().exists():
        return order
    order.approved_by, order.approved_at, order.reason = given[-1].approver, at, ""
    order.acceptance_due_at = close_of_business(at, ACCEPTANCE_WORKING_DAYS, calendar_of(order.agency, at=at))
    if order.route == Route.CASCADE:
        open_line(order, at=at)
    fields = ["approved_by", "approved_at", "reason", "acceptance_due_at", *next_version(order)]
    if order.framework_lot_id:
        _draw_down(order, at=at)
    decided = {"total": order.total_value, "approvals": len(given)}
    move(order, Order.Status.APPROVED, by=by, at=at, fields=fields, data=decided)
    _ask_vendor(order, by=by, at=at)
    return order


def _ask_vendor(order: Order, *, by: Any, at: datetime.datetime) -> None:
    """Tells who is to answer until when; by rank the first in the line, who alone learns of it."""
    due = moment(order.acceptance_due_at)
    if order.route == Route.CASCADE:
        tell_holder(order, order.line.asked()[0], at=at)
    else:
        _tell(
            order,
            people_with(BINDING_ROLES, organisation_id=order.vendor_id, at=at),
            f"To accept: {order.offering_name} for {order.agency}",
            f"{order.agency} approved the order. Accept or decline it by {due}.",
            at,
        )
    answer = f"{by} approved it. {order.vendor} answers by {due}."
    _tell(order, [order.requester], f"Approved: {order.offering_name}", answer, at)


def _approval(order: Order, *, by: Any, at: datetime.datetime) -> int:
    """Writes one approval and returns its number. Raises ApprovedByYou, AboveYourLimit, TooEarly."""
    given = approvals_of(order)
    if any(one.approver_id == by.pk for one in given):
        raise ApprovedByYou
    held = held_limit(by, order, used={one.owner_id for one in given})
    if held is None or held.limit < order.to_approve:
        raise AboveYourLimit(order, held.limit if held else None)
    if order.decidable_at is not None and at < order.decidable_at:
        raise TooEarly(order)
    OrderApproval.objects.create(
        order=order, approver=by, owner_id=held.owner_id, limit=held.limit, sent_at=order.submitted_at, at=at
    )
    return len(given) + 1


def _draw_down(order: Order, *, at: datetime.datetime) -> None:
    """Counts the order against the ceilings of the agreement under which it was sent; of a joint one share by share."""
    shares = [(share.agency, share.amount) for share in order.shares.select_related("agency")]
    for agency, amount in shares or [(order.agency, order.to_approve)]:
        draw_down(
            lot=order.framework_lot,
            reference=order.reference,
            agency=agency,
            vendor=order.vendor,
            amount=amount,
            ends_on=months_after(order.wanted_from, order.months),
            by=order.approved_by if agency == order.agency else SYSTEM,
            now=lambda: at,
        )


@transaction.atomic
def return_order(*, order: Order, reason: str, version: int, by: Any, now: Clock = database_now) -> Order:
    """Gives the request back for changes. Raises PermissionDenied, AlreadyMoved, StaleForm, InvalidInput."""
    require(by, "contracts.return_order", order)
    return _refuse_with_reason(order, Order.Status.RETURNED, reason, "A return", version, by, now)


@transaction.atomic
def reject_order(*, order: Order, reason: str, version: int, by: Any, now: Clock = database_now) -> Order:
    """Refuses the request for good. Raises PermissionDenied, AlreadyMoved, StaleForm, InvalidInput."""
    require(by, "contracts.reject_order", order)
    return _refuse_with_reason(order, Order.Status.REJECTED, reason, "A rejection", version, by, now)


def _refuse_with_reason(
    order: Order, to: Order.Status, reason: str, what: str, version: int, by: Any, now: Clock
) -> Order:
    order = lock_order(order, Order.Status.SUBMITTED, version=version)
    _refuse_own(order, by)
    order.reason = stated(reason, what=what)
    at = now()
    move(order, to, by=by, at=at, fields=["reason", *next_version(order)], reason=order.reason)
    _tell(order, [order.requester], f"{to.label}: {order.offering_name}", f"{by}: {order.reason}", at)
    return order


def _refuse_own(order: Order, by: Any) -> None:
    """The table keeps the requester out; a colleague who submitted in their place asked for it too."""
    if by.pk in own_people(order):
        raise PermissionDenied("contracts.approve_order")


def _tell(order: Order, recipients: Any, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=recipients,
        key=f"{order.reference}-{order.status}-{order.version}",
        subject=subject,
        body=body,
        address=order.get_absolute_url(),
        at=at,
    )
