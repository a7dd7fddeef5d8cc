"""What a company changes about itself that the catalogue shows."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from catalog.offerings.changes import note_changes
from catalog.offerings.handing_over import hand_over_offering
from catalog.offerings.models import Offering
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.merging import record_merger, withdraw_merger
from marketplace.organisations.actions.naming import decide_new_name
from marketplace.organisations.actions.size import state_size
from marketplace.organisations.models import CompanyDetails, Merger, NameChange, Organisation


@transaction.atomic
def confirm_size(
    *, vendor: Organisation, size: str, small_business: bool | None, by: Any, now: Clock = database_now
) -> CompanyDetails:
    """States the size anew; the filter of small businesses follows. Raises what state_size raises."""
    details = state_size(vendor=vendor, size=size, small_business=small_business, by=by, now=now)
    if small_business != vendor.small_business:
        _tell_search(vendor, at=details.stated_at)
    return details


@transaction.atomic
def decide_name(*, change: NameChange, confirm: bool, reason: str, by: Any, now: Clock = database_now) -> NameChange:
    """Confirms or refuses a new name; search finds what the vendor offers by both. Raises what decide_new_name does."""
    decided = decide_new_name(change=change, confirm=confirm, reason=reason, by=by, now=now)
    if confirm:
        _tell_search(decided.vendor, at=decided.decided_at)
    return decided


@transaction.atomic
def merge_vendors(
    *,
    predecessor: Organisation,
    successor: Organisation,
    first_day: datetime.date,
    reason: str,
    by: Any,
    now: Clock = database_now,
) -> Merger:
    """Records a merger; from its first second on search finds the successor by both names, and nothing of the
    predecessor can be ordered. Raises what record_merger does."""
    merger = record_merger(
        predecessor=predecessor, successor=successor, first_day=first_day, reason=reason, by=by, now=now
    )
    _tell_search(predecessor, successor, at=merger.starts_at)
    return merger


@transaction.atomic
def part_vendors(*, merger: Merger, reason: str, by: Any, now: Clock = database_now) -> Merger:
    """Withdraws a merger; search follows. Raises what withdraw_merger does."""
    merger = withdraw_merger(merger=merger, reason=reason, by=by, now=now)
    _tell_search(merger.predecessor, merger.successor, at=merger.withdrawn_at)
    return merger


@transaction.atomic
def hand_over_offerings(
    *, merger: Merger, offerings: Iterable[Offering], by: Any, now: Clock = database_now
) -> list[Offering]:
    """All of these go to the successor, or none does. Raises InvalidInput for none; what hand_over_offering raises."""
    handed = [hand_over_offering(offering=offering, merger=merger, by=by, now=now) for offering in offerings]
    if not handed:
        raise InvalidInput("Choose at least one offering.")
    return handed


def _tell_search(*vendors: Organisation, at: datetime.datetime) -> None:
    offered = Offering.objects.filter(live=True, vendor__in=vendors).values_list("pk", flat=True)
    note_changes(offering_ids=offered, at=at)
