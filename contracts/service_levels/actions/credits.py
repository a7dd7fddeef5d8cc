"""Granting what is owed: by the debtor at any time, by itself once the result is final."""

from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.permissions import SYSTEM, require

from ..models import ServiceCredit


class CreditStillOpen(DomainError):
    """The result is disputed, or can still be."""

    sentence = (
        "The result behind this credit is not final yet, so the credit is not granted by itself. Wait for the end."
    )


@transaction.atomic
def grant_credit(*, credit: ServiceCredit, by: Any, now: Clock = database_now) -> ServiceCredit:
    """Grants a computed credit. The debtor may accept it before the dispute days are over.

    Raises PermissionDenied, CreditStillOpen (nobody but the debtor, before the result is final), MoveRefused.
    """
    require(by, "contracts.grant_credit", credit)
    credit = ServiceCredit.objects.select_for_update(of=["self"]).select_related("result").get(pk=credit.pk)
    at = now()
    if by is SYSTEM and not credit.result.is_final(at=at):
        raise CreditStillOpen
    credit.granted_at = at
    return move(credit, ServiceCredit.Status.GRANTED, by=by, at=at, fields=["granted_at"])
