"""Which contracts somebody bills for a month, and what was told of metered use."""

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from contracts.agreements.models import Contract
from contracts.deliveries.models import Delivery
from contracts.orders.models import Order
from marketplace.billing.queries import billed_causes

from .bills import Month
from .models import MeteredUse
from .once import charge_of


def billable(period: datetime.date) -> QuerySet[Contract]:
    """Contracts of which an order reaches into the month, or a milestone that is paid could fall due for billing."""
    month = Month(period.replace(day=1))
    orders = Order.objects.recurring_in(start_on=month.first, end_on=month.following)
    paid = Delivery.objects.filter(milestone__contract=OuterRef("pk"), milestone__amount__isnull=False)
    told = MeteredUse.objects.filter(order__contract=OuterRef("pk"), month__gte=month.first, month__lt=month.following)
    owed = Exists(orders.filter(contract=OuterRef("pk"))) | Exists(paid) | Exists(told)
    return Contract.objects.signed().with_parties().filter(owed)


def billed_by(organisations: Any, period: datetime.date) -> QuerySet[Contract]:
    """Those whose invoice one of these organisations issues, by the table of delivery modes.

    Under a hybrid contract a vendor bills the orders that are brokered, the office the others.
    """
    brokered = Order.objects.filter(contract=OuterRef("pk"), delivery_mode="brokered")
    vendors = Q(delivery_mode="brokered") | Q(Exists(brokered), delivery_mode="hybrid")
    office = ~Q(delivery_mode="brokered") & Q(broker_id__in=organisations)
    found = billable(period).filter(vendors & Q(vendor_id__in=organisations) | office)
    return found.exclude(agency=F("broker")).order_by("reference")


def uses_of(order: Order) -> list[MeteredUse]:
    """What was told of an order, the latest month first, the newest report of each. Two statements."""
    found = list(order.metered_uses.standing().select_related("told_by"))
    keys = [use.cause for use in found]
    billed = billed_causes([*keys, *(f"{key}:{share.agency_id}" for key in keys for share in order.shares.all())])
    for use in found:
        use.charged = charge_of(order, use.charge)
        use.is_included = use.charged is not None and use.used <= use.charged["included"]
        use.is_billed = any(key == use.cause or key.startswith(f"{use.cause}:") for key in billed)
    return sorted(found, key=lambda use: (use.month, use.charge), reverse=True)
