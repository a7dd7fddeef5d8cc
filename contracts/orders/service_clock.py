"""From when on a contract's service is measured: from its first day, or from when the vendor reported it ready."""

import datetime

from contracts.agreements.models import Contract

from .models import Order

KEPT = "_service_begins_at"


def service_begins_at(contract: Contract) -> datetime.datetime | None:
    """When the order with which the contract began was ready; None where nobody said so. One statement a contract."""
    if KEPT not in contract.__dict__:
        first = Order.objects.filter(contract=contract).order_by("accepted_at", "pk")
        contract.__dict__[KEPT] = first.values_list("provisioning__ready_at", flat=True).first()
    return contract.__dict__[KEPT]
