"""A monitor's history in CSV: service_id, timestamp, status, http_code, response_ms a row. All or nothing."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from marketplace.errors import InvalidInput

from .arithmetic.timelines import CheckStatus

HEADER = ["service_id", "timestamp", "status", "http_code", "response_ms"]
COUNT_HEADER = ["service_id", "timestamp", "good", "total"]
MOST_COUNTED = 10**12
STATUS_OF = {str(status): status for status in CheckStatus}
STATUSES = ", ".join(CheckStatus)
LONGEST_CELL = 200
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
SLOWEST_MS = 86_400_000
NAMED_PROBLEMS = 10


class Reading(NamedTuple):
    """One row that was understood, and its line in the file."""

    line: int
    source: str
    at: datetime
    status: CheckStatus
    http_code: int | None
    response_ms: int | None

    @property
    def said(self) -> str:
        """What the row says, in the form in which it is compared with what is held."""
        return str(self.status)


class Count(NamedTuple):
    """One row that counts: of `total` so many were `good`, from `at` on. Whole numbers."""

    line: int
    source: str
    at: datetime
    good: int
    total: int

    @property
    def said(self) -> str:
        """What the row says, in the form in which it is compared with what is held."""
        return f"{self.good} of {self.total}"


Row = TypeVar("Row", Reading, Count)
AnyRow = Reading | Count


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Row {self.line}: {self.sentence}"


class MeasurementsRefused(InvalidInput):
    """A history that cannot be taken as it is. Nothing of it is stored."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        self.faults = tuple((f"row {one.line}", one.sentence) for one in self.problems[:NAMED_PROBLEMS])
        named = " ".join(map(str, self.problems[:NAMED_PROBLEMS]))
        more = len(self.problems) - NAMED_PROBLEMS
        rest = f" {more:,} more rows have a problem." if more > 0 else ""
        super().__init__(f"Nothing was loaded. {named}{rest} Correct this and send it again.")


class _BadCell(ValueError):
    """What is wrong with a cell, as a sentence."""


def read_history(content: bytes) -> list[Reading]:
    """Reads a whole history. Raises MeasurementsRefused naming the rows at fault; one file is about one service."""
    return _read(content, HEADER, _reading)


def read_counts(content: bytes) -> list[Count]:
    """Reads a whole file of counts. Raises MeasurementsRefused like `read_history`."""
    return _read(content, COUNT_HEADER, _count)


def _read(content: bytes, header: list[str], understood: Callable[[int, list[str]], Row]) -> list[Row]:
    readings: list[Row] = []
    problems: list[Problem] = []
    for line, cells in _lines(_text_of(content), header):
        try:
            readings.append(understood(line, cells))
        except _BadCell as bad:
            problems.append(Problem(line, str(bad)))
    if not (readings or problems):
        problems.append(Problem(2, "There is no measurement after the header line."))
    return of_one_source(readings, problems)


def of_one_source(readings: list[Row], problems: list[Problem]) -> list[Row]:
    """The readings, where nothing is wrong and all are of one monitor. Raises MeasurementsRefused."""
    problems = problems + _strangers(readings)
    if problems:
        raise MeasurementsRefused(problems)
    return readings


def without_repeats(readings: Iterable[Row]) -> list[Row]:
    """One reading for each moment, in order of time. Raises MeasurementsRefused where two of a moment disagree."""
    kept: dict[datetime, Row] = {}
    problems = []
    for reading in readings:
        first = kept.setdefault(reading.at, reading)
        if first.said != reading.said:
            problems.append(
                Problem(
                    reading.line,
                    f"It says {reading.said} at {reading.at:%Y-%m-%d %H:%M:%S} UTC, row {first.line} says "
                    f"{first.said}.",
                )
            )
    if problems:
        raise MeasurementsRefused(problems)
    return sorted(kept.values(), key=lambda reading: reading.at)


