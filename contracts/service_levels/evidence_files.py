"""Evidence as Parquet files in the storage, written and read by DuckDB. The one module that knows it."""

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from django.core.files import File
from django.core.files.storage import default_storage

from marketplace.errors import DomainError

from .arithmetic.objectives import Tally
from .arithmetic.timelines import HOLD, CheckStatus, Spell
from .arithmetic.windows import Interval
from .models import EvidenceBatch
from .readings import AnyRow, Count

FOLDER = "evidence"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ROWS = """
SELECT * FROM read_csv(?, header = false, auto_detect = false, nullstr = '', columns = {
    'source': 'VARCHAR', 'measured_at': 'TIMESTAMP', 'status': 'VARCHAR',
    'http_code': 'SMALLINT', 'response_ms': 'INTEGER'
})
"""
COUNTED_ROWS = """
SELECT * FROM read_csv(?, header = false, auto_detect = false, columns = {
    'source': 'VARCHAR', 'measured_at': 'TIMESTAMP', 'good': 'BIGINT', 'total': 'BIGINT'
})
"""
SAID = {
    False: "SELECT measured_at, status FROM read_parquet(?) WHERE source = ? AND measured_at BETWEEN ? AND ?",
    True: """
SELECT measured_at, good || ' of ' || total FROM read_parquet(?) WHERE source = ? AND measured_at BETWEEN ? AND ?
""",
}
TALLIES = """
SELECT measured_at, good, total FROM read_parquet(?) WHERE measured_at >= ? AND measured_at < ?
ORDER BY measured_at, source
"""
ANSWERS = """
SELECT measured_at, response_ms FROM read_parquet(?)
WHERE measured_at >= ? AND measured_at < ? AND response_ms IS NOT NULL AND status <> 'down'
ORDER BY measured_at, source
"""
# A row as one number, so that one window over numbers carries all of the row before: which monitor, microseconds since
# the earliest row that counts, and what was found. Of a run of up rows only the first and the one after it are handed
# out; all others are, so that failed checks can be counted. A window without order streams through the rows as they
# come, a third of the time that sorting them would take.
TURNS = """
SELECT row, before FROM (SELECT row, lag(row) OVER () AS before FROM (
    SELECT ({monitor} << {monitor_bits})
        + (least(epoch_us(measured_at) - $earliest_us, $latest_us) << 2)
        + CASE status WHEN 'up' THEN 0 WHEN 'degraded' THEN 1 ELSE 2 END AS row
    FROM read_parquet($paths) WHERE measured_at >= $earliest {order}))
WHERE before IS NULL OR row & 3 <> 0 OR before & 3 <> 0 OR row - before > $hold_us << 2
    OR (row & $moment) >= $end_us << 2 AND (before & $moment) < $end_us << 2
"""
BY_FILE = "file_index::BIGINT"
BY_SOURCE = "list_extract($monitors::BIGINT[], (file_index + 1)::BIGINT)"
MOST_FILES = 1_000
MONITOR_BITS = 53
MOMENT = (1 << MONITOR_BITS) - 1
LATEST_US = (MOMENT >> 2) - 1  # seventy years
FOUND = (CheckStatus.UP, CheckStatus.DEGRADED, CheckStatus.DOWN)
HOURS = """
SELECT date_trunc('hour', measured_at) AS hour, count(*), count(*) FILTER (WHERE status = 'down')
FROM read_parquet(?) WHERE measured_at >= ? AND measured_at < ? GROUP BY hour
"""


class EvidenceAltered(DomainError):
    """A file of evidence is gone, or is not the one that was loaded."""

    def __init__(self, batch: EvidenceBatch) -> None:
        self.batch = batch
        super().__init__(
            f"Evidence batch {batch.pk} is missing or is not what was loaded: its fingerprint differs. "
            "Nothing was computed from it. Restore the file from the backup."
        )


class Stored(NamedTuple):
    """Where rows were put, and the fingerprint of the file."""

    path: str
    sha256: str


class HourOfChecks(NamedTuple):
    """How many checks ran in an hour, and how many of them failed."""

    checks: int
    failed: int


def store_rows(readings: Sequence[AnyRow], *, folder: str) -> Stored:
    """Writes readings as one Parquet file named by its own fingerprint, so that a repeat writes the same file."""
    with tempfile.TemporaryDirectory() as room:
        rows, target = Path(room) / "rows.csv", Path(room) / "rows.parquet"
        with rows.open("w", newline="") as lines:
            csv.writer(lines).writerows(
                (row.source, row.at.isoformat(), row.good, row.total)
                if isinstance(row, Count)
                else (row.source, row.at.isoformat(), row.status, row.http_code, row.response_ms)
                for row in readings
            )
        statement = COUNTED_ROWS if isinstance(readings[0], Count) else ROWS
        with _duckdb() as connection:
            connection.sql(statement, params=[str(rows)]).write_parquet(str(target), compression="zstd")
        sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
        path = f"{FOLDER}/{folder}/{sha256}.parquet"
        # A killed load can have left half a file under this name; no row names it, or these rows were known.
        default_storage.delete(path)
        with target.open("rb") as content:
            path = default_storage.save(path, File(content))
    return Stored(path, sha256)


def remove_stored(stored: Stored) -> None:
    """Takes back a file whose row was never committed."""
    default_storage.delete(stored.path)


