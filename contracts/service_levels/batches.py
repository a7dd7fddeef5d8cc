"""A batch of measurements as it arrives: CSV, one JSON document, or JSON line by line; read whole or refused whole."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from marketplace.errors import InvalidInput

from .arithmetic.timelines import CheckStatus
from .readings import EARLIEST, LONGEST_CELL, SLOWEST_MS, MeasurementsRefused, Problem, Reading, of_one_source
from .readings import read_history as read_csv

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


class _Row(Measurement):
    """A measurement that says which monitor made it."""

    source: Annotated[str, AfterValidator(_printable)] = Field(min_length=1, max_length=LONGEST_CELL)


def read_json(content: bytes) -> list[Reading]:
    """`{"source": "…", "measurements": [{"at": "…", "status": "up"}]}`; rows count from 1.

    Raises MeasurementsRefused.
    """
    document = _json(content, 1)
    if not (isinstance(document, dict) and document.keys() == {"source", "measurements"}):
        raise MeasurementsRefused([Problem(1, "The document has to be an object with “source” and “measurements”.")])
    source, rows = document["source"], document["measurements"]
    if not (isinstance(rows, list) and rows):
        raise MeasurementsRefused([Problem(1, "“measurements” has to be a list with at least one row.")])
    return _readings(
        (number, {"source": source, **row} if isinstance(row, dict) else row) for number, row in enumerate(rows, 1)
    )


def read_json_lines(content: bytes) -> list[Reading]:
    """A row a line, each with its `source`; empty lines are passed over. Raises MeasurementsRefused."""
    lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
    if not lines:
        raise MeasurementsRefused([Problem(1, "There is no measurement in it.")])
    return _readings(lines, parse=_json)


# Content type, ending of a file's name, reader.
FORMATS: tuple[tuple[str, tuple[str, ...], Callable[[bytes], list[Reading]]], ...] = (
    ("text/csv", (".csv",), read_csv),
    ("application/json", (".json",), read_json),
    ("application/x-ndjson", (".ndjson", ".jsonl"), read_json_lines),
)
ENDINGS = [ending for _, endings, _ in FORMATS for ending in endings]


def read_sent(content: bytes, content_type: str) -> list[Reading]:
    """The rows of a request's body. Raises FormatUnknown, BatchTooLarge, MeasurementsRefused."""
    for known, _, read in FORMATS:
        if known == content_type:
            return _bounded(content, read)
    kinds = ", ".join(known for known, _, _ in FORMATS)
    raise FormatUnknown(f"Measurements cannot be read from “{content_type[:80]}”. Send one of: {kinds}.")


def read_file(content: bytes, name: str) -> list[Reading]:
    """The rows of a file, read as the ending of its name says. Raises what `read_sent` raises."""
    ending = PurePath(name).suffix.lower()
    for _, endings, read in FORMATS:
        if ending in endings:
            return _bounded(content, read)
    raise FormatUnknown(f"A file of this kind cannot be read. Choose one that ends in {', '.join(ENDINGS)}.")


def _bounded(content: bytes, read: Callable[[bytes], list[Reading]]) -> list[Reading]:
    if len(content) > LARGEST_BATCH:
        raise BatchTooLarge
    readings = read(content)
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
    rows: Iterable[tuple[int, Any]], parse: Callable[[Any, int], Any] = lambda row, line: row
) -> list[Reading]:
    readings, problems = [], []
    for line, sent in rows:
        try:
            row = _Row.model_validate(parse(sent, line))
        except ValidationError as wrong:
            problems.append(Problem(line, _sentence(wrong)))
        except MeasurementsRefused as refusal:
            problems += refusal.problems
        else:
            at = row.at.astimezone(UTC)
            readings.append(Reading(line, row.source, at, row.status, row.http_code, row.response_ms))
    return of_one_source(readings, problems)


def _sentence(wrong: ValidationError) -> str:
    """The first finding about a row, in words."""
    first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{place[:40]}: {message}." if place.isprintable() and place else f"{message}."
