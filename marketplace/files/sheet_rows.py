"""Rows of a spreadsheet against the columns that are known: what each cell says, and why a row is left out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from .cells import CellRefused, Reader
from .spreadsheets import FileRefused, Formula, Spreadsheet
from .tables import workbook_of

REASONS = ("Row", "Column", "What is wrong", "What to do")


@dataclass(frozen=True)
class Column:
    """One column: its head, the field it fills, how one cell is read, and what to write into it."""

    head: str
    name: str
    read: Reader
    help: str
    example: str = ""
    needed: bool = False


class Fault(NamedTuple):
    """Why a row is not taken: where, what, and the way out. The form in which it is kept is a list."""

    place: int
    code: str
    column: str
    wrong: str
    remedy: str


C = TypeVar("C", bound=Column)


def columns_among(heads: Sequence[str], columns: Iterable[C]) -> dict[int, C]:
    """Which of the columns stands where. Raises FileRefused where one that every row needs is absent."""
    known = {column.head.casefold(): column for column in columns}
    found: dict[int, C] = {}
    for place, head in enumerate(heads):
        column = known.get(head.casefold())
        if column and column in found.values():
            raise FileRefused(f"The file has two columns “{column.head}”. Delete one of them and send it again.")
        if column:
            found[place] = column
    missing = [column.head for column in known.values() if column.needed and column not in found.values()]
    if missing:
        raise FileRefused(
            f"The file has no column {', '.join(missing)}. Start from the template and keep its first row."
        )
    return found


def value_of(column: Column, cell: str) -> Any:
    """What the cell says; None where it is empty. Raises CellRefused."""
    if isinstance(cell, Formula):
        raise CellRefused("The cell holds a formula.", "Copy it and paste its value instead.")
    if not cell.strip():
        if column.needed:
            raise CellRefused(f"{column.head} is missing.", "Fill it in.")
        return None
    return column.read(cell.strip())


def faulty_rows(sheet: Spreadsheet, faults: Iterable[Iterable]) -> bytes:
    """The rows that were left out, as they were sent, each with its place and all that is wrong with it."""
    by_place = defaultdict(list)
    for place, _, column, wrong, remedy in faults:
        by_place[place].append((column, wrong, remedy))
    rows = [[*sheet.heads, *REASONS]]
    for place, cells in sheet.rows:
        if place in by_place:
            kept = [*cells, *[""] * len(sheet.heads)][: len(sheet.heads)]
            rows.append([*kept, str(place), *(" / ".join(words) for words in zip(*by_place[place], strict=True))])
    return workbook_of({"Left out": rows})
