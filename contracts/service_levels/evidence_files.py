"""Evidence as Parquet files in the storage, written and read by DuckDB; `evidence_spells` reads time out of them."""

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from django.core.files import File
from django.core.files.storage import default_storage

from marketplace.errors import DomainError

from .arithmetic.objectives import Tally
from .arithmetic.windows import Interval
from .models import EvidenceBatch, EvidenceMonth
from .readings import AnyRow, Count

FOLDER = "evidence"
Held = EvidenceBatch | EvidenceMonth
ROWS = """
SELECT * FROM read_csv($rows, header = false, auto_detect = false, nullstr = '', columns = {
    'source': 'VARCHAR', 'measured_at': 'TIMESTAMP', 'status': 'VARCHAR',
    'http_code': 'SMALLINT', 'response_ms': 'INTEGER'
})
"""
COUNTED_ROWS = """
SELECT * FROM read_csv($rows, header = false, auto_detect = false, columns = {
    'source': 'VARCHAR', 'measured_at': 'TIMESTAMP', 'good': 'BIGINT', 'total': 'BIGINT'
})
"""
# Times as differences from one row to the next: a check a minute takes 66 bytes a month, and not 130 KB.
TO_PARQUET = "COPY ({rows}) TO $target (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)"
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
HOURS = """
SELECT date_trunc('hour', measured_at) AS hour, count(*), count(*) FILTER (WHERE status = 'down')
FROM read_parquet(?) WHERE measured_at >= ? AND measured_at < ? GROUP BY hour
"""


class EvidenceAltered(DomainError):
    """A file of evidence is gone, or is not the one that was loaded."""

    def __init__(self, held: Held) -> None:
        self.held = held
        name = f"Evidence batch {held.pk}" if isinstance(held, EvidenceBatch) else f"The month’s file of {held}"
        super().__init__(
            f"{name} is missing or is not what was loaded: its fingerprint differs. "
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
        rows = Path(room) / "rows.csv"
        with rows.open("w", newline="") as lines:
            csv.writer(lines).writerows(
                (row.source, row.at.isoformat(), row.good, row.total)
                if isinstance(row, Count)
                else (row.source, row.at.isoformat(), row.status, row.http_code, row.response_ms)
                for row in readings
            )
        statement = COUNTED_ROWS if isinstance(readings[0], Count) else ROWS
        return keep_rows(statement, {"rows": str(rows)}, folder=folder)


def keep_rows(statement: str, asked: dict[str, Any], *, folder: str) -> Stored:
    """Puts what a statement finds into the storage, as a file under its own fingerprint."""
    with tempfile.TemporaryDirectory() as room, duckdb_cursor() as connection:
        target = Path(room) / "rows.parquet"
        connection.execute(TO_PARQUET.format(rows=statement), {**asked, "target": str(target)})
        return _keep_file(target, folder=folder)


def _keep_file(target: Path, *, folder: str) -> Stored:
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


def read_said(
    batches: Sequence[EvidenceBatch], source: str, first: datetime, last: datetime, *, counted: bool
) -> dict[datetime, str]:
    """What is held already for a source, by moment, from `first` to `last`. Raises EvidenceAltered."""
    if not batches:
        return {}
    with local_files(read_in_place(batches)) as paths, duckdb_cursor() as connection:
        asked = [paths, source, naive(first), naive(last)]
        found = connection.execute(SAID[counted], asked).fetchall()
    return {utc(at): said for at, said in found}


def read_tallies(batches: Sequence[EvidenceBatch], window: Interval) -> list[Tally]:
    """The counts of `window`, in order of time. Raises EvidenceAltered."""
    return [Tally(utc(at), good, total) for at, good, total in _rows_in(batches, window, TALLIES)]


def read_answers(batches: Sequence[EvidenceBatch], window: Interval) -> list[tuple[datetime, int]]:
    """When checks of `window` were answered, and in how many milliseconds. Raises EvidenceAltered."""
    return [(utc(at), ms) for at, ms in _rows_in(batches, window, ANSWERS)]


def _rows_in(batches: Sequence[EvidenceBatch], window: Interval, statement: str) -> list[tuple[Any, ...]]:
    if not batches:
        return []
    with local_files(read_in_place(batches)) as paths, duckdb_cursor() as connection:
        found: list[tuple[Any, ...]] = connection.execute(statement, [paths, *map(naive, window)]).fetchall()
    return found


def count_by_hour(batches: Sequence[EvidenceBatch], window: Interval) -> dict[datetime, HourOfChecks]:
    """Checks and failed checks in each hour of `window` that has any. Raises EvidenceAltered."""
    if not batches:
        return {}
    with local_files(read_in_place(batches)) as paths, duckdb_cursor() as connection:
        found = connection.execute(HOURS, [paths, *map(naive, window)]).fetchall()
    return {utc(hour): HourOfChecks(checks, failed) for hour, checks, failed in found}


def read_in_place(batches: Iterable[EvidenceBatch]) -> list[Held]:
    """The files that hold these batches' rows, each once: a month's file in place of those that it was drawn from."""
    return list({(type(held), held.pk): held for held in (batch.read_from for batch in batches)}.values())


@contextmanager
def local_files(batches: Sequence[Held]) -> Iterator[list[str]]:
    """Paths that DuckDB can open, each checked against its fingerprint; storages without paths are copied."""
    with ExitStack() as rooms:
        paths, room = [], ""
        for batch in batches:
            content = _content(batch)
            if hashlib.sha256(content).hexdigest() != batch.sha256:
                raise EvidenceAltered(batch)
            try:
                path = default_storage.path(batch.path)
            except NotImplementedError:
                room = room or rooms.enter_context(tempfile.TemporaryDirectory())
                path = f"{room}/{batch.sha256}.parquet"
                Path(path).write_bytes(content)
            paths.append(path)
        yield paths


def _content(batch: Held) -> bytes:
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


def duckdb_cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one question, which closes with its block."""
    return _engine(os.getpid()).cursor()


def naive(at: datetime) -> datetime:
    """Parquet holds UTC without a zone: DuckDB would need one more package to hand out times with one."""
    return at.astimezone(UTC).replace(tzinfo=None)


def utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)
