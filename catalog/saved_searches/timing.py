"""When an alert is due: a comparison of times in the reader's zone, whatever job ran."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from .models import SavedSearch

MORNING = datetime.time(7)


def zone_of(search: Any) -> ZoneInfo:
    """The owner's own zone, or their organisation's (`with_zone`), or the state's."""
    return ZoneInfo(search.user.time_zone or search.organisation_zone or settings.TIME_ZONE)


def last_due_at(frequency: str, *, at: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The latest seven in the morning that has come, on a Monday for weekly alerts."""
    local = at.astimezone(zone)
    on = local.date() if local.time() >= MORNING else local.date() - datetime.timedelta(days=1)
    if frequency == SavedSearch.Frequency.WEEKLY:
        on -= datetime.timedelta(days=on.weekday())
    return datetime.datetime.combine(on, MORNING, zone)


def is_due(search: SavedSearch, *, at: datetime.datetime, zone: ZoneInfo) -> bool:
    """Whether its owner is to be told now of what is new; at once means always."""
    if search.frequency == SavedSearch.Frequency.NONE:
        return False
    if search.frequency == SavedSearch.Frequency.INSTANT:
        return True
    return (search.looked_at or search.created_at) < last_due_at(search.frequency, at=at, zone=zone)
