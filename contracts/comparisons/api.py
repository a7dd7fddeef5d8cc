"""Desktop comparisons for programs of the agency and the broker office."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Comparison
from .record import record_of

router = Router(tags=["comparisons"])


class ComparedOfferOut(Schema):
    """One offer; scores by criterion from 0 to 100, place and total once something is weighed."""

    number: int
    name: str
    vendor: str
    facts: dict[str, str]
    scores: dict[str, Decimal]
    total: Decimal | None
    place: int | None


class ComparisonOut(Schema):
    """`weights` are percents by criterion; `digest` is the SHA-256 of the signed record."""

    reference: str
    title: str
    status: str
    agency: str
    source: str
    quantity: int
    months: int
    currency: str
    weights: dict[str, int]
    offers: list[ComparedOfferOut]
    sensitivity: list[str]
    reason: str
    signed_at: datetime.datetime | None
    digest: str

    @staticmethod
    def of(comparison: Comparison) -> dict[str, Any]:
        """As the record has it."""
        own = {"status": comparison.status, "digest": comparison.digest, "agency": comparison.agency.slug}
        return record_of(comparison) | own


def _seen_by(request: HttpRequest) -> QuerySet[Comparison]:
    return Comparison.objects.visible_to(request.user).with_parts()


@router.get("", response=Paged[ComparisonOut], auth=READ, url_name="comparisons")
def list_comparisons(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Desktop comparisons of your organisations, newest first."""
    found = paged(request, _seen_by(request), asked)
    return found | {"items": [ComparisonOut.of(row) for row in found["items"]]}


@router.get("/{reference}", response=ComparisonOut, auth=READ, url_name="comparison")
def get_comparison(request: HttpRequest, reference: str) -> dict:
    """One desktop comparison with its offers and scores."""
    return ComparisonOut.of(get_object_or_404(_seen_by(request), reference=reference))
