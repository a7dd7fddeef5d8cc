"""Which agreed maintenance takes time out of the count: notice, hours, approval beforehand, a cap of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from marketplace.business_time import BusinessCalendar, business_seconds

from .windows import Interval, subtract


@dataclass(frozen=True)
class MaintenanceRules:
    """What the contract says about maintenance. None: no limit agreed."""

    notice_days: int
    allowed_hours: BusinessCalendar | None = None
    cap_minutes: Decimal | None = None
    emergency_cap_minutes: Decimal = Decimal()


@dataclass(frozen=True)
class ExcludedTime:
    """A stretch that an approved exclusion takes out of the count, and its reference."""

    reference: str
    when: Interval


TOO_LATE = "Maintenance has to be approved before it starts. What happens without approval counts as downtime."


def maintenance_refusal(
    when: Interval, *, requested_at: datetime, approved_at: datetime, rules: MaintenanceRules
) -> str | None:
    """Why this maintenance cannot be agreed, in a sentence; None where it can."""
    if approved_at >= when.start:
        return TOO_LATE
    if when.start - requested_at < timedelta(days=rules.notice_days):
        return (
            f"The contract asks for {rules.notice_days} days’ notice of maintenance. "
            "Choose a later start, or let the outage count."
        )
    outside = rules.allowed_hours and business_seconds(*when, rules.allowed_hours) < when.seconds
    if outside:
        return "The contract allows maintenance only in its maintenance hours. Choose a window that lies inside them."
    return None


def emergency_refusal(
    when: Interval, *, requested_at: datetime, approved_at: datetime, rules: MaintenanceRules
) -> str | None:
    """The same for maintenance that could not wait for its notice: at any hour, under a cap of its own."""
    if approved_at >= when.start:
        return TOO_LATE
    if not rules.emergency_cap_minutes:
        return "The contract agrees on no emergency maintenance. Ask for a window with its notice, or let it count."
    if when.start - requested_at >= timedelta(days=rules.notice_days):
        return (
            f"This is asked for {rules.notice_days} days or more beforehand, so it is no emergency. "
            "Ask for it as planned maintenance."
        )
    return None


def within_cap(approved: Iterable[ExcludedTime], cap_minutes: Decimal | None) -> list[ExcludedTime]:
    """Approved maintenance of one month in order of time, cut where the monthly cap is used up; overlaps use it once.

    The part beyond the cap stays in the count: what the monitors saw there is downtime like any other.
    """
    left = None if cap_minutes is None else cap_minutes * 60
    kept: list[ExcludedTime] = []
    for window in sorted(approved, key=lambda one: (one.when, one.reference)):
        for piece in subtract([window.when], [one.when for one in kept]):
            if left is None:
                kept.append(ExcludedTime(window.reference, piece))
                continue
            length = min(piece.seconds, left)
            left -= length
            if length:
                end = piece.start + timedelta(microseconds=int(length * 1_000_000))
                kept.append(ExcludedTime(window.reference, Interval(piece.start, end)))
    return kept


def within_caps(
    planned: Iterable[ExcludedTime], emergency: Iterable[ExcludedTime], rules: MaintenanceRules
) -> list[ExcludedTime]:
    """Both kinds of one month, each cut to its own cap; a moment that both name uses the cap of planned work alone."""
    kept = within_cap(planned, rules.cap_minutes)
    alone = [
        ExcludedTime(one.reference, piece)
        for one in emergency
        for piece in subtract([one.when], [other.when for other in kept])
    ]
    return kept + within_cap(alone, rules.emergency_cap_minutes)
