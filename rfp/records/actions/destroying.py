"""Destroying opened bids once their time of keeping is over: what was in them opens for nobody any more."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import DomainError
from marketplace.permissions import require
from rfp.awards.models import Challenge
from rfp.bids.actions import destroy_contents
from rfp.bids.models import Bid
from rfp.evaluation.actions import chain_of
from rfp.holds.actions import refuse_if_held
from rfp.records.models import Disclosure
from rfp.records.queries import Due, bids_due
from rfp.solicitations.models import Solicitation


class StillNeeded(DomainError):
    sentence = (
        "Somebody asked to see these bids, or a challenge of their award is open, so nothing is destroyed before that "
        "is answered."
    )


@transaction.atomic
def destroy_bids(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> int:
    """Destroys those bids of a procurement whose day has come, with an event each. For the job; safe to repeat.

    Returns how many were destroyed. Raises PermissionDenied, OnHold while a legal hold stands, StillNeeded.
    """
    require(by, "rfp.destroy_bids", solicitation)
    stored = Solicitation.objects.select_for_update().get(pk=solicitation.pk)
    at = now()
    due = bids_due(stored, on=office_day(at))
    if not due:
        return 0
    refuse_if_held(stored)
    asked = Disclosure.objects.filter(solicitation=stored, status=Disclosure.Status.OPEN)
    if asked.exists() or Challenge.objects.filter(award__lot__solicitation=stored).open().exists():
        raise StillNeeded
    for one in due:
        _destroy(one, by=by, at=at)
    return len(due)


def _destroy(due: Due, *, by: Any, at: datetime.datetime) -> None:
    bid: Bid = due.bid
    digests = destroy_contents(bid=bid, at=at)
    told = {"kind": due.kind.key, "kept_until": due.until, "schedule": due.schedule, "digests": digests}
    record(action="rfp.bid.destroyed", obj=bid, by=by, at=at, data=told, chain=chain_of(bid.solicitation))
