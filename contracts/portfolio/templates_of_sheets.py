"""The spreadsheets that people begin with: an example, what each column means, the words that are known."""

from typing import Any

from catalog.taxonomy.models import Topic
from marketplace.files.tables import workbook_of

from .columns import COLUMNS
from .models import Delivery, Funding


def template(kind: str) -> bytes:
    """An .xlsx file for systems or payments."""
    columns = COLUMNS[kind]
    meaning = [("Column", "What goes into it", "Needed")]
    meaning += [(column.head, column.help, "yes" if column.needed else "") for column in columns]
    words = [("How it is had", word) for word in Delivery.labels] + [("Paid from", word) for word in Funding.labels]
    words += [("Capability", topic.name) for topic in Topic.objects.all()]
    example = [[column.head for column in columns], [column.example for column in columns]]
    sheets: dict[str, list[Any]] = {"Rows": example, "Columns": meaning}
    if kind == "systems":
        sheets["Lists"] = [("List", "Word"), *words]
    return workbook_of(sheets)
