"""The month of one service level worked out a second time, written differently: no intervals, every minute by itself.

It knows nothing of the product's arithmetic; only figures are compared. Times are whole minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

MINUTE = timedelta(minutes=1)
HOLD_MINUTES = 26 * 60


@dataclass(frozen=True)
class History:
    """A month of checks (source, minute, status), maintenance (reference, start, end) in minutes, and the terms."""

    minutes: int
    checks: tuple[tuple[str, int, str], ...]
    maintenance: tuple[tuple[str, int, int], ...]
    cap: int
    minimum_outage: int
    convention: str


def minute_by_minute(history: History) -> dict[str, Fraction | int | None]:
    """Down, excluded and covered minutes and the share of uptime, by looking at each minute in turn."""
    down, covered = set(), set()
    by_source: dict[str, dict[int, str]] = {}
    for source, at, status in history.checks:
        by_source.setdefault(source, {})[at] = status
    for rows in by_source.values():
        last = max(rows)
        says, since = None, None
        for minute in range(min(rows), min(last, history.minutes)):
            if minute in rows:
                says, since = rows[minute], minute
            if minute < 0 or minute - since >= HOLD_MINUTES:
                continue
            covered.add(minute)
            if says == "down":
                down.add(minute)
    excluded, left = set(), history.cap
    for _, start, end in sorted(history.maintenance, key=lambda one: (one[1], one[2], one[0])):
        for minute in range(max(start, 0), min(end, history.minutes)):
            if minute not in excluded and left:
                excluded.add(minute)
                left -= 1
    counted = _long_enough(sorted(down - excluded), history.minimum_outage)
    whole = history.minutes - len(excluded) if history.convention == "A" else history.minutes
    return {
        "down": len(counted),
        "excluded": len(excluded),
        "covered": len(covered),
        "uptime": Fraction(100 * (whole - len(counted)), whole) if whole else None,
    }


def _long_enough(minutes: list[int], least: int) -> list[int]:
    """The minutes that stand in a run of at least `least`."""
    runs: list[list[int]] = []
    for minute in minutes:
        if runs and runs[-1][-1] == minute - 1:
            runs[-1].append(minute)
        else:
            runs.append([minute])
    return [minute for run in runs if len(run) >= least for minute in run]


def moment(start: datetime, minute: int) -> datetime:
    """The moment that lies so many minutes into the month."""
    return start + minute * MINUTE
