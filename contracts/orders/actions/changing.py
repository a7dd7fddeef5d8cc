"""Changing a running order: asked for by the agency, approved within a limit, agreed by the vendor where it is more."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.offerings.plans import price_day
from contracts.agreements.actions import Approval, amend_contract
from contracts.frameworks.actions import redraw
from contracts.orders.changes import ChangeImpossible, ChangeTerms, ending_terms, quantity_terms
from contracts.orders.consent import consent_for
from contracts.orders.models import Order, OrderChange
from contracts.orders.queries import BINDING_ROLES, approvers_of_change, held_limit, own_people, people_with
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, moment, money
from marketplace.errors import DomainError, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import SYSTEM, require

from .approval import ACCEPTANCE_WORKING_DAYS, AboveYourLimit
from .drafting import APPROVAL_WORKING_DAYS, NobodyMayApprove
from .guards import lock_order, next_version, stated

Status = OrderChange.Status
RUNNING = (Order.Status.ACCEPTED, Order.Status.ACTIVE)


class ChangeOpen(DomainError):
    sentence = (
        "Another change of this order waits for an answer. Nothing was asked for. Take that one back, or wait until it "
        "is decided."
    )


class ChangeDecided(DomainError):
    """Somebody was quicker."""

    def __init__(self, change: OrderChange) -> None:
        state = change.get_status_display().lower()
        super().__init__(f"This change is {state}, so nothing was done now. The order’s page shows what happened.")


@transaction.atomic
def request_change(
    *, order: Order, quantity: int, holds_from: datetime.date, words: str, version: int, by: Any,
    now: Clock = database_now,
) -> OrderChange:  # fmt: skip
    """Asks for another quantity from the first day of a month on, at the price that was pinned.

    Raises PermissionDenied, AlreadyMoved, StaleForm, ChangeOpen, ChangeImpossible, InvalidInput, NobodyMayApprove.
    """
    require(by, "contracts.change_order", order)
    order, at = lock_order(order, *RUNNING, version=version), now()
    terms = quantity_terms(order, quantity=quantity, holds_from=holds_from, on=price_day(at))
    return _request(order, terms, words, by=by, at=at)


@transaction.atomic
def request_ending(
    *, order: Order, last_day_on: datetime.date, words: str, version: int, by: Any, now: Clock = database_now
) -> OrderChange:
    """Asks to end an order early, with notice and not before the plan's minimum term is over.

    Raises PermissionDenied, AlreadyMoved, StaleForm, ChangeOpen, ChangeImpossible, InvalidInput, NobodyMayApprove.
    """
    require(by, "contracts.change_order", order)
    order, at = lock_order(order, *RUNNING, version=version), now()
    return _request(order, ending_terms(order, last_day_on=last_day_on, on=price_day(at)), words, by=by, at=at)


def _request(order: Order, terms: ChangeTerms, words: str, *, by: Any, at: datetime.datetime) -> OrderChange:
    if order.is_joint:
        raise ChangeImpossible(
            "Several agencies bear this order, so none of them changes it alone. Nothing was asked for. Order what is "
            "missing jointly again, or let it run out."
        )
    if order.changes.open().exists():
        raise ChangeOpen
    change = OrderChange(
        order=order,
        number=order.changes.count() + 1,
        words=stated(words, what="A change"),
        quantity_before=order.quantity,
        ends_on_before=order.ends_on,
        monthly_before=order.monthly_fee,
        total_before=order.total_value,
        requested_by=by,
        requested_at=at,
        due_at=close_of_business(at, APPROVAL_WORKING_DAYS, calendar_of(order.agency, at=at)),
        **vars(terms),
    )
    approvers = approvers_of_change(change, at=at)
    if not approvers:
        raise NobodyMayApprove(order)
    change.save()
    order.save(update_fields=next_version(order))
    data = {"change": change.number, "what": change.what, "total_before": order.total_value}
    data |= {"total_after": terms.total_after, "how": terms.how}
    record(action="contracts.order.change_requested", obj=order, by=by, at=at, data=data)
    body = f"{by} asks for it: {change.what}. In all {money((terms.total_after, order.currency))}. {change.words}"
    _tell(change, [one.user for one in approvers], "To approve", body, at)
    return change


@transaction.atomic
def withdraw_change(*, change: OrderChange, by: Any, now: Clock = database_now) -> OrderChange:
    """Takes it back while nobody has made it final. Raises PermissionDenied, ChangeDecided."""
    require(by, "contracts.withdraw_change", change)
    change, at = _lock(change, Status.REQUESTED, Status.APPROVED), now()
    _give_back(change, at=at)
    move(change, Status.WITHDRAWN, by=by, at=at)
    _note(change, "withdrawn", by=by, at=at)
    return change


@transaction.atomic
def approve_change(*, change: OrderChange, by: Any, now: Clock = database_now) -> OrderChange:
    """Approves what the order costs then; more is asked of the vendor, less and an end hold from here on.

    The ceiling is asked again under its lock. Raises PermissionDenied, ChangeDecided, AboveYourLimit, ChangeImpossible,
    ClosedForOrders, CeilingReached, NotRunning.
    """
    require(by, "contracts.approve_change", change)
    change, at = _lock(change, Status.REQUESTED), now()
    order = change.order
    if by.pk in own_people(order) | {change.requested_by_id}:
        raise PermissionDenied("contracts.approve_change")
    held = held_limit(by, order)
    if held is None or held.limit < change.total_after:
        raise AboveYourLimit(order, held.limit if held else None, total=change.total_after)
    _check_still_possible(change, at=at)
    if order.framework_lot_id:
        _redraw(change, change.total_after, at=at, day_counts=change.is_raised)
    change.decided_by, change.decided_at = by, at
    if not change.is_raised:
        return _put_in_force(change, by=by, amended_by=SYSTEM, at=at, fields=["decided_by", "decided_at"])
    change.due_at = close_of_business(at, ACCEPTANCE_WORKING_DAYS, calendar_of(order.agency, at=at))
    move(change, Status.APPROVED, by=by, at=at, fields=["decided_by", "decided_at", "due_at"])
    _note(change, "change_approved", by=by, at=at)
    people = people_with(BINDING_ROLES, organisation_id=order.contract.vendor_id, at=at)
    _tell(
        change,
        people,
        "To answer",
        f"{order.agency} asks for more: {change.what}. Answer by {moment(change.due_at)}.",
        at,
    )
    return change


@transaction.atomic
def reject_change(*, change: OrderChange, reason: str, by: Any, now: Clock = database_now) -> OrderChange:
    """Says no for the agency; the order stays as it is. Raises PermissionDenied, ChangeDecided, InvalidInput."""
    require(by, "contracts.approve_change", change)
    change, at = _lock(change, Status.REQUESTED), now()
    change.reason, change.decided_by, change.decided_at = stated(reason, what="A rejection"), by, at
    move(change, Status.REJECTED, by=by, at=at, fields=["reason", "decided_by", "decided_at"], reason=change.reason)
    _note(change, "change_rejected", by=by, at=at)
    _tell(change, [change.requested_by], "Rejected", f"{by}: {change.reason}", at)
    return change


@transaction.atomic
def agree_to_change(*, change: OrderChange, by: Any, now: Clock = database_now) -> OrderChange:
    """Binds the vendor to more. Raises PermissionDenied, ChangeDecided, ChangeImpossible, NotRunning."""
    require(by, "contracts.agree_to_change", change)
    change, at = _lock(change, Status.APPROVED), now()
    _check_still_possible(change, at=at)
    change.answered_by, change.answered_at = by, at
    return _put_in_force(change, by=by, amended_by=by, at=at, fields=["answered_by", "answered_at"])


@transaction.atomic
def decline_change(*, change: OrderChange, reason: str, by: Any, now: Clock = database_now) -> OrderChange:
    """Says no for the vendor; the order stays as it is. Raises PermissionDenied, ChangeDecided, InvalidInput."""
    require(by, "contracts.agree_to_change", change)
    change, at = _lock(change, Status.APPROVED), now()
    change.reason, change.answered_by, change.answered_at = stated(reason, what="A decline"), by, at
    _give_back(change, at=at)
    move(change, Status.DECLINED, by=by, at=at, fields=["reason", "answered_by", "answered_at"], reason=change.reason)
    _note(change, "change_declined", by=by, at=at)
    _tell(
        change, [change.requested_by, change.decided_by], "Declined", f"{change.order.served_by}: {change.reason}", at
    )
    return change


def _lock(change: OrderChange, *states: str) -> OrderChange:
    """The change as it stands under its order's lock. Raises ChangeDecided."""
    order = lock_order(change.order, *Order.Status, version=None)
    change = OrderChange.objects.with_people().get(pk=change.pk)
    change.order = order
    if change.status not in states:
        raise ChangeDecided(change)
    return change


