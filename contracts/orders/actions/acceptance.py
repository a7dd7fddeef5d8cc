"""The vendor answers: an accepted order hangs under a contract, existing or concluded on the spot, and starts."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from catalog.offerings.models import Offering
from contracts.agreements.actions import Agreed, Approval, amend_contract, conclude_contract
from contracts.agreements.models import Contract
from contracts.agreements.promises import promised_by
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.exits.actions import refuse_if_stopped
from contracts.frameworks.actions import RunsTooLong, release_draw_down, settle_draw_downs
from contracts.orders.consent import consent_for
from contracts.orders.models import Order
from contracts.orders.queries import contract_to_hang_under
from contracts.orders.terms import months_after, used_part
from contracts.policies.models import Route
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require

from .guards import lock_order, next_version, stated


class AnsweredByRank(DomainError):
    sentence = (
        "This order goes by rank, and each vendor answers its own offer. Nothing was done. Open the offer on your "
        "first page and answer there."
    )


@transaction.atomic
def accept_order(*, order: Order, version: int, by: Any, now: Clock = database_now) -> Order:
    """Binds the vendor. The order starts on the wanted day, or today where that has passed.

    Raises PermissionDenied, AlreadyMoved, StaleForm, AnsweredByRank, PartOfAnother, OrdersStopped, RunsTooLong,
    OfficeNotBound, and TermsDoNotFit where the offering's promise is impossible.
    """
    require(by, "contracts.accept_order", order)
    order = lock_order(order, Order.Status.APPROVED, version=version)
    if order.route == Route.CASCADE:
        raise AnsweredByRank
    return bind(order, by=by, now=now)


def bind(order: Order, *, by: Any, now: Clock) -> Order:
    """The vendor's yes to an order whose lock the caller holds: its term, its contract, its start."""
    # Two orders of the same offering, accepted at once, must not each conclude a contract.
    Offering.objects.select_for_update(no_key=True, of=["self"]).get(pk=order.offering_id)
    at = now()
    refuse_if_merged(order.vendor, at=at)
    refuse_if_stopped(agency=order.agency, vendor=order.vendor, offering=order.offering, at=at)
    today = at.astimezone(ZoneInfo(order.agency.time_zone)).date()
    order.accepted_at, order.starts_on = at, max(order.wanted_from, today)
    order.ends_on = months_after(order.starts_on, order.months)
    _refuse_too_long(order)
    order.contract = _contract_for(order, by=by, now=lambda: at)
    fields = ["accepted_at", "starts_on", "ends_on", "contract", *next_version(order)]
    move(order, Order.Status.ACCEPTED, by=by, at=at, fields=fields, data={"contract": order.contract.reference})
    if order.starts_on <= today:
        move(order, Order.Status.ACTIVE, by=by, at=at)
    _tell(
        order,
        f"Accepted: {order.offering_name}",
        f"{order.vendor} accepted it under contract {order.contract.reference}. It runs from {day(order.starts_on)}.",
        at,
    )
    return order


def _refuse_too_long(order: Order) -> None:
    """A late acceptance moves the start, and with it the end."""
    framework = order.framework_lot.framework if order.framework_lot_id else None
    if framework and order.ends_on > framework.ends_on:
        raise RunsTooLong(framework, order.ends_on)


def _contract_for(order: Order, *, by: Any, now: Clock) -> Contract:
    standing = contract_to_hang_under(order, starts_on=order.starts_on)
    if standing is None:
        return _conclude(order, by=by, now=now)
    return amend_contract(
        contract=standing,
        value=standing.value + order.total_value,
        ends_on=max(standing.ends_on, order.ends_on),
        rationale=f"Order {order.reference}",
        approval=Approval(order.approved_by, order.approved_at),
        consent=consent_for(order),
        by=by,
        now=now,
    )


def _conclude(order: Order, *, by: Any, now: Clock) -> Contract:
    agreed = Agreed(
        title=order.offering_name,
        ocid=order.ocid,
        agency=order.agency,
        vendor=order.vendor,
        broker=Organisation.objects.broker_offices().order_by("pk").first(),
        offering=order.offering,
        offering_revision=order.offering_revision,
        delivery_mode=order.delivery_mode,
        time_zone=order.agency.time_zone,
        currency=order.currency,
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        value=order.total_value,
    )
    return conclude_contract(
        agreed=agreed,
        approval=Approval(order.approved_by, order.approved_at),
        consent=consent_for(order),
        levels=promised_levels(order),
        by=by,
        now=now,
    )


def promised_levels(order: Order) -> list[PromisedLevel]:
    """The service levels of the revision that the order has pinned."""
    return promised_by(order.offering_revision)


@transaction.atomic
def decline_order(*, order: Order, reason: str, version: int, by: Any, now: Clock = database_now) -> Order:
    """Refuses an approved order. Raises PermissionDenied, AlreadyMoved, StaleForm, AnsweredByRank, InvalidInput."""
    require(by, "contracts.decline_order", order)
    order = lock_order(order, Order.Status.APPROVED, version=version)
    if order.route == Route.CASCADE:
        raise AnsweredByRank
    order.reason = stated(reason, what="A decline")
    at = now()
    move(order, Order.Status.DECLINED, by=by, at=at, fields=["reason", *next_version(order)], reason=order.reason)
    if order.framework_lot_id:
        release_draw_down(reference=order.reference, by=SYSTEM if order.is_joint else by, now=lambda: at)
    _tell(order, f"Declined: {order.offering_name}", f"{order.vendor}: {order.reason}", at)
    return order


@transaction.atomic
def run_order(*, order: Order, by: Any, now: Clock = database_now) -> Order:
    """Records that an order's first or last day has come, or its contract's early end, which gives back what was not
    used of a framework agreement. Safe to repeat.

    Raises PermissionDenied.
    """
    require(by, "contracts.run_order", order)
    order = Order.objects.select_for_update(of=["self"]).select_related("agency", "contract").get(pk=order.pk)
    at, zone = now(), order.agency.time_zone
    if order.status in (Order.Status.ACCEPTED, Order.Status.ACTIVE) and order.contract.is_over(at=at):
        reason = f"{order.contract.reference} ended before its last day"
        if order.framework_lot_id:
            settle_draw_downs(reference=order.reference, used=used_part(order), by=by, now=lambda: at)
        return move(order, Order.Status.ENDED, by=by, at=at, fields=next_version(order), reason=reason)
    if order.status == Order.Status.ACCEPTED and at >= local_midnight(order.starts_on, zone):
        move(order, Order.Status.ACTIVE, by=by, at=at, fields=next_version(order))
    if order.status == Order.Status.ACTIVE and at >= local_midnight(order.ends_on, zone):
        move(order, Order.Status.ENDED, by=by, at=at, fields=next_version(order))
    return order


def _tell(order: Order, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=[order.requester, order.approved_by],
        key=f"{order.reference}-{order.status}-{order.version}",
        subject=subject,
        body=body,
        address=order.get_absolute_url(),
        at=at,
    )
