"""An offering goes from a company to the one that it became part of; its address, versions and history stay."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.organisations.models import Merger
from marketplace.permissions import require

from .actions import UnderReview
from .changes import note_changes
from .models import Offering


class NotTheirs(DomainError):
    sentence = (
        "This offering cannot go over: its company is not part of the other one, or has handed it over already. "
        "Nothing was changed. Load the page again."
    )


@transaction.atomic
def hand_over_offering(*, offering: Offering, merger: Merger, by: Any, now: Clock = database_now) -> Offering:
    """Makes it the successor's, from now on; orders and contracts keep the party that they were concluded with.

    The vendor's own number is dropped where the successor uses it for another offering. Raises PermissionDenied,
    NotTheirs before the merger's day, UnderReview.
    """
    require(by, "catalog.hand_over_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    merger = Merger.objects.select_related("predecessor", "successor").get(pk=merger.pk)
    at = now()
    if stored.vendor_id != merger.predecessor_id or not merger.is_in_force(at=at):
        raise NotTheirs
    if stored.workflow_in_progress:
        raise UnderReview
    number = stored.vendor_code
    if number and Offering.objects.filter(vendor=merger.successor, vendor_code=number).exists():
        stored.vendor_code = ""
    stored.vendor = merger.successor
    stored.save(update_fields=["vendor", "vendor_code", "sort_name"])
    data = {"from": str(merger.predecessor), "to": str(merger.successor), "number": number, "kept": stored.vendor_code}
    record(action="catalog.offering.handed_over", obj=stored, by=by, at=at, data=data)
    if stored.live:
        note_changes(offering_ids=[stored.pk], at=at)
    return stored
