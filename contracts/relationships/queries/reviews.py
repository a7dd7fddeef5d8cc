"""Who may review an offering, and what all reviews come to: averages from five reviews on."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from catalog.offerings.models import Offering
from contracts.agreements.models import Contract
from contracts.orders.models import Order
from marketplace.permissions import organisations_for

from ..models import OfferingReview

FEW = 5
PLACES = Decimal("0.01")


@dataclass(frozen=True)
class ReviewFigures:
    """How many reviews are shown, of how many agencies, and the means of both ratings, unrounded to two places."""

    count: int
    agencies: int
    service: Decimal | None
    ordering: Decimal | None

    @property
    def are_few(self) -> bool:
        return self.count < FEW


def figures_of(offering: Offering) -> ReviewFigures:
    """Over what is shown. One statement."""
    shown = OfferingReview.objects.shown().filter(offering=offering).order_by()
    found = shown.aggregate(
        count=Count("pk"),
        agencies=Count("agency", distinct=True),
        service=Avg("service_rating"),
        ordering=Avg("ordering_rating"),
    )
    means = {part: None if found[part] is None else _placed(found[part]) for part in ("service", "ordering")}
    return ReviewFigures(found["count"], found["agencies"], **means)


def contracts_to_review(offering: Offering, user: Any) -> QuerySet[Contract]:
    """Signed contracts of the reader's own agencies under which the offering is or was ordered, not reviewed by the
    reader yet."""
    own = organisations_for(user, "contracts.review_offering")
    ordered = Order.objects.filter(offering=offering, status__in=Order.ACCEPTED_STATES).values("contract")
    found = Contract.objects.signed().filter(Q(offering=offering) | Q(pk__in=ordered), agency__in=own)
    reviewed = OfferingReview.objects.filter(offering=offering, author_id=user.pk).values("contract")
    return found.exclude(pk__in=reviewed).order_by("-signed_at", "-pk")


def _placed(mean: Any) -> Decimal:
    return Decimal(str(mean)).quantize(PLACES, rounding=ROUND_HALF_UP)
