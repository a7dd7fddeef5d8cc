"""When agreed maintenance really took place: less than the window gives the rest back, more of it counts."""

from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..models import Exclusion
from .exclusions import check_open


class NoMaintenance(DomainError):
    """Times are recorded of approved maintenance alone, once."""

    sentence = (
        "Times can be recorded once, of maintenance that was approved. Nothing was changed. "
        "Load the page again to see what is on record."
    )


@transaction.atomic
def record_maintenance_times(
    *, exclusion: Exclusion, began_at: datetime, finished_at: datetime, by: Any, now: Clock = database_now
) -> Exclusion:
    """Keeps when the work began and ended. Only the agreed time in which work went on stays out of the count; what
    ran past the window counts like any other outage.

    Raises PermissionDenied, InvalidInput, NoMaintenance, MonthIsFinal.
    """
    require(by, "contracts.record_maintenance", exclusion)
    loaded = Exclusion.objects.select_for_update(of=["self"]).select_related("term__contract")
    exclusion, at = loaded.get(pk=exclusion.pk), now()
    approved = exclusion.is_maintenance and exclusion.status == Exclusion.Status.APPROVED
    if not approved or exclusion.began_at is not None:
        raise NoMaintenance
    if finished_at <= began_at:
        raise InvalidInput("The end does not lie after the start. Correct one of them.")
    if finished_at > at:
        raise InvalidInput("The work is not over yet. Record its times once it is.")
    check_open(exclusion, at=at)
    exclusion.began_at, exclusion.finished_at = began_at, finished_at
    exclusion.times_recorded_at, exclusion.times_recorded_by_id = at, by.pk
    exclusion.save(update_fields=["began_at", "finished_at", "times_recorded_at", "times_recorded_by"])
    data = {"began_at": began_at, "finished_at": finished_at, "overran_seconds": int(exclusion.overran.total_seconds())}
    record(action="contracts.exclusion.times_recorded", obj=exclusion, by=by, at=at, data=data)
    return exclusion
