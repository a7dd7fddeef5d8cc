"""Awards for programs: what was announced, to everybody."""

import datetime
from decimal import Decimal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged
from rfp.solicitations.models import Solicitation

from .models import Award
from .notices import announced_awards, figures_of

router = Router(tags=["awards"])
of_opportunity = Router(tags=["opportunities"])


class NoticeBidsOut(Schema):
    """How many bids came in time and were compared; the lowest and highest price of those compared."""

    received: int
    compared: int
    below_minimum: int
    rejected: int
    not_readable: int
    lowest: Decimal | None
    highest: Decimal | None


class NoticeOut(Schema):
    """One announced award. `status` is approved, concluded, declined or withdrawn; the last two say why."""

    id: int
    reference: str
    ocid: str
    lot: int
    title: str
    buyer: str
    winner: str
    value: Decimal
    currency: str
    status: str
    reason: str
    announced_at: datetime.datetime
    standstill_ends_at: datetime.datetime
    ended_because: str
    contract: str | None
    bids: NoticeBidsOut

    @staticmethod
    def resolve_reference(award: Award) -> str:
        return award.lot.solicitation.reference

    @staticmethod
    def resolve_ocid(award: Award) -> str:
        return award.lot.solicitation.ocid

    @staticmethod
    def resolve_lot(award: Award) -> int:
        return award.lot.number

    @staticmethod
    def resolve_title(award: Award) -> str:
        return award.lot.title

    @staticmethod
    def resolve_buyer(award: Award) -> str:
        return award.lot.solicitation.agency.name

    @staticmethod
    def resolve_winner(award: Award) -> str:
        return award.vendor.name

    @staticmethod
    def resolve_announced_at(award: Award) -> datetime.datetime | None:
        return award.approved_at

    @staticmethod
    def resolve_contract(award: Award) -> str | None:
        return award.contract.reference if award.contract else None

    @staticmethod
    def resolve_bids(award: Award):
        return figures_of(award.result)


@router.get("", response=Paged[NoticeOut], url_name="awards")
def list_awards(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Announced awards, the latest first; those declined or taken back stay, with the reason."""
    return paged(request, announced_awards(), asked)


@of_opportunity.get("/{reference}/awards", response=list[NoticeOut], url_name="opportunity_awards")
def list_awards_of_opportunity(request: HttpRequest, reference: str) -> list[Award]:
    """The announced awards of one opportunity, lot by lot, the latest first."""
    visible = Solicitation.objects.visible_to(request.user).published()
    solicitation = get_object_or_404(visible, reference=reference)
    rows = announced_awards().filter(lot__solicitation=solicitation)
    return list(rows.order_by("lot__number", "-approved_at"))
