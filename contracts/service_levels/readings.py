"""A monitor's history in CSV: service_id, timestamp, status, http_code, response_ms a row. All or nothing."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from marketplace.errors import InvalidInput

from .arithmetic.timelines import CheckStatus

HEADER = ["service_id", "timestamp", "status", "http_code", "response_ms"]
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
    readings: list[Reading] = []
    problems: list[Problem] = []
    for line, cells in _lines(_text_of(content)):
        try:
            readings.append(_reading(line, cells))
        except _BadCell as bad:
            problems.append(Problem(line, str(bad)))
    if not (readings or problems):
        problems.append(Problem(2, "There is no measurement after the header line."))
    return of_one_source(readings, problems)


def of_one_source(readings: list[Reading], problems: list[Problem]) -> list[Reading]:
    """The readings, where nothing is wrong and all are of one monitor. Raises MeasurementsRefused."""
    problems = problems + _strangers(readings)
    if problems:
        raise MeasurementsRefused(problems)
    return readings


def without_repeats(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each moment, in order of time. Raises MeasurementsRefused where two of a moment disagree."""
    kept: dict[datetime, Reading] = {}
    problems = []
    for reading in readings:
        first = kept.setdefault(reading.at, reading)
        if first.status != reading.status:
            problems.append(
                Problem(
                    reading.line,
                    f"It says {reading.status} at {reading.at:%Y-%m-%d %H:%M:%S} UTC, row {first.line} says "
                    f"{first.status}.",
                )
            )
    if problems:
        raise MeasurementsRefused(problems)
    return sorted(kept.values(), key=lambda reading: reading.at)


def refuse_future(readings: Iterable[Reading], *, at: datetime) -> None:
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


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows under the header with their line numbers; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != HEADER:
            raise MeasurementsRefused([Problem(1, f"The header line has to read “{','.join(HEADER)}”.")])
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        line = max(reader.line_num, 1)
        raise MeasurementsRefused([Problem(line, f"The row cannot be read as CSV ({error}).")]) from error


def _reading(line: int, cells: list[str]) -> Reading:
    if len(cells) != len(HEADER):
        raise _BadCell(f"There are {len(cells)} cells instead of {len(HEADER)}.")
    for name, cell in zip(HEADER, cells, strict=True):
        if len(cell) > LONGEST_CELL:
            raise _BadCell(f"{name} has {len(cell):,} characters. At most {LONGEST_CELL} fit.")
        if not cell.isprintable():
            raise _BadCell(f"{name} holds a control character.")
    source, moment, status, http_code, response_ms = (cell.strip() for cell in cells)
    if not source:
        raise _BadCell("service_id is empty. It names what was measured.")
    if status not in CheckStatus.__members__.values():
        raise _BadCell(f"The status “{status}” is not known. Use one of: {STATUSES}.")
    return Reading(
        line,
        source,
        _moment(moment),
        CheckStatus(status),
        _whole_number("http_code", http_code, 999),
        _whole_number("response_ms", response_ms, SLOWEST_MS),
    )


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise _BadCell(f"“{text}” is no date and time. Write 2026-10-07T13:12:00Z.") from error
    if at.utcoffset() is None:
        raise _BadCell(f"“{text}” has no time zone. Write 2026-10-07T13:12:00Z.")
    try:
        at = at.astimezone(UTC)
    except OverflowError as error:
        raise _BadCell(f"“{text}” is no date and time that can be measured.") from error
    if at < EARLIEST:
        raise _BadCell(f"“{text}” lies before the year 2000.")
    return at


def _whole_number(name: str, text: str, most: int) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > most:
        raise _BadCell(f"{name} is “{text}”. Give a whole number from 0 to {most}, or leave it empty.")
    return int(text)


def _strangers(readings: list[Reading]) -> list[Problem]:
    """Rows about another service than the first one."""
    return [
        Problem(reading.line, f"It is about “{reading.source}”, the rows before about “{readings[0].source}”.")
        for reading in readings
        if reading.source != readings[0].source
    ]
