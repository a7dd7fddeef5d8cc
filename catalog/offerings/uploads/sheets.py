"""The spreadsheets that a vendor gets: the template, and the rows that were not taken with the reasons."""

from collections import defaultdict
from collections.abc import Iterable

from marketplace.files.spreadsheets import Spreadsheet
from marketplace.files.tables import workbook_of

from .columns import COLUMNS, UNITS
from .rows import REASONS


def template(topics: Iterable[str]) -> bytes:
    """An .xlsx file with one example, what each column means, and the words that are known."""
    heads = [column.head for column in COLUMNS]
    meaning = [("Column", "What goes into it", "Needed")]
    meaning += [(column.head, column.help, "yes" if column.needed else "") for column in COLUMNS]
    words = [("Unit", unit) for unit in sorted(UNITS, key=str.casefold)] + [("Topic", name) for name in sorted(topics)]
    examples = [column.example for column in COLUMNS]
    return workbook_of({"Offerings": [heads, examples], "Columns": meaning, "Lists": [("List", "Word"), *words]})


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
