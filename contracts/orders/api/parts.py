"""What belongs to an order, for programs to read: its line by rank, its changes, the shares of a joint one."""

import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from marketplace.organisations.token_auth import READ
from marketplace.permissions import own_organisations, reads_all
from marketplace.schemas import Paged, PageOf, Schema, paged

from ..models import CascadeOffer, JointShare, Order, OrderChange
from .placing import router

offers = Router(tags=["orders"])


class OrderOfferOut(Schema):
    """One place in the line of an order by rank: what is offered to a vendor, or why it is passed over."""

    order: str
    rank: int
    vendor: str
    left_out: str = Field(description="Why this vendor is passed over; empty where it is asked.")
    offering: str | None
    plan_code: str | None
    quantity: int
    months: int
    total_value: Decimal | None
    currency: str
    opens_at: datetime.datetime | None = Field(description="From when on it is this vendor’s turn, if it comes to it.")
    expires_at: datetime.datetime | None = Field(description="The first moment that is too late.")
    open: bool = Field(description="Whether it can be answered at this moment.")
    answer: str
    answered_at: datetime.datetime | None
    reason: str = Field(description="Of a decline.")

    @staticmethod
    def resolve_order(offer: CascadeOffer) -> str:
        return offer.order.reference

    @staticmethod
    def resolve_vendor(offer: CascadeOffer) -> str:
        return offer.vendor.slug

    @staticmethod
    def resolve_offering(offer: CascadeOffer) -> str | None:
        return offer.offering.slug if offer.offering else None

    @staticmethod
    def resolve_plan_code(offer: CascadeOffer) -> str | None:
        return str(offer.plan_code) if offer.plan_code else None

    @staticmethod
    def resolve_quantity(offer: CascadeOffer) -> int:
        return offer.order.quantity

    @staticmethod
    def resolve_months(offer: CascadeOffer) -> int:
        return offer.order.months

    @staticmethod
    def resolve_currency(offer: CascadeOffer) -> str:
        return offer.order.currency

    @staticmethod
    def resolve_open(offer: CascadeOffer) -> bool:
        return offer.is_open(at=timezone.now())


class OrderChangeOut(Schema):
    """One change of a running order, with each value before and after."""

    number: int
    kind: OrderChange.Kind
    status: OrderChange.Status
    quantity_before: int
    quantity_after: int
    holds_from: datetime.date
    ends_on_before: datetime.date
    ends_on_after: datetime.date
    monthly_before: Decimal
    monthly_after: Decimal
    total_before: Decimal
    total_after: Decimal
    how: str = Field(description="The calculation of the difference, in words.")
    words: str = Field(description="Why.")
    requested_at: datetime.datetime
    due_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    answered_at: datetime.datetime | None
    reason: str


class ShareOut(Schema):
    """What one agency bears of a joint order: `percent` of it, or `quantity` of its units."""

    agency: str
    lead: bool = Field(alias="is_lead")
    percent: Decimal | None
    quantity: int | None
    amount: Decimal | None = Field(description="Pinned when the order was sent.")
    decision: str = Field(description="Of a partner: approved, refused, or empty while it waits.")
    decided_at: datetime.datetime | None
    reason: str

    @staticmethod
    def resolve_agency(share: JointShare) -> str:
        return share.agency.slug


class OffersAsked(PageOf):
    open: bool = Field(False, description="Only those that can be answered at this moment.")


@offers.get("", response=Paged[OrderOfferOut], auth=READ, url_name="order_offers", summary="Orders offered by rank")
def list_offers(request: HttpRequest, asked: Query[OffersAsked]) -> dict[str, Any]:
    """The places in lines that the caller may see: an agency its whole lines, a vendor its own turns. Newest first."""
    seen = CascadeOffer.objects.visible_to(request.user).with_order()
    seen = seen.open_at(timezone.now()) if asked.open else seen
    return paged(request, seen.order_by("-order_id", "rank"), asked)


@router.get(
    "/{reference}/line", response=Paged[OrderOfferOut], auth=READ, url_name="order_line", summary="The line of an order"
)
def list_line(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The first rank on top. A vendor finds its own place alone, from its turn on."""
    line = CascadeOffer.objects.visible_to(request.user).with_order().filter(order__reference=reference)
    if not line:
        _order(request, reference)
    return paged(request, line, asked)


@router.get(
    "/{reference}/changes",
    response=Paged[OrderChangeOut],
    auth=READ,
    url_name="order_changes",
    summary="Changes of an order",
)
def list_changes(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The first one on top. Who provides it reads what the agency has approved."""
    order = _order(request, reference)
    inside = reads_all(request.user) or order.agency_id in own_organisations(request.user)
    return paged(request, order.changes.all() if inside else order.changes.seen_by_vendor(), asked)


@router.get(
    "/{reference}/shares", response=Paged[ShareOut], auth=READ, url_name="order_shares", summary="Shares of an order"
)
def list_shares(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The lead and the office read all shares of a joint order, a partner its own, who provides it none."""
    order = _order(request, reference)
    shares = JointShare.objects.visible_to(request.user).filter(order=order).select_related("order", "agency")
    return paged(request, shares, asked)


def _order(request: HttpRequest, reference: str) -> Order:
    return get_object_or_404(Order.objects.visible_to(request.user), reference=reference)
