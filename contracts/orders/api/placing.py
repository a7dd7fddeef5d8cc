"""Orders for programs: the same rules as on the screens. A repeated key gives the same order."""

import datetime
import uuid
from decimal import Decimal
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from catalog.offerings.models import Offering
from catalog.offerings.pricing import MOST_USED
from contracts.frameworks.models import FrameworkLot
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.organisations.token_auth import ORDER, READ
from marketplace.permissions import organisations_for
from marketplace.schemas import Input, Paged, PageOf, Schema, paged

from ..actions import Award, NotUnderThis, Share, choose_way, draft_order, fund_order, submit_order
from ..duplicates import Answer
from ..models import AwardGrounds, Order
from ..pricing import Wanted
from ..vehicles import lot_options

router = Router(tags=["orders"])


class LineOut(Schema):
    label: str
    how: str
    amount: Decimal
    once: bool
    open: bool = Field(False, description="Usage without a figure: it comes on top, at the price that `how` says.")


class OrderOut(Schema):
    """Amounts hold for the whole term; `total_value` is what is approved, with one-off charges and levy.

    What a line marks as open is not in it: it is billed as used.
    """

    reference: str
    ocid: str
    status: str
    agency: str
    vendor: str
    offering: str
    plan_code: uuid.UUID
    plan_name: str
    unit: str
    unit_price: Decimal
    quantity: int
    months: int
    wanted_from: datetime.date
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    lines: list[LineOut] = Field(alias="price_lines")
    monthly_fee: Decimal
    total_value: Decimal
    currency: str
    contract: str | None
    framework: str | None = Field(description="The framework agreement under which it was sent.")
    route: str = Field(description="How it is bought; empty until it is chosen or sent.")
    award_grounds: str = Field(description="Of a direct award: the coded reason.")
    approvals_needed: int
    decidable_at: datetime.datetime | None = Field(description="Nobody approves it before.")
    submitted_at: datetime.datetime | None
    approval_due_at: datetime.datetime | None
    acceptance_due_at: datetime.datetime | None

    @staticmethod
    def resolve_agency(order: Order) -> str:
        return order.agency.slug

    @staticmethod
    def resolve_vendor(order: Order) -> str:
        return order.vendor.slug

    @staticmethod
    def resolve_offering(order: Order) -> str:
        return order.offering.slug

    @staticmethod
    def resolve_contract(order: Order) -> str | None:
        return order.contract.reference if order.contract else None

    @staticmethod
    def resolve_framework(order: Order) -> str | None:
        return order.framework_lot.framework.reference if order.framework_lot else None


class FundingIn(Input):
    source: str = Field(min_length=1, max_length=120)
    percent: Decimal = Field(gt=0, le=100, max_digits=5, decimal_places=2)


class OrderIn(Input):
    """A request. It is sent for approval at once; with `draft` it waits for somebody to complete it."""

    key: uuid.UUID = Field(description="Chosen by you; the same key sent again gives the same order.")
    agency: str = Field("", max_length=100, description="Slug; may be left out where you request for one agency alone.")
    offering: str = Field(max_length=120, description="Slug of the offering.")
    plan_code: uuid.UUID
    quantity: int = Field(ge=1, le=10_000_000)
    months: int = Field(ge=1, le=120)
    wanted_from: datetime.date
    usage: dict[str, Annotated[int, Field(ge=0, le=MOST_USED)]] = Field(
        {}, max_length=20, description="Expected a month, by key of the plan’s usage charge."
    )
    need_reference: str = Field("", pattern=r"^(N-\d{4}-\d{4,9})?$")
    justification: str = Field("", max_length=4000)
    funding: list[FundingIn] = Field([], max_length=20)
    join: str = Field(
        "",
        max_length=260,
        description="Where others have something like it: whose you join, as agency-slug/offering-slug.",
    )
    not_joining_because: str = Field("", max_length=2000, description="Where you do not join any of them: why.")
    agreement: str = Field(
        "", max_length=16, description="Reference of the framework agreement; left out, it is the newest that fits."
    )
    award_grounds: AwardGrounds | None = Field(None, description="For a direct award: why nobody else is asked.")
    award_words: str = Field("", max_length=1000, description="The same in words that everybody reads.")
    draft: bool = False


class OrdersAsked(PageOf):
    status: Order.Status | None = None


def _visible(request: HttpRequest):
    return Order.objects.visible_to(request.user).with_parties().select_related("framework_lot__framework")


@router.get("", response=Paged[OrderOut], auth=READ, summary="Orders of your organisations, newest first")
def list_orders(request: HttpRequest, asked: Query[OrdersAsked]) -> dict[str, Any]:
    """The orders that the caller may see."""
    orders = _visible(request)
    return paged(request, orders.filter(status=asked.status) if asked.status else orders, asked)


@router.get("/{reference}", response=OrderOut, auth=READ, summary="One order")
def get_order(request: HttpRequest, reference: str) -> Order:
    """One order, with its price line by line."""
    return get_object_or_404(_visible(request), reference=reference)


@router.post("", response={201: OrderOut, 200: OrderOut}, auth=ORDER, summary="Request something from the catalogue")
@transaction.atomic
def place_order(request: HttpRequest, sent: OrderIn) -> Status:
    """Drafts the request and, unless it is to stay a draft, sends it for approval. All of it or nothing."""
    known = _visible(request).filter(requester=request.user, form_token=sent.key).first()
    if known:
        return Status(200, known)
    offering = get_object_or_404(Offering.objects.visible_to(request.user).select_related("vendor"), slug=sent.offering)
    order = draft_order(
        wanted=Wanted(offering, sent.plan_code, sent.quantity, sent.months, sent.wanted_from, sent.usage),
        agency=_agency(request, sent.agency),
        form_token=sent.key,
        need_reference=sent.need_reference,
        by=request.user,
    )
    if sent.funding:
        order = fund_order(
            order=order,
            shares=[Share(share.source, share.percent) for share in sent.funding],
            justification=sent.justification,
            version=order.version,
            by=request.user,
        )
    if sent.award_grounds:
        award = Award(sent.award_grounds, sent.award_words)
        order = choose_way(order=order, award=award, version=order.version, by=request.user)
    elif sent.agreement:
        lot = _lot(order, sent.agreement)
        order = choose_way(order=order, lot=lot, version=order.version, by=request.user)
    if not sent.draft:
        answer = Answer(sent.join, sent.not_joining_because)
        submit_order(order=order, version=order.version, answer=answer, by=request.user)
    return Status(201, get_object_or_404(_visible(request), pk=order.pk))


def _lot(order: Order, agreement: str) -> FrameworkLot:
    """The lot of the agreement named that both sides may use. Raises NotUnderThis."""
    lots = (option.lot for option in lot_options(order, at=timezone.now()))
    lot = next((lot for lot in lots if lot.framework.reference == agreement), None)
    if lot is None:
        raise NotUnderThis
    return lot


def _agency(request: HttpRequest, slug: str) -> Organisation:
    """The agency named, or the only one. Raises InvalidInput where it must be named."""
    mine = organisations_for(request.user, "contracts.draft_order")
    own = list(Organisation.objects.visible_to(request.user).filter(pk__in=mine))
    named = [agency for agency in own if slug in {"", agency.slug}]
    if len(named) != 1:
        known = ", ".join(agency.slug for agency in own) or "none"
        raise InvalidInput(f"Name the agency that the request is for. You may request for: {known}.")
    return named[0]
