"""The line of an order by rank while it is a draft: every vendor of the lot, with what it would be offered."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from catalog.offerings.plans import price_day
from contracts.frameworks.actions import LotNotSigned, check_order
from contracts.frameworks.levies import levy_of_lot
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.places import LotPlace, places_in
from contracts.orders.models import CascadeOffer, Order
from contracts.orders.pricing import Wanted, snapshot
from contracts.orders.queries import lines_by_rank
from contracts.orders.terms import months_after
from contracts.orders.vehicles import Ways, ways_for
from contracts.policies.models import Route
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from .choosing import NotUnderThis, check_open
from .guards import lock_order, next_version


class LineIncomplete(DomainError):
    sentence = (
        "The line names every vendor of the lot: with what it is offered, or with the reason why it is passed over, "
        "and at least one with an offer. Nothing was saved. Complete the line."
    )


class LineChanged(DomainError):
    """An offer in the line costs something else now, or is not there any more."""

    def __init__(self, offer: CascadeOffer, total: Decimal) -> None:
        was, now = (money((value, offer.order.currency)) for value in (offer.total_value, total))
        super().__init__(
            f"What {offer.vendor} would be offered has changed since the line was drawn up: {was} then, {now} now. "
            "Nothing was submitted. Open the line, save it at today’s prices, then submit."
        )


@dataclass(frozen=True)
class Place:
    """What one vendor would be offered, or why it is passed over."""

    vendor_id: int
    offering: Offering | None = None
    plan_code: uuid.UUID | None = None
    left_out: str = ""


@transaction.atomic
def draw_line(
    *, order: Order, lot: FrameworkLot, places: Sequence[Place], version: int, by: Any, now: Clock = database_now
) -> Order:
    """Makes a draft an order by rank: the vendors of the lot in their order, the first with an offer is asked first.

    Raises PermissionDenied, AlreadyMoved, StaleForm, NotUnderThis, RouteClosed, LineIncomplete, NotOrderable, PlanGone,
    PricesExpired, InvalidInput, LotNotSigned, ClosedForOrders, RunsTooLong, CeilingReached.
    """
    require(by, "contracts.edit_order", order)
    order, at = lock_order(order, *Order.EDITABLE, version=version), now()
    ways = ways_for(order, at=at)
    _refuse_other_lot(ways, lot)
    ranked = places_in(lot)
    order.framework_lot = lot
    by_vendor = {place.vendor_id: place for place in places}
    said = [by_vendor.get(each.vendor.pk) for each in ranked]
    if not all(place and (place.offering or place.left_out.strip()) for place in said):
        raise LineIncomplete
    if not any(place and place.offering for place in said):
        raise LineIncomplete
    order.line.all().delete()
    first: dict[str, Any] = {}
    for each, place in zip(ranked, said, strict=True):
        fields = _write(order, each, place, on=price_day(at))
        first = first or fields
    order.route, order.framework_lot, order.comparison = Route.CASCADE, lot, None
    order.award_grounds, order.award_words = "", ""
    for name, value in first.items():
        setattr(order, name, value)
    check_open(order, ways)
    check_dearest(order, ways, at=at)
    chosen = ["route", "framework_lot", "comparison", "award_grounds", "award_words", *first]
    order.save(update_fields=[*chosen, *next_version(order)])
    data = {"framework": str(lot), "line": [offer.vendor.name for offer in order.line.asked()]}
    record(action="contracts.order.line_drawn_up", obj=order, by=by, at=at, data=data)
    return order


def _refuse_other_lot(ways: Ways, lot: FrameworkLot) -> None:
    """The vendor from whose offering the request began is one of the lot, and the agency may use it today."""
    if not any(option.lot == lot for option in ways.lots):
        raise NotUnderThis


def _write(order: Order, ranked: LotPlace, place: Place | None, *, on: datetime.date) -> dict[str, Any]:
    """One place of the line; returns what the order would take over with it, nothing where it is passed over."""
    base: dict[str, Any] = {"order": order, "rank": ranked.rank, "vendor": ranked.vendor}
    if place is None or place.offering is None or place.plan_code is None:
        CascadeOffer.objects.create(**base, left_out=place.left_out.strip() if place else "")
        return {}
    if not ranked.is_bound:
        raise LotNotSigned(ranked.vendor, order.framework_lot)
    fields = offered(order, place.offering, place.plan_code, on=on)
    if fields["vendor"].pk != ranked.vendor.pk or place.offering.lot_code != order.offering.lot_code:
        raise InvalidInput("An offer in the line is of its vendor and in the lot of the agreement. Choose another.")
    if fields["currency"] != order.currency:
        raise InvalidInput("All offers of a line are in one currency. Choose another.")
    kept = ("offering", "offering_revision", "offering_name", "plan_code", "plan_name", "unit", "total_value")
    CascadeOffer.objects.create(**base, **{name: fields[name] for name in kept})
    return fields


def offered(order: Order, offering: Offering, plan_code: uuid.UUID, *, on: datetime.date) -> dict[str, Any]:
    """The fields of the order for one vendor's plan, at the prices of that day. Raises what `snapshot` raises."""
    expected = order.usage_expected if offering.pk == order.offering_id and plan_code == order.plan_code else {}
    wanted = Wanted(offering, plan_code, order.quantity, order.months, order.wanted_from, expected)
    return snapshot(replace(wanted, levy_percent=levy_of_lot(order.framework_lot, on)), on=on)


def pin_line(order: Order, ways: Ways, *, at: datetime.datetime) -> None:
    """Pins each offer's revision at today's price, and the dearest as what is approved.

    Raises LineIncomplete, LineChanged, NotUnderThis, NotOrderable, ClosedForOrders, RunsTooLong, CeilingReached.
    """
    if order.framework_lot is None or not lines_by_rank(order):
        raise LineIncomplete
    _refuse_other_lot(ways, order.framework_lot)
    for offer in order.line.asked().select_related("order", "vendor", "offering__vendor", "offering__live_revision"):
        if offer.offering is None or offer.plan_code is None:
            continue
        fields = offered(order, offer.offering, offer.plan_code, on=price_day(at))
        if (fields["vendor"].pk, fields["total_value"]) != (offer.vendor_id, offer.total_value):
            raise LineChanged(offer, fields["total_value"])
        offer.offering_revision = fields["offering_revision"]
        offer.save(update_fields=["offering_revision"])
    order.approval_value = check_dearest(order, ways, at=at)


def check_dearest(order: Order, ways: Ways, *, at: datetime.datetime) -> Decimal:
    """What the dearest offer of the line costs. Raises where it does not fit the lot."""
    dearest = max(offer.total_value for offer in order.line.asked())
    on = price_day(at)
    ends_on = months_after(max(order.wanted_from, on), order.months)
    room = next(option.room for option in ways.lots if option.lot == order.framework_lot)
    check_order(order.framework_lot, amount=dearest, ends_on=ends_on, room=room, on=on)
    return dearest


def clear_line(order: Order) -> None:
    """A draft that asks for something else, or is bought in another way, has no line any more."""
    order.line.all().delete()
