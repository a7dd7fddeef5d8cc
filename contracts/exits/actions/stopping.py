"""Where a contract is suspended or notice has been given, nobody goes round it with a new one for the same."""

import datetime

from django.db.models import Q

from catalog.offerings.models import Offering
from contracts.agreements.models import Contract
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation


class OrdersStopped(DomainError):
    """The contract on this offering between these two takes no order at this moment."""

    def __init__(self, contract: Contract) -> None:
        why = "is suspended" if contract.status == Contract.Status.SUSPENDED else "has been given notice"
        super().__init__(
            f"{contract.reference}, the contract of {contract.agency} with {contract.vendor} on this offering, {why}. "
            "Nothing was ordered. Its page says why; the broker office can lift it."
        )


def refuse_if_stopped(*, agency: Organisation, vendor: Organisation, offering: Offering, at: datetime.datetime) -> None:
    """Raises OrdersStopped while a contract of these two on that offering is suspended or ends by a notice."""
    stopped = Q(status=Contract.Status.SUSPENDED) | Q(status=Contract.Status.ACTIVE, ended_at__gt=at)
    held = Contract.objects.filter(stopped, agency=agency, vendor=vendor, offering=offering)
    contract = held.with_parties().order_by("pk").first()
    if contract:
        raise OrdersStopped(contract)
