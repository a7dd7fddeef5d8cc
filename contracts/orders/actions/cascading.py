"""An order by rank after its approval: each vendor has its time to answer, then it is the next one's turn.

Whose turn it is follows from the times in the line, which are set at the approval and moved up by a decline. The
periodic job records that a time ran out and tells the next vendor; it decides nothing.
"""

import datetime
from typing import Any

from django.db import transaction

from contracts.frameworks.actions import redraw, release_draw_down
from contracts.orders.models import CascadeOffer, Order
from contracts.orders.pricing import pinned_offer
from contracts.orders.queries import BINDING_ROLES, people_with
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import SYSTEM, require

from .acceptance import bind
from .guards import locked_order, next_version, stated

OFFER_WORKING_DAYS = 3
NOBODY_LEFT = "No vendor of the line took it."


class OfferOver(DomainError):
    """It is not, or no longer, this vendor's turn."""

    def __init__(self, offer: CascadeOffer) -> None:
        if offer.answer == CascadeOffer.Answer.EXPIRED or not offer.answer:
            what = f"The time to answer ran out on {moment(offer.expires_at)}" if offer.expires_at else "It is not open"
        else:
            what = f"{offer.answered_by} answered it on {moment(offer.answered_at)}"
        if offer.order.status == Order.Status.CANCELLED:
            what = "The agency has taken the order back"
        super().__init__(
            f"{what}, so nothing was done now. The order has gone its way; new ones are offered on your first page."
        )


def open_line(order: Order, *, at: datetime.datetime) -> None:
    """Sets the times of the whole line from the approval on, one after the other, and when the first has to answer."""
    _set_times(order, list(order.line.asked()), at=at)
    order.acceptance_due_at = order.line.asked()[0].expires_at


def _set_times(order: Order, offers: list[CascadeOffer], *, at: datetime.datetime) -> None:
    calendar, opens_at = calendar_of(order.agency, at=at), at
    for offer in offers:
        offer.opens_at, offer.expires_at = opens_at, close_of_business(opens_at, OFFER_WORKING_DAYS, calendar)
        offer.save(update_fields=["opens_at", "expires_at"])
        opens_at = offer.expires_at


def close_line(order: Order) -> None:
    """Nobody after this is asked: those whose turn has not come never learn of the order."""
    order.line.filter(answer="", opens_at__isnull=False).exclude(vendor=order.vendor_id).update(
        opens_at=None, expires_at=None
    )


@transaction.atomic
def accept_offer(*, offer: CascadeOffer, by: Any, now: Clock = database_now) -> Order:
    """Binds the vendor whose turn it is. Raises PermissionDenied, OfferOver, PartOfAnother, RunsTooLong."""
    require(by, "contracts.answer_offer", offer)
    offer, at = _lock_offer(offer, now)
    order = offer.order
    settle_line(order, at=at)
    _answer(offer, CascadeOffer.Answer.ACCEPTED, by=by, at=at)
    close_line(order)
    redraw(
        reference=order.reference,
        agency=order.agency,
        vendor=order.vendor,
        amount=order.total_value,
        by=SYSTEM,
        now=lambda: at,
    )
    return bind(order, by=by, now=lambda: at)


@transaction.atomic
def decline_offer(*, offer: CascadeOffer, reason: str, by: Any, now: Clock = database_now) -> Order:
    """Says no; the next in the line is asked at once. Raises PermissionDenied, OfferOver, InvalidInput."""
    require(by, "contracts.answer_offer", offer)
    offer, at = _lock_offer(offer, now)
    offer.reason = stated(reason, what="A decline")
    _answer(offer, CascadeOffer.Answer.DECLINED, by=by, at=at)
    _set_times(offer.order, list(offer.order.line.asked().filter(rank__gt=offer.rank)), at=at)
    return settle_line(offer.order, at=at)


@transaction.atomic
def pass_on(*, order: Order, by: Any, now: Clock = database_now) -> Order:
    """Records what the times have decided, and tells whose turn it is now. Safe to repeat. Raises PermissionDenied."""
    require(by, "contracts.pass_order_on", order)
    order = locked_order(order.pk)
    return settle_line(order, at=now()) if order.status == Order.Status.APPROVED else order