def _check_still_possible(change: OrderChange, *, at: datetime.datetime) -> None:
    """The order still runs, and the day from which it counts has not come. Raises ChangeImpossible, StaleForm."""
    order = change.order
    if (order.quantity, order.ends_on, order.total_value) != (
        change.quantity_before, change.ends_on_before, change.total_before
    ):  # fmt: skip
        raise StaleForm
    if order.status not in RUNNING or change.holds_from <= price_day(at):
        raise ChangeImpossible(
            f"It was to count from {day(change.holds_from)}, and that day has come, or the order has ended. Nothing "
            "was done. Ask for it anew with a later day."
        )


def _put_in_force(
    change: OrderChange, *, by: Any, amended_by: Any, at: datetime.datetime, fields: list[str]
) -> OrderChange:
    order = change.order
    move(change, Status.DONE, by=by, at=at, fields=fields)
    difference = change.total_after - change.total_before
    order.quantity, order.ends_on = change.quantity_after, change.ends_on_after
    order.total_value, order.monthly_fee = change.total_after, change.monthly_after
    line = {"label": f"Change {change.number}: {change.what}", "how": change.how, "amount": str(difference)}
    order.price_lines = [*order.price_lines, line | {"once": False, "open": False}]
    order.save(update_fields=["quantity", "ends_on", "total_value", "monthly_fee", "price_lines", *next_version(order)])
    _note(change, "changed", by=by, at=at)
    contract = order.contract
    if difference:
        amend_contract(
            contract=contract,
            value=contract.value + difference,
            ends_on=contract.ends_on,
            rationale=f"Order {order.reference}, change {change.number}",
            approval=Approval(change.decided_by, change.decided_at),
            consent=consent_for(order),
            by=amended_by,
            now=lambda: at,
        )
    vendor = people_with(BINDING_ROLES, organisation_id=order.contract.vendor_id, at=at)
    body = f"{change.what}, from {day(change.holds_from)}. In all {money((order.total_value, order.currency))}."
    _tell(change, {change.requested_by, change.decided_by, *vendor} - {by}, "In force", body, at)
    return change


def _give_back(change: OrderChange, *, at: datetime.datetime) -> None:
    """What an approved change took of the ceiling is free again."""
    if change.status == Status.APPROVED and change.order.framework_lot_id:
        _redraw(change, change.total_before, at=at)


def _redraw(change: OrderChange, amount: Any, *, at: datetime.datetime, day_counts: bool = False) -> None:
    order = change.order
    redraw(
        reference=order.reference,
        agency=order.agency,
        vendor=order.served_by,
        amount=amount,
        day_counts=day_counts,
        by=SYSTEM,
        now=lambda: at,
    )


def _note(change: OrderChange, what: str, *, by: Any, at: datetime.datetime) -> None:
    data = {"change": change.number, "what": change.what, "total": change.total_after}
    record(action=f"contracts.order.{what}", obj=change.order, by=by, at=at, data=data)


def _tell(change: OrderChange, recipients: Any, what: str, body: str, at: datetime.datetime) -> None:
    order = change.order
    notify(
        recipients=recipients,
        key=f"{order.reference}-change-{change.number}-{change.status}",
        subject=f"{what}: {change.get_kind_display().lower()}, {order.offering_name}",
        body=body,
        address=f"{order.get_absolute_url()}#changes",
        at=at,
    )
