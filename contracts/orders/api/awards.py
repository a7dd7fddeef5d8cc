"""Direct awards for programs: what the public list shows."""

import datetime
from decimal import Decimal

from django.http import HttpRequest
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged

from ..models import AwardGrounds, Order

router = Router(tags=["orders"])


class AwardOut(Schema):
    """One direct award; `reason` is its code, `words` are the agency's own."""

    reference: str
    approved_at: datetime.datetime
    agency: str
    vendor: str
    offering: str
    total_value: Decimal
    currency: str
    reason: AwardGrounds
    words: str
    status: str
    contract: str | None

    @staticmethod
    def resolve_agency(order: Order) -> str:
        return order.agency.slug

    @staticmethod
    def resolve_vendor(order: Order) -> str:
        return order.vendor.slug

    @staticmethod
    def resolve_offering(order: Order) -> str:
        return order.offering_name

    @staticmethod
    def resolve_reason(order: Order) -> str:
        return order.award_grounds

    @staticmethod
    def resolve_words(order: Order) -> str:
        return order.award_words

    @staticmethod
    def resolve_contract(order: Order) -> str | None:
        return order.contract.reference if order.contract else None


@router.get("", response=Paged[AwardOut], url_name="direct_awards")
def list_direct_awards(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Direct awards from their approval on, the newest first."""
    awards = Order.objects.published().select_related("agency", "vendor", "contract")
    return paged(request, awards.order_by("-approved_at", "-pk"), asked)
