"""What a thread can be about: one kind for each sort of record, registered by the slice that knows the record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

Rows = Callable[[Any], QuerySet]


@dataclass(frozen=True)
class RecordKind:
    """One sort of record. `rows` gets a reader and returns what that reader may see.

    `reference`, `title`, `agency` and `vendor` are paths of the record's attributes; without `vendor` no vendor takes
    part in threads about it.
    """

    key: str
    label: str
    rows: Rows
    reference: str = "reference"
    title: str = "title"
    agency: str = "agency"
    vendor: str = ""

    def seen_by(self, user: Any) -> QuerySet:
        """References of the records that somebody may see, as text; for a filter."""
        return self.rows(user).order_by().values_list(Cast(self.reference, TextField()), flat=True)

    def find(self, user: Any, reference: str) -> models.Model | None:
        """The record of that reference, where the reader may see it."""
        named = self.rows(user).annotate(as_named=Cast(self.reference, TextField()))
        return named.filter(as_named=reference).first()

    def part_of(self, record: models.Model, path: str) -> Any:
        """What stands at a path of the record; None for an empty path."""
        found: Any = record if path else None
        for name in path.split(".") if path else ():
            found = getattr(found, name)
        return found


KINDS: dict[str, RecordKind] = {}


def add_kind(kind: RecordKind) -> None:
    """Threads can be about it from now on; a second time changes nothing."""
    KINDS[kind.key] = kind
