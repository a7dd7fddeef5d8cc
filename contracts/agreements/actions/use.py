"""What the catalogue is told about contracts."""

import datetime

from catalog.offerings.standing import record_use
from contracts.agreements.models import Contract
from marketplace.permissions import SYSTEM


def note_use(contract: Contract, *, at: datetime.datetime) -> None:
    """The catalogue shows how many agencies hold a contract on an offering; a fact, whoever signs or ends one."""
    if contract.offering is None:
        return
    held = Contract.objects.filter(offering=contract.offering, status=Contract.Status.ACTIVE)
    record_use(offering=contract.offering, agencies=held.values("agency").distinct().count(), by=SYSTEM, at=at)
