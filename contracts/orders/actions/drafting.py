"""From a wish to a submitted request: drafting, editing, funding, submitting, cancelling."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from catalog.offerings.plans import price_day
from contracts.exits.actions import refuse_if_stopped
from contracts.frameworks.actions import release_draw_down
from contracts.frameworks.levies import levy_of_lot
from contracts.orders.duplicates import Answer
from contracts.orders.models import FundingShare, Order
from contracts.orders.pricing import Wanted, amounts_of, snapshot, wanted_by, with_levy
from contracts.orders.queries import BINDING_ROLES, approvers_for, people_with
from contracts.orders.vehicles import priced
from contracts.policies.models import Route
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require
from marketplace.references.actions import ocid_for, take_reference

from .cascading import close_line
from .choosing import pin_way
from .guards import lock_order, next_version
from .joining import pin_similar_uses
from .lining_up import clear_line, pin_line
from .sharing import pin_shares, tell_partners

APPROVAL_WORKING_DAYS = 3


class FundingIncomplete(DomainError):
    """The funding sources do not pay exactly all of the order."""

    def __init__(self, percent: Decimal) -> None:
        super().__init__(
            f"The funding sources add up to {percent.normalize():f}%, not to 100%. Nothing was submitted. "
            "Correct the shares, then submit."
        )


class NotJustified(DomainError):
    sentence = "The request does not say what it is for. Nothing was submitted. Add a justification, then submit."


class OfferingChanged(DomainError):
    sentence = (
        "The offering was changed after you chose it, and its price or terms may differ now. Nothing was submitted. "
        "Open the first step to see the present price, save it, then submit."
    )


class PriceChanged(DomainError):
    """A price that was announced has begun since the draft took the one before."""

    def __init__(self, order: Order, total: Decimal) -> None:
        was, now = money((order.total_value, order.currency)), money((total, order.currency))
        super().__init__(
            f"The price of {order.offering_name} has changed since you chose it: {was} then, {now} now. "
            "Nothing was submitted. Open the first step to see the present price, save it, then submit."
        )


class LevyDiffers(DomainError):
    """The order goes under another agreement than the one that its price was reckoned for."""

    def __init__(self, order: Order, was: Decimal) -> None:
        total, before = money((order.total_value, order.currency)), money((was, order.currency))
        super().__init__(
            f"Under {order.framework_lot or 'the office’s standard terms'} the levy is "
            f"{order.levy_percent.normalize():f}%, so the request costs {total} and not {before}. Nothing was "
            "submitted. Choose how it is bought, look at the price, then submit."
        )


class NobodyMayApprove(DomainError):
    """Too few approvers of the agency have a limit that covers the order."""

    def __init__(self, order: Order) -> None:
        total, needed = money((order.total_value, order.currency)), order.approvals_needed
        who = "Nobody" if needed == 1 else f"Fewer than {needed} people"
        super().__init__(
            f"{who} at {order.agency} may approve {total} for you. Nothing was submitted. "
            "Ask your agency’s administrator to name an approver with a higher limit."
        )


@dataclass(frozen=True)
class Share:
    """A source of money and the part of the order it pays."""

    source: str
    percent: Decimal


@transaction.atomic
def draft_order(
    *,
    wanted: Wanted,
    agency: Organisation,
    form_token: uuid.UUID,
    by: Any,
    need_reference: str = "",
    now: Clock = database_now,
) -> Order:
    """Drafts a request at today's price. The same form sent twice gives the same draft.

    Raises PermissionDenied, NotOrderable, PricesExpired, PlanGone, InvalidInput.
    """
    require(by, "contracts.draft_order", agency)
    mine = Order.objects.filter(requester=by, form_token=form_token)
    if drafted := mine.first():
        return drafted
    at = now()
    fields = priced(wanted, agency, on=price_day(at))
    try:
        with transaction.atomic():
            reference = take_reference("O", at=at)
            order = Order.objects.create(
                reference=reference,
                ocid=ocid_for(need_reference or reference),
                need_reference=need_reference,
                form_token=form_token,
                agency=agency,
                requester=by,
                created_at=at,
                **fields,
            )
    except IntegrityError:
        # The same form came in twice at the same moment: the other one was first.
        return mine.get()
    data = {"offering": order.offering_name, "total": order.total_value, "need": need_reference}
    record(action="contracts.order.drafted", obj=order, by=by, at=at, data=data)
    return order


@transaction.atomic
def edit_draft(*, order: Order, wanted: Wanted, version: int, by: Any, now: Clock = database_now) -> Order:
    """Puts another plan, quantity or term into a draft, at today's price; the line of an order by rank is drawn anew.

    Raises PermissionDenied, AlreadyMoved, StaleForm, NotOrderable, PricesExpired, PlanGone, InvalidInput.
    """
    require(by, "contracts.edit_order", order)
    order = lock_order(order, *Order.EDITABLE, version=version)
    if wanted.offering.pk != order.offering_id:
        raise InvalidInput("A draft keeps its offering. Start a new request from the other offering’s page.")
    at, was = now(), order.total_value
    lot = order.framework_lot if order.route != Route.CASCADE else None
    on = price_day(at)
    kept = replace(wanted, levy_percent=levy_of_lot(lot, on)) if lot else wanted
    fields = snapshot(kept, on=on) if lot else priced(wanted, order.agency, on=on)
    for name, value in fields.items():
        setattr(order, name, value)
    if order.route == Route.CASCADE:
        clear_line(order)
        order.route, order.framework_lot = "", None
    order.save(update_fields=[*fields, "route", "framework_lot", *next_version(order)])
    data = {"total_before": was, "total": order.total_value}
    record(action="contracts.order.edited", obj=order, by=by, at=at, data=data)
    return order


@transaction.atomic
def fund_order(
    *,
    order: Order,
    shares: Sequence[Share],
    justification: str,
    version: int,
    by: Any,
    now: Clock = database_now,
) -> Order:
    """Says who pays which part and what the order is for. Replaces what was said before.

    Raises PermissionDenied, AlreadyMoved, StaleForm, and InvalidInput unless the shares make 100 %.
    """
    require(by, "contracts.edit_order", order)
    order = lock_order(order, *Order.EDITABLE, version=version)
    _check_shares(shares)
    order.funding.all().delete()
    FundingShare.objects.bulk_create(FundingShare(order=order, **vars(share)) for share in shares)
    order.justification = justification.strip()
    order.save(update_fields=["justification", *next_version(order)])
    data = {"funding": {share.source: share.percent for share in shares}}
    record(action="contracts.order.funded", obj=order, by=by, at=now(), data=data)
    return order


def _check_shares(shares: Sequence[Share]) -> None:
    if any(not 0 < share.percent <= 100 for share in shares):
        raise InvalidInput("Each funding source pays more than 0% and at most 100%. Correct the shares.")
    if len({share.source.casefold() for share in shares}) < len(shares):
        raise InvalidInput("A funding source stands there twice. Put its shares together.")
    whole = sum((share.percent for share in shares), Decimal(0))
    if whole != 100:
        raise InvalidInput(f"The shares add up to {whole.normalize():f}%. Change them until they make exactly 100%.")


@transaction.atomic
def submit_order(
    *, order: Order, version: int, by: Any, answer: Answer | None = None, now: Clock = database_now
) -> Order:
    """Sends the request to those whose limit covers its total value, due in three working days of the agency.

    `answer` says what is to happen where others have the same or something like it. Raises PermissionDenied,
    AlreadyMoved, StaleForm, FundingIncomplete, NotJustified, OfferingChanged, PriceChanged, NotOrderable,
    DuplicateUnanswered, NotThereToJoin, NobodyMayApprove, NotUnderThis, ClosedForOrders, RunsTooLong,
    CeilingReached, RouteClosed, AwardNotJustified, OrdersStopped.
    """
    require(by, "contracts.submit_order", order)
    order = lock_order(order, *Order.EDITABLE, version=version)
    at = now()
    _check_complete(order, on=price_day(at))
    refuse_if_stopped(agency=order.agency, vendor=order.vendor, offering=order.offering, at=at)
    pinned = pin_similar_uses(order, answer, on=at.date())
    pinned += pin_way(order, at=at, pin_line=pin_line, pin_shares=pin_shares)
    _check_levy(order, on=price_day(at))
    order.submitted_by, order.submitted_at = by, at
    approvers = approvers_for(order, at=at)
    if len({(approver.stands_for or approver.user).pk for approver in approvers}) < order.approvals_needed:
        raise NobodyMayApprove(order)
    order.approval_due_at = close_of_business(at, APPROVAL_WORKING_DAYS, calendar_of(order.agency, at=at))
    fields = ["submitted_by", "submitted_at", "approval_due_at", *pinned, *next_version(order)]
    data = {"total": order.total_value, "similar_agencies": order.similar_agencies, "answer": order.similar_answer}
    data |= {"route": order.route, "framework": str(order.framework_lot or ""), "policy": str(order.policy or "")}
    move(order, Order.Status.SUBMITTED, by=by, at=at, fields=fields, data=data)
    tell_partners(order, at=at)
    notify(
        recipients=[approver.user for approver in approvers],
        key=f"{order.reference}-submitted-{order.version}",
        subject=f"To approve: {order.offering_name}, {order.cost_words}",
        body=f"{by} requests it for {order.agency}. It is due {moment(order.approval_due_at)}.",
        address=order.get_absolute_url(),
        at=at,
    )
    return order


def _check_complete(order: Order, *, on: datetime.date) -> None:
    funded = sum((share.percent for share in order.funding.all()), Decimal(0))
    if funded != 100:
        raise FundingIncomplete(funded)
    if not order.justification:
        raise NotJustified
    present = snapshot(wanted_by(order), on=on)
    if (present["offering_revision"].pk, present["vendor"].pk) != (order.offering_revision_id, order.vendor_id):
        raise OfferingChanged
    if amounts_of(present["price_lines"]) != amounts_of(order.price_lines):
        raise PriceChanged(order, present["total_value"])


def _check_levy(order: Order, *, on: datetime.date) -> None:
    """The price is reckoned with the levy of the agreement under which the order goes."""
    was = order.total_value
    if with_levy(order, levy_of_lot(order.framework_lot, on)) and order.total_value != was:
        raise LevyDiffers(order, was)


@transaction.atomic
def cancel_order(*, order: Order, version: int | None, by: Any, now: Clock = database_now) -> Order:
    """Takes a request back before the vendor has accepted it. Raises PermissionDenied, AlreadyMoved, StaleForm."""
    require(by, "contracts.cancel_order", order)
    open_states = (*Order.EDITABLE, Order.Status.SUBMITTED, Order.Status.APPROVED)
    order = lock_order(order, *open_states, version=version)
    was, at = order.status, now()
    move(order, Order.Status.CANCELLED, by=by, at=at, fields=next_version(order))
    told = [approver.user for approver in approvers_for(order, at=at)] if was == Order.Status.SUBMITTED else []
    if order.route == Route.CASCADE and was == Order.Status.APPROVED:
        told += people_with(BINDING_ROLES, organisation_id=order.vendor_id, at=at)
        close_line(order)
    if order.framework_lot_id and was == Order.Status.APPROVED:
        release_draw_down(reference=order.reference, by=SYSTEM if order.is_joint else by, now=lambda: at)
    notify(
        recipients=told,
        key=f"{order.reference}-cancelled",
        subject=f"Cancelled: {order.offering_name}",
        body=f"{by} took {order.reference} back. Nothing is left to decide.",
        address=order.get_absolute_url(),
        at=at,
    )
    return order
