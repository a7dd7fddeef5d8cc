"""From rows to time: what monitors' files say of a window, of many service levels in one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

from .arithmetic.timelines import HOLD, CheckStatus, Spell
from .arithmetic.windows import Interval
from .evidence_files import Held, duckdb_cursor, local_files, naive, read_in_place
from .models import EvidenceBatch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A row as one number, so that one window over numbers carries all of the row before: which monitor, microseconds since
# the earliest row that counts, and what was found. Of a run of up rows only the first and the one after it are handed
# out; all others are, so that failed checks can be counted. A window without order streams through the rows as they
# come, a third of the time that sorting them would take.
TURNS = """
SELECT row, before FROM (SELECT row, lag(row) OVER () AS before FROM (
    SELECT ({monitor} << {monitor_bits})
        + ({moment} << 2)
        + CASE status WHEN 'up' THEN 0 WHEN 'degraded' THEN 1 ELSE 2 END AS row
    FROM read_parquet($paths) {since} {order}))
WHERE before IS NULL OR (row | before) & 3 <> 0 OR row - before > $hold_us << 2 {until}
"""
# What each row is asked besides, where its file reaches out of the window. Most hold a month and do not: without, the
# statement takes a fifth less of the processor.
REACHING = {
    "moment": "least(epoch_us(measured_at) - $earliest_us, $latest_us)",
    "since": "WHERE measured_at >= $earliest",
    "until": "OR (row & $moment) >= $end_us << 2 AND (before & $moment) < $end_us << 2",
}
INSIDE = {"moment": "(epoch_us(measured_at) - $earliest_us)", "since": "", "until": ""}
BY_FILE = "file_index::BIGINT"
BY_SOURCE = "list_extract($monitors::BIGINT[], (file_index + 1)::BIGINT)"
MOST_FILES = 1_000
MONITOR_BITS = 53
MOMENT = (1 << MONITOR_BITS) - 1
LATEST_US = (MOMENT >> 2) - 1  # seventy years
FOUND = (CheckStatus.UP, CheckStatus.DEGRADED, CheckStatus.DOWN)
# A service level and the monitor's name.
Monitor = tuple[int, str]


def read_spells(
    batches: Iterable[EvidenceBatch], window: Interval, goes_on: Mapping[Monitor, datetime]
) -> dict[int, list[Spell]]:
    """What each monitor's rows say of `window`, from as long before as a status holds, by service level.

    `goes_on` says when the first row after the window came, of those monitors that have one: without, the last row
    stands for no time at all. Raises EvidenceAltered.
    """
    found: dict[int, list[Spell]] = {}
    for part, ordered in _parts(read_in_place(batches)):
        for (term, _), spell in _read(part, window, goes_on, ordered=ordered):
            found.setdefault(term, []).append(spell)
    return found


def _monitor(batch: Held) -> Monitor:
    return batch.term_id, batch.source


def _parts(batches: Iterable[Held]) -> Iterator[tuple[list[Held], bool]]:
    """At most so many files at a time, a monitor's never apart; those whose files overlap are sorted on their own."""
    part: list[Held] = []
    for _, group in groupby(sorted(batches, key=lambda one: (*_monitor(one), one.first_at, one.pk)), key=_monitor):
        files = list(group)
        if len(files) > MOST_FILES or any(one.last_at >= other.first_at for one, other in pairwise(files)):
            yield files, False
            continue
        if len(part) + len(files) > MOST_FILES:
            yield part, True
            part = []
        part += files
    if part:
        yield part, True


def _read(
    batches: Sequence[Held], window: Interval, goes_on: Mapping[Monitor, datetime], *, ordered: bool
) -> Iterator[tuple[Monitor, Spell]]:
    earliest = (window.start - HOLD).astimezone(UTC)
    asked: dict[str, object] = {"earliest_us": _microseconds(earliest - EPOCH), "hold_us": _microseconds(HOLD)}
    inside = all(earliest <= one.first_at and one.last_at < window.end for one in batches)
    if not inside:
        asked |= {"earliest": naive(earliest), "latest_us": LATEST_US, "moment": MOMENT}
        asked["end_us"] = _microseconds(window.end - earliest)
    # Files are numbers as they come, so that the rows need not be looked at for whose they are.
    monitor, order = (BY_FILE, "") if ordered else (BY_SOURCE, "ORDER BY row")
    if not ordered:
        asked["monitors"] = [0] * len(batches)
    reach = INSIDE if inside else REACHING
    statement = TURNS.format(monitor=monitor, monitor_bits=MONITOR_BITS, order=order, **reach)
    with local_files(batches) as paths, duckdb_cursor() as connection:
        turns = connection.execute(statement, {"paths": paths, **asked}).fetchall()
    monitors = [_monitor(batch) for batch in batches]
    yield from _spells(turns, monitors, _ends(batches, goes_on), Interval(earliest, window.end))


def _ends(batches: Sequence[Held], goes_on: Mapping[Monitor, datetime]) -> dict[Monitor, datetime]:
    """Until when a monitor's last row stands: to the row after the window, where there is one, or for no time."""
    ends: dict[Monitor, datetime] = {}
    for batch in batches:
        monitor, last = _monitor(batch), batch.last_at
        held = goes_on.get(monitor)
        end = last if held is None else min(held, last + HOLD)
        ends[monitor] = max(end, ends.get(monitor, end))
    return ends


def _spells(
    turns: Iterable[tuple[int, int | None]],
    monitors: Sequence[Monitor],
    ends: Mapping[Monitor, datetime],
    seen: Interval,
) -> Iterator[tuple[Monitor, Spell]]:
    """A turn ends the spell before it and begins the next."""
    start, end = seen
    monitor: Monitor | None = None  # of the spell that is open
    status, since = CheckStatus.UP, start
    for row, before in turns:
        whose, found = monitors[row >> MONITOR_BITS], FOUND[row & 3]
        at = start + timedelta(microseconds=(row & MOMENT) >> 2)
        if monitor is not None and before is not None:
            if whose == monitor:
                held_until = start + timedelta(microseconds=(before & MOMENT) >> 2) + HOLD
                if at < end and at <= held_until and status is found is CheckStatus.UP:
                    continue  # only another file begins here
                yield monitor, Spell(monitor[1], status, since, min(at, held_until))
            else:
                yield monitor, Spell(monitor[1], status, since, max(since, ends[monitor]))
        monitor = whose if at < end else None
        status, since = found, at
    if monitor is not None:
        yield monitor, Spell(monitor[1], status, since, max(since, ends[monitor]))


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