def refuse_future(readings: Iterable[AnyRow], *, at: datetime) -> None:
    """Raises MeasurementsRefused for a measurement that has not happened yet."""
    late = [reading for reading in readings if reading.at > at]
    if late:
        raise MeasurementsRefused(
            [Problem(one.line, f"{one.at:%Y-%m-%d %H:%M:%S} UTC lies in the future.") for one in late]
        )


def _text_of(content: bytes) -> str:
    if not content.strip():
        raise MeasurementsRefused([Problem(1, "The file is empty.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MeasurementsRefused([Problem(line, "This is not text in UTF-8. Save the file as CSV, UTF-8.")]) from error


def _lines(text: str, expected: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows under the header with their line numbers; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != expected:
            raise MeasurementsRefused([Problem(1, f"The header line has to read “{','.join(expected)}”.")])
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        line = max(reader.line_num, 1)
        raise MeasurementsRefused([Problem(line, f"The row cannot be read as CSV ({error}).")]) from error


def _reading(line: int, cells: list[str]) -> Reading:
    source, moment, status, http_code, response_ms = _cells(cells, HEADER)
    found = STATUS_OF.get(status)
    if found is None:
        raise _BadCell(f"The status “{status}” is not known. Use one of: {STATUSES}.")
    return Reading(
        line,
        source,
        _moment(moment),
        found,
        _whole_number("http_code", http_code, 999),
        _whole_number("response_ms", response_ms, SLOWEST_MS),
    )


def _count(line: int, cells: list[str]) -> Count:
    source, moment, good, total = _cells(cells, COUNT_HEADER)
    found = [_whole_number(name, text, MOST_COUNTED) for name, text in (("good", good), ("total", total))]
    if None in found:
        raise _BadCell("good and total both need a number.")
    counted = Count(line, source, _moment(moment), found[0] or 0, found[1] or 0)
    if counted.good > counted.total:
        raise _BadCell(f"It has {counted.good:,} good ones of {counted.total:,} in all.")
    return counted


def _cells(cells: list[str], header: list[str]) -> list[str]:
    """The cells without space around them, the first one not empty."""
    if len(cells) != len(header):
        raise _BadCell(f"There are {len(cells)} cells instead of {len(header)}.")
    together = "".join(cells)
    looked_at = () if len(together) <= LONGEST_CELL and together.isprintable() else zip(header, cells, strict=True)
    for name, cell in looked_at:
        if len(cell) > LONGEST_CELL:
            raise _BadCell(f"{name} has {len(cell):,} characters. At most {LONGEST_CELL} fit.")
        if not cell.isprintable():
            raise _BadCell(f"{name} holds a control character.")
    stripped = [cell.strip() for cell in cells]
    if not stripped[0]:
        raise _BadCell("service_id is empty. It names what was measured.")
    return stripped


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise _BadCell(f"“{text}” is no date and time. Write 2026-10-07T13:12:00Z.") from error
    if at.tzinfo is not UTC:
        at = _in_utc(at, text)
    if at < EARLIEST:
        raise _BadCell(f"“{text}” lies before the year 2000.")
    return at


def _in_utc(at: datetime, text: str) -> datetime:
    if at.utcoffset() is None:
        raise _BadCell(f"“{text}” has no time zone. Write 2026-10-07T13:12:00Z.")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise _BadCell(f"“{text}” is no date and time that can be measured.") from error


def _whole_number(name: str, text: str, most: int) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and (number := int(text)) <= most:
        return number
    raise _BadCell(f"{name} is “{text}”. Give a whole number from 0 to {most}, or leave it empty.")


def _strangers(readings: Sequence[AnyRow]) -> list[Problem]:
    """Rows about another service than the first one."""
    return [
        Problem(reading.line, f"It is about “{reading.source}”, the rows before about “{readings[0].source}”.")
        for reading in readings
        if reading.source != readings[0].source
    ]
