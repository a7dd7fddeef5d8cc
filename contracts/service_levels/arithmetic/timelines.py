"""From single checks to time: a status holds until the next row, but at most 26 hours; the rest is uncovered."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from .windows import Interval, Intervals, intersect, subtract, union

HOLD = timedelta(hours=26)


class CheckStatus(StrEnum):
    """What a monitor found."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"


class Check(NamedTuple):
    """One row of a monitor's history."""

    source: str
    at: datetime
    status: CheckStatus


class Spell(NamedTuple):
    """Time during which one monitor's rows say the same. Each row that is not up makes a spell of its own; spells of
    up may lie under them.
    """

    source: str
    status: CheckStatus
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Timeline:
    """What all monitors of one service level say together. `down` wins over `degraded`, both over up."""

    covered: Intervals
    down: Intervals
    degraded: Intervals
    failed_checks: tuple[datetime, ...] = ()
    degraded_checks: tuple[datetime, ...] = ()

    def within(self, window: Interval) -> "Timeline":
        """The part inside `window`."""
        return Timeline(
            intersect(self.covered, [window]),
            intersect(self.down, [window]),
            intersect(self.degraded, [window]),
            _moments_in(self.failed_checks, window),
            _moments_in(self.degraded_checks, window),
        )


def stands_until(at: datetime, following: datetime) -> datetime:
    """A status holds until the monitor's next row, but not for longer than 26 hours."""
    return min(following, at + HOLD)


def spells(checks: Iterable[Check]) -> list[Spell]:
    """The time that each row stands for. The last row of a monitor stands for none: nothing says how long it held."""
    held: list[Spell] = []
    for source, rows in groupby(sorted(set(checks)), key=lambda check: check.source):
        for check, following in pairwise(rows):
            end = stands_until(check.at, following.at)
            joins = held and held[-1].source == source and held[-1].end == check.at
            if joins and held[-1].status == check.status == CheckStatus.UP:
                held[-1] = held[-1]._replace(end=end)
            else:
                held.append(Spell(source, check.status, check.at, end))
    return held


def timeline(held: Iterable[Spell]) -> Timeline:
    """Several monitors as one: covered where any of them looked, down where any of them found it down."""
    every = list(held)
    down, degraded, up = (
        [spell for spell in every if spell.status is status]
        for status in (CheckStatus.DOWN, CheckStatus.DEGRADED, CheckStatus.UP)
    )
    lost = _united(down)
    return Timeline(
        covered=union([*_united(up), *lost, *_united(degraded)]),
        down=lost,
        degraded=subtract(_united(degraded), lost),
        failed_checks=_starts(down),
        degraded_checks=_starts(degraded),
    )


def _united(held: list[Spell]) -> Intervals:
    return union([Interval(spell.start, spell.end) for spell in held])


def _starts(held: list[Spell]) -> tuple[datetime, ...]:
    return tuple(sorted([spell.start for spell in held]))


def _moments_in(moments: tuple[datetime, ...], window: Interval) -> tuple[datetime, ...]:
    """Those of `moments`, which are in order, that lie in the window."""
    return moments[bisect_left(moments, window.start) : bisect_left(moments, window.end)]
