"""Tables that leave Stoa, as CSV or as a spreadsheet: no cell of them is a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
WIDEST_COLUMN = 60
_IN_SHEET_NAMES = str.maketrans("[]:*?/\\", "       ")


def safe_cell(value: Any) -> str:
    """The text of a cell; one that a spreadsheet would run gets an apostrophe before it. Plain numbers stay."""
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else str(value)
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[1:2].isdigit()


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file, one by one, every cell safe."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])


def workbook_of(sheets: Mapping[str, Iterable[Iterable[Any]]]) -> bytes:
    """An .xlsx file with one sheet for each name. Texts are texts, whatever they begin with; numbers are numbers."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.translate(_IN_SHEET_NAMES)[:31])
        widths: dict[int, int] = {}
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                fill_cell(sheet.cell(place, column), value)
                widths[column] = max(widths.get(column, 8), min(WIDEST_COLUMN, len(str(value or ""))))
        for column, width in widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width + 2
        sheet.freeze_panes = "B2"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def fill_cell(cell: Cell, value: Any) -> None:
    """Puts a value into a cell: a number as one, all else as text that no program runs."""
    if value is None:
        return
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_CELL]
    # openpyxl takes a text that begins with = for a formula; the prefix keeps it a text when somebody edits it.
    cell.data_type = "s"
    if str(value).startswith(FORMULA_STARTS):
        cell.quotePrefix = True
