"""A batch of measurements as it arrives: CSV, one JSON document, or JSON line by line; read whole or refused whole."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from contracts.agreements.objectives import Shape
from marketplace.errors import InvalidInput

from .arithmetic.timelines import CheckStatus
from .readings import (
    EARLIEST,
    LONGEST_CELL,
    MOST_COUNTED,
    SLOWEST_MS,
    AnyRow,
    Count,
    MeasurementsRefused,
    Problem,
    Reading,
    of_one_source,
    read_counts,
    read_history,
)

LARGEST_BATCH = 5 * 1024 * 1024
MOST_MEASUREMENTS = 50_000


def _printable(name: str) -> str:
    if not name.isprintable():
        raise ValueError("It holds a control character")
    return name


Status = Annotated[CheckStatus, WithJsonSchema({"type": "string", "enum": list(CheckStatus)})]


class BatchTooLarge(InvalidInput):
    status = 413
    sentence = "A batch holds at most 5 MB. Nothing was loaded. Send it in parts, such as a month each."


class FormatUnknown(InvalidInput):
    status = 415


class Measurement(BaseModel):
    """One look of a monitor. Times carry a zone; `response_ms` is the time until the answer."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    at: AwareDatetime = Field(ge=EARLIEST)
    status: Status
    http_code: int | None = Field(None, ge=0, le=999)
    response_ms: int | None = Field(None, ge=0, le=SLOWEST_MS)


class Counted(BaseModel):
    """What was counted from a moment on: of `total` so many were `good`."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    at: AwareDatetime = Field(ge=EARLIEST)
    good: int = Field(ge=0, le=MOST_COUNTED)
    total: int = Field(ge=0, le=MOST_COUNTED)

    @model_validator(mode="after")
    def _adds_up(self) -> "Counted":
        if self.good > self.total:
            raise ValueError("It has more good ones than there are in all")
        return self


Source = Annotated[str, AfterValidator(_printable), Field(min_length=1, max_length=LONGEST_CELL)]


class _CheckRow(Measurement):
    """A measurement that says which monitor made it."""

    source: Source

    def on_line(self, line: int) -> AnyRow:
        at = self.at.astimezone(UTC)
        return Reading(line, self.source, at, self.status, self.http_code, self.response_ms)


class _CountRow(Counted):
    """A count that says who made it."""

    source: Source

    def on_line(self, line: int) -> AnyRow:
        return Count(line, self.source, self.at.astimezone(UTC), self.good, self.total)


ROWS: dict[Shape, type[_CheckRow] | type[_CountRow]] = {Shape.CHECKS: _CheckRow, Shape.COUNTS: _CountRow}


def read_csv(content: bytes, shape: Shape) -> list[Any]:
    """Rows of a table. Raises MeasurementsRefused."""
    return read_counts(content) if shape == Shape.COUNTS else read_history(content)


def read_json(content: bytes, shape: Shape = Shape.CHECKS) -> list[Any]:
    """`{"source": "…", "measurements": [{"at": "…", "status": "up"}]}`; rows count from 1.

    Raises MeasurementsRefused.
    """
    document = _json(content, 1)
    if not (isinstance(document, dict) and document.keys() == {"source", "measurements"}):
        raise MeasurementsRefused([Problem(1, "The document has to be an object with “source” and “measurements”.")])
    source, rows = document["source"], document["measurements"]
    if not (isinstance(rows, list) and rows):
        raise MeasurementsRefused([Problem(1, "“measurements” has to be a list with at least one row.")])
    sent = [(number, {"source": source, **row} if isinstance(row, dict) else row) for number, row in enumerate(rows, 1)]
    return _readings(sent, shape)


def read_json_lines(content: bytes, shape: Shape = Shape.CHECKS) -> list[Any]:
    """A row a line, each with its `source`; empty lines are passed over. Raises MeasurementsRefused."""
    lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
    if not lines:
        raise MeasurementsRefused([Problem(1, "There is no measurement in it.")])
    return _readings(lines, shape, parse=_json)


# Content type, ending of a file's name, reader.
Reader = Callable[[bytes, Shape], list[Any]]
FORMATS: tuple[tuple[str, tuple[str, ...], Reader], ...] = (
    ("text/csv", (".csv",), read_csv),
    ("application/json", (".json",), read_json),
    ("application/x-ndjson", (".ndjson", ".jsonl"), read_json_lines),
)
ENDINGS = [ending for _, endings, _ in FORMATS for ending in endings]


def read_sent(content: bytes, content_type: str, shape: Shape = Shape.CHECKS) -> list[Any]:
    """The rows of a request's body. Raises FormatUnknown, BatchTooLarge, MeasurementsRefused."""
    for known, _, read in FORMATS:
        if known == content_type:
            return _bounded(content, read, shape)
    kinds = ", ".join(known for known, _, _ in FORMATS)
    raise FormatUnknown(f"Measurements cannot be read from “{content_type[:80]}”. Send one of: {kinds}.")


def read_file(content: bytes, name: str, shape: Shape = Shape.CHECKS) -> list[Any]:
    """The rows of a file, read as the ending of its name says. Raises what `read_sent` raises."""
    ending = PurePath(name).suffix.lower()
    for _, endings, read in FORMATS:
        if ending in endings:
            return _bounded(content, read, shape)
    raise FormatUnknown(f"A file of this kind cannot be read. Choose one that ends in {', '.join(ENDINGS)}.")


def _bounded(content: bytes, read: Reader, shape: Shape) -> list[Any]:
    if len(content) > LARGEST_BATCH:
        raise BatchTooLarge
    readings = read(content, shape)
    if len(readings) > MOST_MEASUREMENTS:
        raise BatchTooLarge(
            f"A batch holds at most {MOST_MEASUREMENTS:,} rows, this one {len(readings):,}. Nothing was loaded. "
            "Send it in parts, such as a month each."
        )
    return readings


def _json(content: bytes, line: int) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MeasurementsRefused([Problem(line, "This is not JSON.")]) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _readings(
    rows: Iterable[tuple[int, Any]], shape: Shape, parse: Callable[[Any, int], Any] = lambda row, line: row
) -> list[Any]:
    readings: list[Any] = []
    problems: list[Problem] = []
    for line, sent in rows:
        try:
            row = ROWS[shape].model_validate(parse(sent, line))
        except ValidationError as wrong:
            problems.append(Problem(line, _sentence(wrong)))
        except MeasurementsRefused as refusal:
            problems += refusal.problems
        else:
            readings.append(row.on_line(line))
    return of_one_source(readings, problems)


def _sentence(wrong: ValidationError) -> str:
    """The first finding about a row, in words."""
    first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{place[:40]}: {message}." if place.isprintable() and place else f"{message}."
