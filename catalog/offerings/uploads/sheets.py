"""The spreadsheet that a vendor begins with: an example, what each column means, the words that are known."""

from collections.abc import Iterable

from marketplace.files.tables import workbook_of

from .columns import COLUMNS, UNITS


def template(topics: Iterable[str]) -> bytes:
    """An .xlsx file with one example, what each column means, and the words that are known."""
    heads = [column.head for column in COLUMNS]
    meaning = [("Column", "What goes into it", "Needed")]
    meaning += [(column.head, column.help, "yes" if column.needed else "") for column in COLUMNS]
    words = [("Unit", unit) for unit in sorted(UNITS, key=str.casefold)] + [("Topic", name) for name in sorted(topics)]
    examples = [column.example for column in COLUMNS]
    return workbook_of({"Offerings": [heads, examples], "Columns": meaning, "Lists": [("List", "Word"), *words]})
