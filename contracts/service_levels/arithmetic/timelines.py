"""From single checks to time: a status holds until the next row, but at most 26 hours; the rest is uncovered."""

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
    """Time during which one monitor's rows say the same; each row that is not up makes a spell of its own."""

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
            tuple(at for at in self.failed_checks if window.start <= at < window.end),
            tuple(at for at in self.degraded_checks if window.start <= at < window.end),
        )


def spells(checks: Iterable[Check]) -> list[Spell]:
    """The time that each row stands for. The last row of a monitor stands for none: nothing says how long it held."""
    held: list[Spell] = []
    for source, rows in groupby(sorted(set(checks)), key=lambda check: check.source):
        for check, following in pairwise(rows):
            end = min(following.at, check.at + HOLD)
            joins = held and held[-1].source == source and held[-1].end == check.at
            if joins and held[-1].status == check.status == CheckStatus.UP:
                held[-1] = held[-1]._replace(end=end)
            else:
                held.append(Spell(source, check.status, check.at, end))
    return held


def timeline(held: Iterable[Spell]) -> Timeline:
    """Several monitors as one: covered where any of them looked, down where any of them found it down."""
    every = list(held)
    down = _of(every, CheckStatus.DOWN)
    return Timeline(
        covered=union(Interval(spell.start, spell.end) for spell in every),
        down=down,
        degraded=subtract(_of(every, CheckStatus.DEGRADED), down),
        failed_checks=_starts(every, CheckStatus.DOWN),
        degraded_checks=_starts(every, CheckStatus.DEGRADED),
    )


def _of(held: list[Spell], status: CheckStatus) -> Intervals:
    return union(Interval(spell.start, spell.end) for spell in held if spell.status == status)


def _starts(held: list[Spell], status: CheckStatus) -> tuple[datetime, ...]:
    return tuple(sorted(spell.start for spell in held if spell.status == status))
