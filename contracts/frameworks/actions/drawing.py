"""Counting an order against the ceilings of its lot and its agreement, and giving back what comes to nothing."""

import datetime
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from catalog.offerings.plans import price_day
from contracts.frameworks.models import DrawDown, Framework, FrameworkLot
from contracts.frameworks.queries import is_bound, room_in
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, moment, money
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import require


class ClosedForOrders(DomainError):
    """The last day for orders has passed, or the first has not come."""

    def __init__(self, framework: Framework) -> None:
        if framework.ended_at is not None:
            super().__init__(
                f"{framework} was ended on {moment(framework.ended_at)}: what was ordered runs on, and nothing more is "
                "ordered. Nothing was done. Ask the broker office for another agreement."
            )
            return
        super().__init__(
            f"Orders under {framework} could be placed from {day(framework.starts_on)} to "
            f"{day(framework.last_order_on)}. Nothing was done. Ask the broker office for another agreement."
        )


class CeilingReached(DomainError):
    """The order is worth more than what is left of a ceiling."""

    def __init__(self, lot: FrameworkLot, room: Decimal, amount: Decimal) -> None:
        left, asked = (money((value, lot.framework.currency)) for value in (room, amount))
        super().__init__(
            f"{left} is left for orders of {lot.lot} under {lot.framework}, and this one is {asked} in all. "
            "Nothing was done. Ask for less or for a shorter term, or ask the broker office to amend the agreement."
        )


class LotNotSigned(DomainError):
    """The vendor stands in the lot and has not bound itself to it."""

    def __init__(self, vendor: Organisation, lot: FrameworkLot) -> None:
        super().__init__(
            f"{vendor} has not signed {lot.lot} of {lot.framework} yet, so nothing is ordered from it there. "
            "Nothing was done. Ask it to sign its lot, which waits in its signatories’ work, or buy in another way."
        )


class RunsTooLong(DomainError):
    """The order would run on after the end of all orders under the agreement."""

    def __init__(self, framework: Framework, ends_on: datetime.date) -> None:
        until = day(ends_on - datetime.timedelta(days=1))
        super().__init__(
            f"Orders under {framework} run until {day(framework.last_day_on)} at the latest, and this one would run "
            f"until {until}. Nothing was done. Ask for a shorter term."
        )


def check_order(
    lot: FrameworkLot, *, amount: Decimal, ends_on: datetime.date, room: Decimal, on: datetime.date
) -> None:
    """Whether an order fits a lot on that day. Raises ClosedForOrders, RunsTooLong, CeilingReached."""
    if not lot.framework.takes_orders(on=on):
        raise ClosedForOrders(lot.framework)
    if ends_on > lot.framework.ends_on:
        raise RunsTooLong(lot.framework, ends_on)
    if amount > room:
        raise CeilingReached(lot, room, amount)


def check_signed(lot: FrameworkLot, vendor: Organisation) -> None:
    """Whether the vendor has bound itself to the lot. Raises LotNotSigned."""
    if not is_bound(vendor, lot):
        raise LotNotSigned(vendor, lot)


@transaction.atomic
def draw_down(
    *,
    lot: FrameworkLot,
    reference: str,
    agency: Organisation,
    vendor: Organisation,
    amount: Decimal,
    ends_on: datetime.date,
    by: Any,
    now: Clock = database_now,
) -> DrawDown:
    """Takes an approved order's value of the ceilings; orders under one agreement stand in line for it.

    Raises PermissionDenied, LotNotSigned, ClosedForOrders, RunsTooLong, CeilingReached.
    """
    drawn = DrawDown(reference=reference, agency=agency, vendor=vendor, amount=amount)
    require(by, "contracts.draw_down", drawn)
    # Both ceilings hang under the agreement, so that its lock is enough.
    framework = Framework.objects.select_for_update().get(pk=lot.framework_id)
    drawn.lot = FrameworkLot.objects.select_related("framework", "lot").get(pk=lot.pk)
    check_signed(drawn.lot, vendor)
    room, at = room_in(drawn.lot), now()
    check_order(drawn.lot, amount=amount, ends_on=ends_on, room=room, on=price_day(at))
    drawn.drawn_at = at
    drawn.save()
    data = {"order": reference, "amount": amount, "left": room - amount}
    record(action="contracts.framework.drawn", obj=framework, by=by, at=at, data=data)
    return drawn


