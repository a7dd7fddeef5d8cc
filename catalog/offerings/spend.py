"""What agencies here were charged in a category of the market: the sum over its offerings, as contracts wrote it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Sum

from .models import Offering


@dataclass(frozen=True)
class Spend:
    """Of twelve months; `until` is the first day of the last of them."""

    amount: Decimal
    offerings: int
    until: datetime.date


def spend_in_lots(codes: Iterable[str]) -> dict[str, Spend]:
    """By the code of the lot; lots of which nothing was charged are left out. One statement."""
    charged = Offering.objects.with_lot().filter(facts__spent__gt=0, own_lot__in=set(codes))
    rows = charged.order_by().values(lot=F("own_lot"))
    sums = rows.annotate(amount=Sum("facts__spent"), count=Count("pk"), until=Max("facts__spent_until"))
    return {row["lot"]: Spend(row["amount"], row["count"], row["until"]) for row in sums}


def spend_like(offering: Offering | None) -> Spend | None:
    """What was charged in the category of an offering. One statement, two where its vendor is not loaded."""
    return spend_in_lots([offering.lot_code]).get(offering.lot_code) if offering else None
