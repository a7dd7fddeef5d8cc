"""Framework agreements for programs: what is signed for everybody, drafts for the broker office."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from catalog.offerings.plans import price_day
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Framework, FrameworkAmendment, FrameworkLevy, FrameworkLot, LotSignature
from .queries import with_signatures

router = Router(tags=["agreements"])


class LotSignatureOut(Schema):
    """A vendor, by its slug, under one version. Who held the pen is told to it and the broker office, nobody else."""

    signed_for: str
    signed_by: str | None
    signed_at: datetime.datetime
    version: int

    @staticmethod
    def resolve_signed_for(signature: LotSignature) -> str:
        return signature.vendor.slug

    @staticmethod
    def resolve_signed_by(signature: Any) -> str | None:
        return str(signature.signed_by) if signature.names_signer else None

    @staticmethod
    def resolve_version(signature: LotSignature) -> int:
        return signature.version.number


class FrameworkLotOut(Schema):
    """One lot; vendors by their slug, best ranked first."""

    lot: str
    ceiling: Decimal
    ordered: Decimal
    vendors: list[str]
    held_by: list[str] = Field(description="Who stands in each place now: a vendor, or whom it became part of.")
    signatures: list[LotSignatureOut]

    @staticmethod
    def resolve_signatures(part: FrameworkLot) -> list[LotSignature]:
        return list(part.signatures.all())

    @staticmethod
    def resolve_held_by(part: FrameworkLot) -> list[str]:
        return [row.vendor.goes_on_as.slug for row in part.vendors.all()]

    @staticmethod
    def resolve_ordered(part: FrameworkLot) -> Decimal:
        standing = [drawn.amount for drawn in part.draw_downs.all() if drawn.released_at is None]
        return sum(standing, Decimal("0.00"))

    @staticmethod
    def resolve_lot(part: FrameworkLot) -> str:
        return part.lot_id

    @staticmethod
    def resolve_vendors(part: FrameworkLot) -> list[str]:
        return [row.vendor.slug for row in part.vendors.all()]


class FrameworkChangeOut(Schema):
    """One value before and after; `lot` is empty where it is the whole agreement's."""

    lot: str
    field: str
    before: str
    after: str

    @staticmethod
    def resolve_lot(value) -> str:
        return value.lot.lot_id if value.lot else ""


class FrameworkAmendmentOut(Schema):
    """A version after the first."""

    number: int
    grounds: str
    rationale: str
    made_at: datetime.datetime
    changes: list[FrameworkChangeOut]

    @staticmethod
    def resolve_changes(amendment: FrameworkAmendment) -> list:
        return list(amendment.values.all())


class FrameworkLevyOut(Schema):
    """A levy from its first day on, until the next one's; of two for one day the last counts."""

    percent: Decimal
    holds_from: datetime.date
    reason: str
    announced_at: datetime.datetime


class FrameworkOut(Schema):
    """`last_order_on` is the last day for orders; `ends_on` the first day on which none runs any more."""

    reference: str
    title: str
    purpose: str
    status: str
    currency: str
    ceiling: Decimal
    starts_on: datetime.date
    last_order_on: datetime.date
    ends_on: datetime.date
    signed_at: datetime.datetime | None = Field(description="When the broker office signed version 1.")
    signed_by: str | None = Field(description="Who signed it for the broker office; told to the office alone.")
    ended_at: datetime.datetime | None = Field(description="From then on nothing more is ordered; orders run on.")
    levels: list[str]
    members: list[str]
    levy_percent: Decimal = Field(description="What holds today; estimates are reckoned with it.")
    levies: list[FrameworkLevyOut]
    change_limit_percent: Decimal
    lots: list[FrameworkLotOut]
    amendments: list[FrameworkAmendmentOut]

    @staticmethod
    def resolve_signed_by(framework: Any) -> str | None:
        return str(framework.signed_by) if framework.signed_by and framework.names_signer else None

    @staticmethod
    def resolve_members(framework: Framework) -> list[str]:
        return [member.organisation.slug for member in framework.members.all()]

    @staticmethod
    def resolve_levy_percent(framework: Framework) -> Decimal:
        return framework.levy_on(price_day(timezone.now()))

    @staticmethod
    def resolve_levies(framework: Framework) -> list[FrameworkLevy]:
        return list(framework.levies.all())

    @staticmethod
    def resolve_lots(framework: Framework) -> list[FrameworkLot]:
        return list(framework.lots.all())

    @staticmethod
    def resolve_amendments(framework: Framework) -> list[FrameworkAmendment]:
        return list(framework.amendments.all())


def _seen_by(request: HttpRequest) -> QuerySet[Framework]:
    seen = Framework.objects.visible_to(request.user).with_terms().prefetch_related("lots__draw_downs")
    return with_signatures(seen, request.user)


@router.get("", response=Paged[FrameworkOut], url_name="agreements")
def list_agreements(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Framework agreements, newest first."""
    return paged(request, _seen_by(request), asked)


@router.get("/{reference}", response=FrameworkOut, url_name="agreement")
def get_agreement(request: HttpRequest, reference: str) -> Framework:
    """One framework agreement with its lots, buyers and amendments."""
    return get_object_or_404(_seen_by(request), reference=reference)
