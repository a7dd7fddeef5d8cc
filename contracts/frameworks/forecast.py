"""Where a ceiling will stand on the last day for orders, if agencies go on as they did lately. A pure function."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from marketplace.money import round_cents

PACE_DAYS = 180
FEWEST_DAYS = 30


@dataclass(frozen=True)
class Forecast:
    """`drawn` by the last day for orders; `reached_on` is the day on which the ceiling is, where that comes first."""

    drawn: Decimal
    days: int
    reached_on: datetime.date | None


def forecast(
    drawn: Iterable[tuple[datetime.date, Decimal]],
    *,
    ceiling: Decimal,
    starts_on: datetime.date,
    last_order_on: datetime.date,
    on: datetime.date,
) -> Forecast | None:
    """The pace of the last 180 days (or since the start) carried on: drawn so far + pace × days left for orders.

    None in the first 30 days, after the last day for orders, and where nothing was ordered lately.
    """
    days = min(PACE_DAYS, (on - starts_on).days)
    if days < FEWEST_DAYS or on >= last_order_on:
        return None
    each = list(drawn)
    so_far = sum((amount for _, amount in each), Decimal(0))
    since = on - datetime.timedelta(days=days)
    lately = sum((amount for day, amount in each if day > since), Decimal(0))
    if not lately:
        return None
    left = ceiling - so_far
    until_full = math.ceil(left * days / lately)
    reached = on + datetime.timedelta(days=until_full) if until_full <= (last_order_on - on).days else None
    coming = lately * (last_order_on - on).days / days
    return Forecast(round_cents(min(so_far + coming, ceiling)), days, reached)
