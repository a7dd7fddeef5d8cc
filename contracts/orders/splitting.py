"""Whether a purchase looks like a part of a larger one: what the same agency bought alike within twelve months."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from catalog.taxonomy.models import Topic
from contracts.policies.models import BuyingPolicy
from marketplace.components.formats import money

from .models import Order
from .terms import months_after

MONTHS = 12
MOST_NAMED = 10
# What came to nothing is no purchase.
COUNTED = (Order.Status.SUBMITTED, Order.Status.APPROVED, *Order.ACCEPTED_STATES)


@dataclass(frozen=True)
class Split:
    """Purchases that each lie within a band and together, with this one, lie above it."""

    orders: Sequence[str]
    number: int
    total: str
    up_to: str

    @property
    def words(self) -> str:
        many = f"{self.number} other purchase{'' if self.number == 1 else 's'}"
        named = ", ".join(self.orders) + (" and more" if self.number > len(self.orders) else "")
        return (
            f"With {many} of the last {MONTHS} months from the same vendor or on the same topic ({named}) this makes "
            f"{money(Decimal(self.total))}, and {money(Decimal(self.up_to))} is the end of the band in which it is "
            "judged. Parts of one purchase belong into one request."
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def split_of(order: Order, policy: BuyingPolicy | None, *, at: datetime.datetime) -> Split | None:
    """What would be bought in parts; None where the sum stays in the band, and in the last band. Two statements.

    Counted are orders of the same agency, from the same vendor or with a topic in common, sent in the twelve months
    before `at`, that lie in the same band or below.
    """
    up_to = policy.band_of(order.total_value).up_to if policy else None
    if up_to is None:
        return None
    since = at - (at.date() - months_after(at.date(), -MONTHS))
    topics = list(Topic.objects.filter(offerings=order.offering_id).values_list("pk", flat=True))
    alike = Q(vendor=order.vendor_id) | Q(offering__topics__in=topics)
    rows = (
        Order.objects.filter(alike, agency=order.agency_id, currency=order.currency, status__in=COUNTED)
        .filter(submitted_at__gte=since, submitted_at__lte=at, total_value__lte=up_to)
        .exclude(pk=order.pk)
        .distinct()
        .order_by("submitted_at", "pk")
        .values_list("reference", "total_value")
    )
    others = list(rows)
    total = order.total_value + sum((value for _, value in others), Decimal(0))
    if not others or total <= up_to:
        return None
    return Split([reference for reference, _ in others[:MOST_NAMED]], len(others), str(total), str(up_to))


def split_on(order: Order) -> Split | None:
    """The warning that was pinned when the order was sent."""
    return Split(**order.split) if order.split else None
