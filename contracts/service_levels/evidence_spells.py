"""From rows to time: what monitors' files say of a window, of many service levels in one statement.

The statement hands out the rows that tell something: those that are not up, and those after which their monitor was
silent for longer than a status holds. All other time from a file's first row to its last is up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from .arithmetic.timelines import HOLD, CheckStatus, Spell, stands_until
from .arithmetic.windows import Interval, subtract
from .evidence_files import Held, duckdb_cursor, local_files, read_in_place
from .models import EvidenceBatch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOUND = {status.value: status for status in CheckStatus}
# A window without order streams through the rows as they come, whole numbers the quickest. At the end of a file the
# row that follows is another file's: there the batches know better (`Stretch.until`).
TELLING = """
SELECT file_index, status, since, following FROM (
    SELECT file_index, status, epoch_us(measured_at) AS since, lead(epoch_us(measured_at)) OVER ({order}) AS following
    FROM read_parquet($paths))
WHERE (status <> 'up' AND since >= $earliest AND since < $end) OR following - since > $hold
"""
MOST_FILES = 1_000
# A service level and the monitor's name.
Monitor = tuple[int, str]
Row = tuple[int, str, int, int]


class Stretch(NamedTuple):
    """One monitor's rows of a file, or of several that overlap. `until` tells how long the last of them stands."""

    term: int
    source: str
    first: datetime
    last: datetime
    until: datetime


def read_spells(
    batches: Iterable[EvidenceBatch], window: Interval, goes_on: Mapping[Monitor, datetime]
) -> dict[int, list[Spell]]:
    """What each monitor's rows say of `window`, by service level. Up spells lie under the others.

    `goes_on` says when the first row after the window came, of those monitors that have one: without, the last row
    stands for no time at all. Raises EvidenceAltered.
    """
    found: defaultdict[int, list[Spell]] = defaultdict(list)
    for files, ordered in _parts(read_in_place(batches)):
        stretches = _stretches(files, goes_on) if ordered else [_one_stretch(files, goes_on)] * len(files)
        for term, spell in _spells(stretches, _telling(files, window, ordered=ordered)):
            found[term].append(spell)
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


def _telling(files: Sequence[Held], window: Interval, *, ordered: bool) -> list[Row]:
    """The rows that tell something, each with its file's number and when the next row came."""
    edges = {"earliest": window.start - HOLD - EPOCH, "end": window.end - EPOCH, "hold": HOLD}
    asked = {name: span // MICROSECOND for name, span in edges.items()}
    statement = TELLING.format(order="" if ordered else "ORDER BY measured_at")
    with local_files(files) as paths, duckdb_cursor() as connection:
        rows: list[Row] = connection.execute(statement, {"paths": paths, **asked}).fetchall()
    return rows


def _stretches(files: Sequence[Held], goes_on: Mapping[Monitor, datetime]) -> list[Stretch]:
    """A stretch a file, up to the first row of the monitor's next file."""
    found: list[Stretch] = []
    following = dict(goes_on)
    for file in reversed(files):
        monitor = _monitor(file)
        found.append(_stretch(monitor, file.first_at, file.last_at, following.get(monitor)))
        following[monitor] = file.first_at
    return found[::-1]


def _one_stretch(files: Sequence[Held], goes_on: Mapping[Monitor, datetime]) -> Stretch:
    monitor, last = _monitor(files[0]), max(file.last_at for file in files)
    return _stretch(monitor, files[0].first_at, last, goes_on.get(monitor))


def _stretch(monitor: Monitor, first: datetime, last: datetime, following: datetime | None) -> Stretch:
    return Stretch(*monitor, first, last, last if following is None else max(last, stands_until(last, following)))


def _spells(stretches: Sequence[Stretch], rows: Iterable[Row]) -> Iterator[tuple[int, Spell]]:
    silences: defaultdict[Stretch, list[Interval]] = defaultdict(list)
    for number, said, since_us, following_us in rows:
        stretch, status, since = stretches[number], FOUND[said], EPOCH + since_us * MICROSECOND
        if since == stretch.last:
            until = stretch.until
        else:
            following = EPOCH + following_us * MICROSECOND
            until = stands_until(since, following)
            if until < following:
                silences[stretch].append(Interval(until, following))
        if status is not CheckStatus.UP:
            yield stretch.term, Spell(stretch.source, status, since, until)
    for stretch in dict.fromkeys(stretches):
        for looked in subtract([Interval(stretch.first, stretch.until)], silences[stretch]):
            yield stretch.term, Spell(stretch.source, CheckStatus.UP, *looked)
