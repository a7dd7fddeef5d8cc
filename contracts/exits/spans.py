"""When the service of a contract stood still because it was suspended."""

import datetime

from contracts.agreements.models import Contract

Span = tuple[datetime.datetime, datetime.datetime]


def paused_spans(contract: Contract, *, until: datetime.datetime) -> list[Span]:
    """Times without service by a suspension, in order; none is asked for where it never was suspended."""
    if contract.suspended_at is None:
        return []
    rows = contract.suspensions.filter(pauses_levels=True, suspended_at__lt=until).order_by("suspended_at")
    return [(row.suspended_at, min(row.lifted_at or until, until)) for row in rows]
