"""Reads the rows of a spreadsheet of the portfolio: what can be taken, and of the rest what is wrong and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marketplace.files.cells import CellRefused
from marketplace.files.sheet_rows import Column, Fault, columns_among, value_of
from marketplace.files.spreadsheets import SheetRow, Spreadsheet
from marketplace.organisations.models import Organisation

from .columns import COLUMNS


@dataclass(frozen=True)
class Known:
    """What a row may name: the agency where no cell does, agencies by name or short address, topics by name.

    All in small letters. `same_named`: the short addresses of agencies that bear one name, which finds none of them.
    """

    agency: Organisation | None
    agencies: Mapping[str, Organisation]
    same_named: Mapping[str, Sequence[str]]
    topics: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One row that can be read. What its cells leave empty is not among the fields."""

    place: int
    agency: Organisation
    fields: Mapping[str, Any]
    capabilities: Sequence[Any] | None = None  # topics; None where the row does not say

    @property
    def code(self) -> str:
        return str(self.fields.get("code", ""))


@dataclass
class Reading:
    """Everything that a file says: entries in its order, and the faults of the others."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_sheet(sheet: Spreadsheet, *, kind: str, known: Known) -> Reading:
    """All rows of a file. A number that comes twice for an agency counts the first time. Raises FileRefused."""
    columns = columns_among(sheet.heads, COLUMNS[kind])
    reading, seen = Reading(), {}  # type: ignore[var-annotated]
    for row in sheet.rows:
        entry = _read(row, columns, known)
        if isinstance(entry, list):
            reading.faults += entry
        elif entry.code and (key := (entry.agency.pk, entry.code)) in seen:
            wrong, remedy = f"Row {seen[key]} has the same number.", "Give each system its own number."
            reading.faults.append(Fault(row.place, entry.code, "Your number", wrong, remedy))
        else:
            seen[entry.agency.pk, entry.code] = row.place
            reading.entries.append(entry)
    return reading


def _read(row: SheetRow, columns: Mapping[int, Column], known: Known) -> Entry | list[Fault]:
    values: dict[str, Any] = {}
    refused: dict[str, CellRefused] = {}
    for place, column in columns.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        try:
            value = value_of(column, cell)
            if value is not None:
                values[column.name] = _known(column.name, value, known)
        except CellRefused as refusal:
            refused[column.head] = refusal
    agency = values.pop("agency", known.agency)
    if agency is None and "Agency" not in refused:
        refused["Agency"] = CellRefused("The row does not say whose it is.", "Write the agency’s name into the row.")
    _check_days(values, refused)
    if refused:
        code = str(values.get("code", ""))
        return [Fault(row.place, code, head, each.wrong, each.remedy) for head, each in refused.items()]
    return Entry(row.place, agency, values, values.pop("capabilities", None))


def _known(name: str, value: Any, known: Known) -> Any:
    """Agencies and topics by their names, everything else as it was read. Raises CellRefused."""
    if name == "agency":
        if value.casefold() in known.same_named:
            several = " or ".join(known.same_named[value.casefold()])
            raise CellRefused(f"Several agencies are named “{value[:40]}”.", f"Write {several} instead.")
        if value.casefold() not in known.agencies:
            raise CellRefused(f"“{value[:40]}” is no agency that you may write for.", "Look its name up.")
        return known.agencies[value.casefold()]
    if name == "capabilities":
        unknown = [one for one in value if one.casefold() not in known.topics]
        if unknown:
            raise CellRefused(f"“{unknown[0][:40]}” is no topic of the catalogue.", "The template holds all of them.")
        return [known.topics[one.casefold()] for one in value]
    return value


def _check_days(values: Mapping[str, Any], refused: dict[str, CellRefused]) -> None:
    for name, head in (("ended_on", "Switched off on"), ("retire_on", "To be switched off on")):
        if values.get(name) and values.get("live_on") and values[name] <= values["live_on"]:
            refused[head] = CellRefused("This day is not after its first day.", "Correct one of the two.")
