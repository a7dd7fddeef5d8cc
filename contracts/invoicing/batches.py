"""Metered use as a program sends it: rows of meter, month and count, as JSON or CSV, taken in whole or not at all.

A row that says what is held already changes nothing, so that a batch is safe to send again.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from pydantic import Field, ValidationError

from contracts.orders.models import Order
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require
from marketplace.schemas import Input

from .actions import tell_use
from .models import MeteredUse

MOST_ROWS = 1_000
HEADER = ["meter", "month", "used"]
NAMED_FAULTS = 50


class UseIn(Input):
    """What was used of one meter in one month, with what the month includes."""

    meter: str = Field(min_length=1, max_length=60, description="The key of the plan’s usage charge.")
    month: str = Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", description="A month that is over, such as 2026-06.")
    used: int = Field(ge=0, lt=10**10)

    @property
    def first(self) -> datetime.date:
        return datetime.date.fromisoformat(f"{self.month}-01")


class UsesIn(Input):
    """A batch for one order."""

    uses: list[UseIn] = Field(min_length=1, max_length=MOST_ROWS)


class UseRefused(InvalidInput):
    """Some rows of a batch cannot be taken; each is named with its reason."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        self.faults = tuple((f"row {number}", why) for number, why in faults[:NAMED_FAULTS])
        rows = "row is" if len(faults) == 1 else "rows are"
        super().__init__(f"{len(faults)} {rows} refused, so nothing was kept. Correct them and send the batch again.")


class UseFormatUnknown(InvalidInput):
    status = 415
    sentence = "Use is sent as application/json or as text/csv. Nothing was kept. Name one of the two as its type."


@dataclass(frozen=True)
class Taken:
    """One row and what became of it: new, in place of an earlier count, or known already."""

    row: UseIn
    state: str


def read_batch(content: bytes, kind: str) -> list[UseIn]:
    """The rows of a body. Raises UseFormatUnknown, UseRefused, InvalidInput for what cannot be read at all."""
    if kind == "application/json":
        try:
            return UsesIn.model_validate_json(content).uses
        except ValidationError as refused:
            raise _refused(refused) from refused
    if kind != "text/csv":
        raise UseFormatUnknown
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise InvalidInput("This is no CSV in UTF-8. Nothing was kept. Save it again and send it.") from fault
    if not lines or lines[0] != HEADER or not 1 < len(lines) <= MOST_ROWS + 1:
        raise InvalidInput(
            f"A file of use begins with the line “{','.join(HEADER)}” and holds 1 to {MOST_ROWS:,} rows. "
            "Nothing was kept. Correct it and send it again."
        )
    return _read_rows(lines[1:])


def _read_rows(lines: Iterable[list[str]]) -> list[UseIn]:
    rows, faults = [], []
    for number, cells in enumerate(lines, start=1):
        try:
            rows.append(UseIn.model_validate(dict(zip(HEADER, cells, strict=True))))
        except ValidationError as refused:
            faults.append((number, "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in refused.errors())))
        except ValueError:
            faults.append((number, f"It has {len(cells)} cells, not {len(HEADER)}."))
    if faults:
        raise UseRefused(faults)
    return rows


def _refused(refused: ValidationError) -> InvalidInput:
    faults = []
    for one in refused.errors():
        place = [part for part in one["loc"] if isinstance(part, int)]
        name = ".".join(str(part) for part in one["loc"] if not isinstance(part, int) and part != "uses")
        faults.append(((place[0] + 1) if place else 0, f"{name}: {one['msg']}" if name else str(one["msg"])))
    if any(number for number, _ in faults):
        return UseRefused([(number, why) for number, why in faults if number])
    return InvalidInput(f"The batch cannot be read: {faults[0][1]}. Nothing was kept. Correct it and send it again.")


@transaction.atomic
def take_batch(*, order: Order, rows: Sequence[UseIn], by: Any, now: Clock = database_now) -> list[Taken]:
    """Takes the rows in by the same rules as the screen. Raises PermissionDenied, UseRefused naming each bad row."""
    require(by, "contracts.tell_use", order)
    held = {(one.month, one.charge): one.used for one in MeteredUse.objects.filter(order=order).standing()}
    taken: list[Taken] = []
    faults: list[tuple[int, str]] = []
    said: set[tuple[datetime.date, str]] = set()
    for number, row in enumerate(rows, start=1):
        key = (row.first, row.meter)
        if key in said:
            faults.append((number, f"{row.meter} stands twice for {row.month}. Leave one of the two rows out."))
            continue
        said.add(key)
        if held.get(key) == row.used:
            taken.append(Taken(row, "known"))
            continue
        try:
            with transaction.atomic():
                tell_use(order=order, month=row.first, used={row.meter: row.used}, by=by, now=now)
        except DomainError as refusal:
            faults.append((number, str(refusal)))
        else:
            taken.append(Taken(row, "replaced" if key in held else "new"))
    if faults:
        raise UseRefused(faults)
    return taken
