"""What a company changes about itself that the catalogue shows."""

import datetime
from typing import Any

from django.db import transaction

from catalog.offerings.changes import note_changes
from catalog.offerings.models import Offering
from marketplace.clock import Clock, database_now
from marketplace.organisations.actions.naming import decide_new_name
from marketplace.organisations.actions.size import state_size
from marketplace.organisations.models import CompanyDetails, NameChange, Organisation


@transaction.atomic
def confirm_size(
    *, vendor: Organisation, size: str, small_business: bool | None, by: Any, now: Clock = database_now
) -> CompanyDetails:
    """States the size anew; the filter of small businesses follows. Raises what state_size raises."""
    details = state_size(vendor=vendor, size=size, small_business=small_business, by=by, now=now)
    if small_business != vendor.small_business:
        _tell_search(vendor, details.stated_at)
    return details


@transaction.atomic
def decide_name(*, change: NameChange, confirm: bool, reason: str, by: Any, now: Clock = database_now) -> NameChange:
    """Confirms or refuses a new name; search finds what the vendor offers by both. Raises what decide_new_name does."""
    decided = decide_new_name(change=change, confirm=confirm, reason=reason, by=by, now=now)
    if confirm:
        _tell_search(decided.vendor, decided.decided_at)
    return decided


def _tell_search(vendor: Organisation, at: datetime.datetime) -> None:
    offered = Offering.objects.filter(live=True, vendor=vendor).values_list("pk", flat=True)
    note_changes(offering_ids=offered, at=at)
