"""The audit trail as a table that leaves Stoa."""

from collections.abc import Iterable, Iterator
from typing import Any

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


def event_rows(events) -> Iterator[Iterable[Any]]:
    """Head and rows of the audit export; times in ISO 8601, UTC."""
    yield COLUMNS
    for event in events.iterator(chunk_size=2000):
        yield [event.at.isoformat() if name == "at" else getattr(event, name) for name in COLUMNS]
