"""Buying policies for programs: what was put into force for everybody, drafts for the broker office."""

import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import BuyingPolicy, PolicyBand, PolicyRule

router = Router(tags=["policies"])


class RuleOut(Schema):
    """One way of buying that is open in a band; what has no rule is closed there."""

    route: str
    approvals: int
    minimum_days: int


class BandOut(Schema):
    """Values above the band before it, up to `up_to`; the last band has no end."""

    up_to: Decimal | None
    rules: list[RuleOut]

    @staticmethod
    def resolve_rules(band: PolicyBand) -> list[PolicyRule]:
        return list(band.rules.all())


class PolicyOut(Schema):
    """It holds from its first day until the first day of the next."""

    reference: str
    status: str
    summary: str
    currency: str
    holds_from: datetime.date
    enacted_at: datetime.datetime | None
    bands: list[BandOut]

    @staticmethod
    def resolve_bands(policy: BuyingPolicy) -> list[PolicyBand]:
        return list(policy.bands.all())


def _seen_by(request: HttpRequest) -> QuerySet[BuyingPolicy]:
    return BuyingPolicy.objects.visible_to(request.user).with_bands()


@router.get("", response=Paged[PolicyOut], url_name="policies")
def list_policies(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Buying policies, the one that begins last first."""
    return paged(request, _seen_by(request), asked)


@router.get("/{reference}", response=PolicyOut, url_name="policy")
def get_policy(request: HttpRequest, reference: str) -> BuyingPolicy:
    """One buying policy with its bands."""
    return get_object_or_404(_seen_by(request), reference=reference)
