"""Spreadsheets that people send, .xlsx or CSV, as rows of texts. What could harm is refused before a cell is read."""

import csv
import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from marketplace.errors import InvalidInput

LARGEST_UPLOAD = 10_000_000
LARGEST_UNPACKED = 120_000_000
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 100_000
# What openpyxl raises on the way through a file that is no workbook, or a broken one.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
RUNS_OR_REACHES_OUT = ("vbaproject", "externallinks/", "activex/", "embeddings/", "macrosheets/", "dialogsheets/")


class FileRefused(InvalidInput):
    """The file as a whole is not taken; the sentence says why and what to do."""


class Formula(str):
    """The text of a formula, which is not the value somebody sees."""

    __slots__ = ()


class SheetRow(NamedTuple):
    """One row and its place in the file, counted as a spreadsheet counts."""

    place: int
    cells: Sequence[str]


class Spreadsheet(NamedTuple):
    """The heads of the first row, and every row below it that holds anything."""

    heads: Sequence[str]
    rows: Sequence[SheetRow]


def read_spreadsheet(name: str, content: bytes) -> Spreadsheet:
    """The first sheet of a workbook, or a CSV file. Raises FileRefused."""
    heads, rows = _opened(name, content)
    return Spreadsheet(heads, [row for row in rows if any(cell.strip() for cell in row.cells)])


def read_heads(name: str, content: bytes) -> Sequence[str]:
    """The names of its columns alone, for a first look while somebody waits. Raises FileRefused."""
    return _opened(name, content)[0]


def _opened(name: str, content: bytes) -> tuple[Sequence[str], Iterator[SheetRow]]:
    if len(content) > LARGEST_UPLOAD:
        raise FileRefused(f"{name} is larger than {LARGEST_UPLOAD // 1_000_000} MB. Split it and send the parts.")
    ending = PurePath(name).suffix.lower()
    if ending == ".xlsx":
        rows = _workbook_rows(name, content)
    elif ending == ".csv":
        rows = _csv_rows(name, content)
    else:
        raise FileRefused(f"{name} is neither an .xlsx nor a .csv file. Save it as one of these and send it again.")
    heads = tuple(head.strip() for head in next(rows, SheetRow(1, ())).cells)
    if not any(heads):
        raise FileRefused(f"The first row of {name} is empty. It must hold the names of the columns.")
    return heads, rows


def check_package(name: str, content: bytes) -> None:
    """Looks at the parts of an .xlsx file without opening them. Raises FileRefused for bombs, macros and worse."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            # zipfile hands out no more than a part says it holds, so that these sizes can be trusted.
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise FileRefused(f"{name} unpacks to more than a list of offerings can be. Save it anew, or as CSV.")
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused(f"{name} is protected by a password. Remove it and send the file again.")
            if any(word in part.filename.lower() for part in parts for word in RUNS_OR_REACHES_OUT):
                raise FileRefused(
                    f"{name} holds macros, embedded files or links to other files. Save it as a plain .xlsx file."
                )
            if any(b"<!DOCTYPE" in package.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise FileRefused(f"{name} is not what a spreadsheet program writes. Save it anew, or as CSV.")
    except BROKEN as error:
        raise _not_a_workbook(name) from error


def _not_a_workbook(name: str) -> FileRefused:
    return FileRefused(f"{name} cannot be read as an .xlsx file. Save it anew in your spreadsheet program, or as CSV.")


def _workbook_rows(name: str, content: bytes) -> Iterator[SheetRow]:
    check_package(name, content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        for place, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            _refuse_too_many(name, place)
            yield SheetRow(place, tuple(_text_of(cell) for cell in cells))
    except FileRefused:
        raise
    except BROKEN as error:
        raise _not_a_workbook(name) from error


def _refuse_too_many(name: str, place: int) -> None:
    if place > MOST_ROWS + 1:
        raise FileRefused(f"{name} has more than {MOST_ROWS:,} rows. Split it and send the parts.")


def _text_of(cell: Any) -> str:
    """What the cell shows, as a text: 19.5, 2027-01-31, yes."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return Formula(value) if cell.data_type == "f" else value[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time(0) else value.isoformat(" ")
    if isinstance(value, float):
        # 19.9 is kept as 19.899999999999999: fifteen digits are what spreadsheet programs show.
        return f"{Decimal(f'{value:.15g}'):f}"
    return str(value)


def _csv_rows(name: str, content: bytes) -> Iterator[SheetRow]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{name} is not UTF-8. Save it as “CSV UTF-8” and send it again.") from error
    first = text.partition("\n")[0]
    usual = csv.field_size_limit()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        csv.field_size_limit(LARGEST_UPLOAD)
        rows = [
            SheetRow(place, tuple(map(_unguarded, cells[:MOST_COLUMNS]))) for place, cells in _numbered(reader, name)
        ]
    except csv.Error as error:
        raise FileRefused(f"{name} is not a table in CSV ({error}). Save it anew and send it again.") from error
    finally:
        csv.field_size_limit(usual)  # the limit is the whole process's
    return iter(rows)


def _numbered(reader: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    for place, cells in enumerate(reader, start=1):
        _refuse_too_many(name, place)
        yield place, cells


def _unguarded(text: str) -> str:
    """Takes off the apostrophe that keeps a spreadsheet program from running a text (marketplace/files/tables.py)."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" and len(text) > 1 else text
