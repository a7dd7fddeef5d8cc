"""Giving out references without gaps: N-2026-0001 for needs, O- for orders, C- for contracts."""

import datetime

from django.conf import settings
from django.utils import timezone

from .models import Series


def take_reference(prefix: str, *, at: datetime.datetime) -> str:
    """The next reference under `prefix` in the body's own year.

    The series stays locked until the caller's transaction ends: a rollback gives the number back, so no gap is left.
    Raises TransactionManagementError outside a transaction.
    """
    year = timezone.localdate(at, timezone.get_default_timezone()).year
    locked = Series.objects.select_for_update().filter(prefix=prefix, year=year)
    series = locked.first()
    if series is None:
        Series.objects.bulk_create([Series(prefix=prefix, year=year)], ignore_conflicts=True)
        series = locked.get()
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return str(series)


def ocid_for(reference: str) -> str:
    """The open contracting id of the procurement that began with this record."""
    return f"{settings.OCID_PREFIX}-{reference}"
