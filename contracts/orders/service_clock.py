"""From when on a contract's service is measured: from its first day, or from when the vendor reported it ready."""

import datetime
from collections.abc import Iterable

from contracts.agreements.models import Contract

from .models import Order

KEPT = "_service_begins_at"


def service_begins_at(contract: Contract) -> datetime.datetime | None:
    """When the order with which the contract began was ready; None where nobody said so. One statement a contract."""
    look_up_beginnings([contract])
    return contract.__dict__[KEPT]


def look_up_beginnings(contracts: Iterable[Contract]) -> None:
    """Lets `service_begins_at` answer for each of these contracts from one statement for all."""
    waiting = [contract for contract in contracts if KEPT not in contract.__dict__]
    if not waiting:
        return  # a question that asks for nobody is still put together, once a service level
    firsts = Order.objects.filter(contract__in={one.pk for one in waiting}).order_by("contract_id", "accepted_at", "pk")
    ready = dict(firsts.distinct("contract_id").values_list("contract_id", "provisioning__ready_at"))
    for contract in waiting:
        contract.__dict__[KEPT] = ready.get(contract.pk)