def _lock_offer(offer: CascadeOffer, now: Clock) -> tuple[CascadeOffer, datetime.datetime]:
    """The offer as it stands under the order's lock, with the time read after it. Raises OfferOver."""
    order = locked_order(offer.order_id)
    offer = CascadeOffer.objects.select_related("vendor", "answered_by").get(pk=offer.pk)
    offer.order = order
    at = now()
    if not offer.is_open(at=at):
        raise OfferOver(offer)
    return offer, at


def _answer(offer: CascadeOffer, answer: str, *, by: Any, at: datetime.datetime) -> None:
    offer.answer, offer.answered_at = answer, at
    offer.answered_by = None if by is SYSTEM else by
    offer.save(update_fields=["answer", "answered_at", "answered_by", "reason"])
    data = {"order": offer.order.reference, "rank": offer.rank, "vendor": offer.vendor.name}
    record(action=f"contracts.offer.{answer}", obj=offer, by=by, at=at, data=data)


def settle_line(order: Order, *, at: datetime.datetime) -> Order:
    """Writes down whose time ran out by then, and puts the order to the next vendor; the caller holds the lock."""
    for offer in order.line.run_out(at).select_related("order", "vendor"):
        _answer(offer, CascadeOffer.Answer.EXPIRED, by=SYSTEM, at=offer.expires_at)
    holder = order.line.open_at(at).select_related("vendor", "offering", "offering_revision").first()
    if holder is None:
        if not order.line.filter(answer="", opens_at__lte=at).exists():
            _end_line(order, at=at)
    elif holder.vendor_id != order.vendor_id:
        _put_to(order, holder, at=at)
    return order


def _put_to(order: Order, offer: CascadeOffer, *, at: datetime.datetime) -> None:
    """The order is now about what this vendor offers, as it was pinned when the request was sent."""
    was, offer.order = order.vendor, order
    fields = pinned_offer(offer)
    for name, value in fields.items():
        setattr(order, name, value)
    order.acceptance_due_at = offer.expires_at
    order.save(update_fields=[*fields, "acceptance_due_at", *next_version(order)])
    data = {"before": was.name, "vendor": offer.vendor.name, "rank": offer.rank, "total": order.total_value}
    record(action="contracts.order.passed_on", obj=order, by=SYSTEM, at=at, data=data)
    tell_holder(order, offer, at=at)
    _tell_agency(
        order,
        f"Passed on: {order.offering_name}",
        f"{was} did not take {order.reference}. {offer.vendor}, rank {offer.rank}, has until "
        f"{moment(offer.expires_at)}.",
        at,
    )


def _end_line(order: Order, *, at: datetime.datetime) -> None:
    order.reason = NOBODY_LEFT
    move(order, Order.Status.DECLINED, by=SYSTEM, at=at, fields=["reason", *next_version(order)], reason=NOBODY_LEFT)
    release_draw_down(reference=order.reference, by=SYSTEM, now=lambda: at)
    _tell_agency(
        order,
        f"Nobody left: {order.offering_name}",
        f"{NOBODY_LEFT} {order.reference} ends and its part of the ceiling is free again. Start a new request in "
        "another way: compare offers, ask for other terms, or state a need for a competition.",
        at,
    )


def tell_holder(order: Order, offer: CascadeOffer, *, at: datetime.datetime) -> None:
    """Tells those who bind the vendor whose turn it is."""
    offer.order = order
    notify(
        recipients=people_with(BINDING_ROLES, organisation_id=offer.vendor_id, at=at),
        key=f"{order.reference}-offer-{offer.rank}",
        subject=f"Offered to you: {offer.offering_name} for {order.agency}",
        body=f"Accept or decline by {moment(offer.expires_at)}; after that it is offered to the next vendor.",
        address=offer.get_absolute_url(),
        at=at,
    )


def _tell_agency(order: Order, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=[order.requester, order.approved_by],
        key=f"{order.reference}-line-{order.version}",
        subject=subject,
        body=body,
        address=order.get_absolute_url(),
        at=at,
    )
