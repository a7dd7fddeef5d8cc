"""Telling whoever keeps copies of offerings, search above all, that some have changed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app

from marketplace.business_time import local_midnight

from .facts import OfferingChange


def note_changes(*, offering_ids: Iterable[int], at: datetime) -> None:
    """Leaves a note for each offering, in the caller's transaction, and wakes the job that takes them in after it.

    The job is named, not imported: search stands above offerings.
    """
    noted = OfferingChange.objects.bulk_create(
        [OfferingChange(offering_id=offering_id, at=at) for offering_id in offering_ids], 5_000
    )
    if noted:
        app.configure_task("catalog.drain_offering_changes").defer()


def note_coming_prices(*, offering_id: int, changes: Iterable[Mapping[str, Any]], at: datetime) -> None:
    """Leaves a note for the first second of each day, in the office's zone, on which an announced price begins."""
    starts = (local_midnight(date.fromisoformat(change["from"]), settings.TIME_ZONE) for change in changes)
    OfferingChange.objects.bulk_create(
        [OfferingChange(offering_id=offering_id, at=start) for start in sorted(set(starts)) if start > at]
    )