def read_spells(batches: Sequence[EvidenceBatch], window: Interval) -> list[Spell]:
    """What each monitor's rows say of `window`, from as long before as a status holds. Raises EvidenceAltered."""
    if not batches:
        return []
    batches = sorted(batches, key=lambda batch: (batch.source, batch.first_at))
    earliest = (window.start - HOLD).astimezone(UTC)
    asked = {
        "earliest": _naive(earliest),
        "earliest_us": _microseconds(earliest - EPOCH),
        "latest_us": LATEST_US,
        "end_us": _microseconds(window.end - earliest),
        "hold_us": _microseconds(HOLD),
        "moment": MOMENT,
    }
    if _in_order(batches) and len(batches) <= MOST_FILES:
        # Files are numbers as they come, so that the rows need not be looked at for whose they are.
        sources, monitor, order = [batch.source for batch in batches], BY_FILE, ""
    else:
        sources, monitor, order = list(dict.fromkeys(batch.source for batch in batches)), BY_SOURCE, "ORDER BY row"
        asked["monitors"] = [sources.index(batch.source) for batch in batches]
    statement = TURNS.format(monitor=monitor, monitor_bits=MONITOR_BITS, order=order)
    with _local_files(batches) as paths, _duckdb() as connection:
        turns = connection.execute(statement, {"paths": paths, **asked}).fetchall()
    last = {batch.source: max(batch.last_at, earliest) for batch in sorted(batches, key=lambda one: one.last_at)}
    return _spells(turns, sources, last, Interval(earliest, window.end))


def _spells(
    turns: Iterable[tuple[int, int | None]], sources: Sequence[str], last: Mapping[str, datetime], seen: Interval
) -> list[Spell]:
    """A turn ends the spell before it and begins the next. A monitor's last row stands for no time at all."""
    spells: list[Spell] = []
    open_spell: Spell | None = None
    for row, before in turns:
        source, status, at = sources[row >> MONITOR_BITS], FOUND[row & 3], _moment(row, seen.start)
        if open_spell is not None and before is not None:
            held_from = _moment(before, seen.start)
            follows = source == open_spell.source
            goes_on = follows and at < seen.end and at <= held_from + HOLD
            if goes_on and open_spell.status == status == CheckStatus.UP:
                continue  # only another file begins here
            spells.append(open_spell._replace(end=min(at, held_from + HOLD) if follows else held_from))
        open_spell = Spell(source, status, at, at) if at < seen.end else None
    if open_spell is not None:
        spells.append(open_spell._replace(end=last[open_spell.source]))
    return spells


def _moment(row: int, start: datetime) -> datetime:
    return start + timedelta(microseconds=(row & MOMENT) >> 2)


def _in_order(batches: Sequence[EvidenceBatch]) -> bool:
    """Whether files read one after the other give each monitor's rows in order of time."""
    return all(
        earlier.source != later.source or earlier.last_at < later.first_at for earlier, later in pairwise(batches)
    )


def read_said(
    batches: Sequence[EvidenceBatch], source: str, first: datetime, last: datetime, *, counted: bool
) -> dict[datetime, str]:
    """What is held already for a source, by moment, from `first` to `last`. Raises EvidenceAltered."""
    if not batches:
        return {}
    with _local_files(batches) as paths, _duckdb() as connection:
        asked = [paths, source, _naive(first), _naive(last)]
        found = connection.execute(SAID[counted], asked).fetchall()
    return {_utc(at): said for at, said in found}


def read_tallies(batches: Sequence[EvidenceBatch], window: Interval) -> list[Tally]:
    """The counts of `window`, in order of time. Raises EvidenceAltered."""
    return [Tally(_utc(at), good, total) for at, good, total in _rows_in(batches, window, TALLIES)]


def read_answers(batches: Sequence[EvidenceBatch], window: Interval) -> list[tuple[datetime, int]]:
    """When checks of `window` were answered, and in how many milliseconds. Raises EvidenceAltered."""
    return [(_utc(at), ms) for at, ms in _rows_in(batches, window, ANSWERS)]


def _rows_in(batches: Sequence[EvidenceBatch], window: Interval, statement: str) -> list[tuple[Any, ...]]:
    if not batches:
        return []
    with _local_files(batches) as paths, _duckdb() as connection:
        found: list[tuple[Any, ...]] = connection.execute(statement, [paths, *map(_naive, window)]).fetchall()
    return found


def count_by_hour(batches: Sequence[EvidenceBatch], window: Interval) -> dict[datetime, HourOfChecks]:
    """Checks and failed checks in each hour of `window` that has any. Raises EvidenceAltered."""
    if not batches:
        return {}
    with _local_files(batches) as paths, _duckdb() as connection:
        found = connection.execute(HOURS, [paths, *map(_naive, window)]).fetchall()
    return {_utc(hour): HourOfChecks(checks, failed) for hour, checks, failed in found}


@contextmanager
def _local_files(batches: Sequence[EvidenceBatch]) -> Iterator[list[str]]:
    """Paths that DuckDB can open, each checked against its fingerprint; storages without paths are copied."""
    with tempfile.TemporaryDirectory() as room:
        paths = []
        for batch in batches:
            content = _content(batch)
            if hashlib.sha256(content).hexdigest() != batch.sha256:
                raise EvidenceAltered(batch)
            try:
                path = default_storage.path(batch.path)
            except NotImplementedError:
                path = f"{room}/{batch.sha256}.parquet"
                Path(path).write_bytes(content)
            paths.append(path)
        yield paths


def _content(batch: EvidenceBatch) -> bytes:
    try:
        with default_storage.open(batch.path) as stored:
            content: bytes = stored.read()
            return content
    except FileNotFoundError as error:
        raise EvidenceAltered(batch) from error


@cache
def _engine(process: int) -> duckdb.DuckDBPyConnection:
    """One engine a process, whose number keeps a forked child from its parent's; starting one takes 25 ms."""
    return duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "autoinstall_known_extensions": False})


def _duckdb() -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one question, which closes with its block."""
    return _engine(os.getpid()).cursor()


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _naive(at: datetime) -> datetime:
    """Parquet holds UTC without a zone: DuckDB would need one more package to hand out times with one."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)
