"""Telling whoever keeps copies of offerings, search above all, that some have changed."""

from collections.abc import Iterable
from datetime import datetime

from procrastinate.contrib.django import app

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
