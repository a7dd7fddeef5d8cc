"""What a company changes about itself that the catalogue shows."""

from typing import Any

from django.db import transaction

from catalog.offerings.changes import note_changes
from catalog.offerings.models import Offering
from marketplace.clock import Clock, database_now
from marketplace.organisations.actions.size import state_size
from marketplace.organisations.models import CompanyDetails, Organisation


@transaction.atomic
def confirm_size(
    *, vendor: Organisation, size: str, small_business: bool | None, by: Any, now: Clock = database_now
) -> CompanyDetails:
    """States the size anew; the filter of small businesses follows. Raises what state_size raises."""
    details = state_size(vendor=vendor, size=size, small_business=small_business, by=by, now=now)
    if small_business != vendor.small_business:
        offered = Offering.objects.filter(live=True, vendor=vendor).values_list("pk", flat=True)
        note_changes(offering_ids=offered, at=details.stated_at)
    return details
