"""Milestones as service levels count them: each one that fell due, and whether it came in time."""

import datetime
from typing import NamedTuple

from contracts.agreements.models import Contract

from .models import Milestone


class Due(NamedTuple):
    """One milestone that fell due at that moment."""

    at: datetime.datetime
    good: bool


def due_milestones(contract: Contract, start: datetime.datetime, end: datetime.datetime) -> list[Due]:
    """Those that fell due in [start, end), in their order. Two statements."""
    rows = Milestone.objects.due_in(start, end).filter(contract=contract).prefetch_related("deliveries")
    return [Due(row.due_at, row.is_on_time()) for row in rows.order_by("due_at", "number")]
