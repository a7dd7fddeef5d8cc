"""What is known of a vendor's month: the charges of its brokered orders, without levy."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from contracts.orders.models import Order
from contracts.orders.modes import LEVIED, levy_percent
from marketplace.organisations.models import Organisation

from ..models import Charge, LevyReturn

ZERO = Decimal("0.00")


def vendors_with_orders(month: datetime.date) -> QuerySet[Organisation]:
    """Vendors with a brokered order in force in that month."""
    following = (month + datetime.timedelta(days=31)).replace(day=1)
    running = Order.objects.recurring_in(start_on=month, end_on=following).filter(delivery_mode="brokered")
    return Organisation.objects.vendors().filter(pk__in=running.values("contract__vendor"))


def known_by_order(vendor_id: int, month: datetime.date) -> list[dict[str, Any]]:
    """Each brokered order of the vendor with what the month's charges say, in order of reference. One statement."""
    charges = Charge.objects.filter(vendor=vendor_id, month=month, origin=Charge.Origin.ORDER)
    brokered = charges.filter(order__delivery_mode="brokered").order_by()
    rows: Any = brokered.values("order", reference=F("order__reference"), what=F("order__offering_name"))
    return list(rows.annotate(cost=Sum("effective_cost")).order_by("reference"))


def percents_of(orders: Iterable[int], month: datetime.date) -> dict[int, Decimal]:
    """The levy of each of these orders in per cent, by its agreement, as the month began. Two statements."""
    found = Order.objects.filter(pk__in=orders).select_related("contract", "framework_lot__framework")
    return {order.pk: levy_percent(order, month) for order in found.prefetch_related(LEVIED)}


def compared(levy_return: LevyReturn) -> list[dict[str, Any]]:
    """Each order with what was told and what is known, and the percent of its levy. Four statements."""
    told = dict(levy_return.lines.filter(version=levy_return.version).values_list("order_id", "amount"))
    rows = known_by_order(levy_return.vendor_id, levy_return.month)
    amounts = [told.get(row["order"], ZERO) for row in rows]
    percents = percents_of((row["order"] for row in rows), levy_return.month)
    return [
        row | {"told": amount, "gap": amount - row["cost"], "percent": percents[row["order"]]}
        for row, amount in zip(rows, amounts, strict=True)
    ]
