"""Tables that leave Stoa: no cell of them is a formula."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "chain",
    "number",
    "at",
    "action",
    "actor_id",
    "actor_label",
    "object_type",
    "object_id",
    "object_label",
    "data",
    "request_id",
    "address",
    "previous_hash",
    "hash",
)


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


def event_rows(events) -> Iterator[Iterable[Any]]:
    """Head and rows of the audit export; times in ISO 8601, UTC."""
    yield COLUMNS
    for event in events.iterator(chunk_size=2000):
        yield [event.at.isoformat() if name == "at" else getattr(event, name) for name in COLUMNS]
