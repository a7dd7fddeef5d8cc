"""Files that are taken in as rows: reading them, checking single values, and the report of what was left out."""

import csv
import datetime
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

LARGEST_FILE = 1_000_000_000
LONGEST_CELL = 4_000_000
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)
# PostgreSQL cannot keep NUL, UTF-8 cannot carry half a surrogate pair; the others break terminals and spreadsheets.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class SourceFileError(ValueError):
    """The file as a whole cannot be read; the message is a sentence."""


class EntryRefused(ValueError):
    """One entry cannot be taken; the message is a sentence for the report."""


class DryRun(Exception):
    """Takes everything back at the end of a rehearsal."""


class SourceFile(NamedTuple):
    """What a file holds, what it is called, and its SHA-256."""

    name: str
    digest: str
    rows: list[Any]


@dataclass(frozen=True)
class Refusal:
    """One line of the report: which entry, and why it was not taken."""

    place: int
    source_id: str
    sentence: str

    def __str__(self) -> str:
        return f"Entry {self.place}{f' ({self.source_id})' if self.source_id else ''} was left out. {self.sentence}"


@dataclass
class Report:
    """What an import did, or would do in a rehearsal."""

    created: int = 0
    changed: int = 0
    same: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {"created": self.created, "changed": self.changed, "same": self.same, "left out": len(self.refusals)}

    def refuse(self, place: int, source_id: Any, why: EntryRefused) -> None:
        """Adds a line; the id is shown only where it is fit to be shown."""
        shown = source_id[:60] if isinstance(source_id, str) and source_id.isprintable() else ""
        self.refusals.append(Refusal(place, shown, str(why)))


def read_list(path: Path, name: str) -> SourceFile:
    """The entries of a JSON file: a list, or an object with the list under `name`. Raises SourceFileError."""
    text, digest = _read(path)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFileError(f"{path.name} is not JSON ({error}). Give a file with a list of {name}.") from error
    entries = content.get(name) if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise SourceFileError(f"{path.name} holds no list of {name}. Check that it is the right file.")
    return SourceFile(path.name, digest, entries)


def read_table(path: Path, *columns: str) -> SourceFile:
    """Rows of a CSV file whose header line names at least `columns`. Raises SourceFileError."""
    text, digest = _read(path)
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        rows = list(reader)
    except csv.Error as error:
        raise SourceFileError(f"{path.name} is not a table in CSV ({error}). Check it and import it again.") from error
    finally:
        csv.field_size_limit(usual)  # the limit is the whole process's
    if absent := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise SourceFileError(f"{path.name} has no column {', '.join(absent)}. Check that it is the right file.")
    return SourceFile(path.name, digest, rows)


def _read(path: Path) -> tuple[str, str]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SourceFileError(f"{path.name} is larger than {LARGEST_FILE:,} bytes. Split it and import the parts.")
        content = path.read_bytes()
    except OSError as error:
        raise SourceFileError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    try:
        return content.decode("utf-8-sig"), hashlib.sha256(content).hexdigest()
    except UnicodeDecodeError as error:
        raise SourceFileError(f"{path.name} is not UTF-8. Save it as UTF-8 and import it again.") from error


def read_text(entry: Mapping[str, Any], field: str, *, longest: int, needed: bool = False) -> str:
    """A trimmed text, "" where there is none. Raises EntryRefused."""
    value = entry.get(field)
    if value is None:
        value = ""
    if type(value) is not str:
        raise EntryRefused(f"Its {field} is not a text.")
    if len(value) > longest:
        raise EntryRefused(f"Its {field} has {len(value):,} characters; at most {longest:,} are taken.")
    if CONTROL_CHARACTERS.search(value):
        raise EntryRefused(f"Its {field} holds a control character, which no text may contain.")
    value = value.strip()
    if needed and not value:
        raise EntryRefused(f"Its {field} is missing.")
    return value


def read_date(entry: Mapping[str, Any], field: str) -> datetime.date | None:
    """A day, None where there is none. Raises EntryRefused for one that no calendar has."""
    value = entry.get(field)
    if value is None or value == "":
        return None
    try:
        date = datetime.date.fromisoformat(value) if len(value) == len("2026-11-23") else None
    except (TypeError, ValueError):
        date = None
    if date is None or not EARLIEST <= date < LATEST:
        raise EntryRefused(f"Its {field} “{str(value)[:40]}” is not a date such as 2026-11-23.")
    return date