@transaction.atomic
def release_draw_down(*, reference: str, by: Any, now: Clock = database_now) -> list[DrawDown]:
    """Gives back what an order took that was cancelled or declined; of a joint one every share.

    Raises PermissionDenied.
    """
    drawn = list(DrawDown.objects.standing().filter(reference=reference).select_for_update(of=["self"]))
    at = now()
    for each in drawn:
        require(by, "contracts.release_draw_down", each)
        _release(each, by=by, at=at)
    return drawn


@transaction.atomic
def settle_draw_downs(*, reference: str, used: Fraction, by: Any, now: Clock = database_now) -> list[DrawDown]:
    """Keeps of an order that ended early what was used, each share to the next cent, and gives the rest back.

    `used` lies between 0 and 1. Not to be repeated. Raises PermissionDenied.
    """
    require(by, "contracts.settle_draw_down")
    rows = DrawDown.objects.standing().filter(reference=reference).select_related("lot__framework", "agency", "vendor")
    at, kept = now(), []
    for drawn in rows.select_for_update(of=["self"]):
        _release(drawn, by=by, at=at)
        cents = math.ceil(Fraction(drawn.amount) * used * 100)
        if cents:
            amount = Decimal(cents).scaleb(-2)
            same = {name: getattr(drawn, name) for name in ("lot", "reference", "agency", "vendor", "drawn_at")}
            kept.append(DrawDown.objects.create(amount=amount, **same))
            data = {"order": reference, "amount": amount, "before": drawn.amount, "ended_early": True}
            record(action="contracts.framework.drawn", obj=drawn.lot.framework, by=by, at=at, data=data)
    return kept


@transaction.atomic
def redraw(
    *,
    reference: str,
    agency: Organisation,
    vendor: Organisation,
    amount: Decimal,
    by: Any,
    day_counts: bool = False,
    now: Clock = database_now,
) -> DrawDown:
    """Counts another amount, or another vendor, for an order that stands already: both ceilings are checked again.

    `day_counts` asks that orders can still be placed, for what comes on top. Raises PermissionDenied, ClosedForOrders,
    CeilingReached, LotNotSigned for another vendor.
    """
    standing = DrawDown.objects.standing().select_related("lot__framework").filter(reference=reference, agency=agency)
    lot = standing.get().lot
    framework = Framework.objects.select_for_update().get(pk=lot.framework_id)
    was, at = standing.select_related(None).get(), now()
    require(by, "contracts.draw_down", was)
    if day_counts and not framework.takes_orders(on=price_day(at)):
        raise ClosedForOrders(framework)
    _release(was, by=by, at=at)
    lot = FrameworkLot.objects.select_related("framework", "lot").get(pk=lot.pk)
    if vendor.pk != was.vendor_id:
        check_signed(lot, vendor)
    room = room_in(lot)
    if amount > room:
        raise CeilingReached(lot, room, amount)
    drawn = DrawDown.objects.create(
        lot=lot, reference=reference, agency=agency, vendor=vendor, amount=amount, drawn_at=was.drawn_at
    )
    data = {"order": reference, "amount": amount, "before": was.amount, "left": room - amount}
    record(action="contracts.framework.drawn", obj=framework, by=by, at=at, data=data)
    return drawn


def _release(drawn: DrawDown, *, by: Any, at: datetime.datetime) -> None:
    drawn.released_at = at
    drawn.save(update_fields=["released_at"])
    data = {"order": drawn.reference, "amount": drawn.amount}
    record(action="contracts.framework.released", obj=drawn.lot.framework, by=by, at=at, data=data)
