"""Reads the rows of a vendor's spreadsheet: what can be taken, and of the rest what is wrong and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.offerings.credit_steps import misfit_with
from marketplace.files.cells import CellRefused
from marketplace.files.sheet_rows import Fault, columns_among, value_of
from marketplace.files.spreadsheets import SheetRow, Spreadsheet

from .columns import CODE, COLUMNS, PLANS, UNITS, Column

LISTS = "The sheet “Lists” holds all of them."
PLAN_NEEDS = ("name", "unit", "price", "interval")


@dataclass(frozen=True)
class Entry:
    """One row that can be read. What its cells leave empty is not among the fields."""

    place: int
    code: str
    slug: str
    fields: Mapping[str, Any]
    plans: Sequence[Mapping[str, Any]] = ()
    topics: Sequence[str] = ()


@dataclass
class Reading:
    """Everything that a file says: entries in its order, and the faults of the others."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.entries) + len({fault.place for fault in self.faults})


class RowReader:
    """Reads rows against the topics that the catalogue has and the units that the vendor may use."""

    def __init__(
        self, heads: Sequence[str], *, topics: Iterable[str], units: Iterable[str], lists: str = LISTS
    ) -> None:
        self.columns = columns_of(heads)
        self.topics = {name.casefold(): name for name in topics}
        self.units = {unit.casefold(): unit for unit in (*UNITS, *units)}
        self.lists = lists

    def read(self, row: SheetRow) -> Entry | list[Fault]:
        """The entry of one row, or everything that is wrong with it."""
        values: dict[Column, Any] = {}
        refused: dict[str, CellRefused] = {}
        for place, column in self.columns.items():
            cell = row.cells[place] if place < len(row.cells) else ""
            try:
                if (value := self._value(column, cell)) is not None:
                    values[column] = value
            except CellRefused as refusal:
                refused[column.head] = refusal
        plans = self._plans(values, refused)
        _check_days(values, refused)
        code = str(values.get(CODE, ""))
        if refused:
            return [Fault(row.place, code, head, each.wrong, each.remedy) for head, each in refused.items()]
        fields = {column.name: value for column, value in values.items() if not column.plan}
        slug, topics = fields.pop("slug", ""), fields.pop("topics", ())
        del fields["vendor_code"]
        return Entry(row.place, code, slug, fields, plans, topics)

    def _value(self, column: Column, cell: str) -> Any:
        value = value_of(column, cell)
        if value is None:
            return None
        if column.name == "topics":
            return tuple(self._known(self.topics, name, "topic of the catalogue") for name in value)
        return self._known(self.units, value, "unit") if column.plan and column.name == "unit" else value

    def _known(self, known: Mapping[str, str], word: str, what: str) -> str:
        if word.casefold() not in known:
            remedy = "Write user, device, agency …, in the singular." if what == "unit" else "Look the name up."
            raise CellRefused(f"“{word[:40]}” is no {what}.", f"{remedy} {self.lists}")
        return known[word.casefold()]

    def _plans(self, values: Mapping[Column, Any], refused: dict[str, CellRefused]) -> list[dict[str, Any]]:
        """The plans of a row; half a plan, or two of one name, goes on `refused`."""
        plans: list[dict[str, Any]] = []
        for number in range(1, PLANS + 1):
            plan = {column.name: value for column, value in values.items() if column.plan == number}
            if not plan:
                continue
            missing = [name for name in PLAN_NEEDS if name not in plan and f"Plan {number} {name}" not in refused]
            if missing:
                refused[f"Plan {number} {missing[0]}"] = CellRefused(
                    f"Plan {number} is only half there: it has no {', no '.join(missing)}.",
                    "Fill that in, or clear all columns of this plan.",
                )
            if any(other.get("name", "").casefold() == str(plan.get("name", "")).casefold() for other in plans):
                refused[f"Plan {number} name"] = CellRefused("Two plans have this name.", "Give each its own name.")
            plans.append(plan)
        return plans


def columns_of(heads: Sequence[str]) -> dict[int, Column]:
    """Which column of ours stands where. Raises FileRefused where one that every row needs is absent."""
    return columns_among(heads, COLUMNS)


def _check_days(values: Mapping[Column, Any], refused: dict[str, CellRefused]) -> None:
    days = {column.name: value for column, value in values.items() if not column.plan}
    for first, last, head in (
        ("prices_from", "prices_until", "Prices valid until"),
        ("authorised_on", "authorised_until", "Authorisation ends on"),
    ):
        if days.get(first) and days.get(last) and days[last] < days[first]:
            refused[head] = CellRefused("This day lies before the day on which it begins.", "Correct one of the two.")
    if days.get("no_service_level_promised") and "availability" in days:
        refused["Availability promised"] = CellRefused(
            "The row promises a service level and says that none is promised.", "Keep one of the two."
        )
    _check_credits(days, refused)


def _check_credits(said: Mapping[str, Any], refused: dict[str, CellRefused]) -> None:
    """Credits stand beside the promise that they belong to, and fit it."""
    steps, head = said.get("availability_credits", []), "Availability credits"
    if "availability" not in said:
        if steps or "availability_credit_cap" in said:
            wrong = "The row states credits and no availability of which a miss could earn them."
            refused.setdefault("Availability promised", CellRefused(wrong, "Fill in both, or neither."))
    elif wrong := misfit_with(said["availability"], steps):
        refused[head] = CellRefused(wrong, "Begin it lower, or promise more.")


def read_rows(sheet: Spreadsheet, *, topics: Iterable[str], units: Iterable[str]) -> Reading:
    """All rows of a file. A code that comes twice counts the first time. Raises FileRefused."""
    reader, reading = RowReader(sheet.heads, topics=topics, units=units), Reading()
    seen: dict[str, int] = {}
    for row in sheet.rows:
        entry = reader.read(row)
        if isinstance(entry, list):
            reading.faults += entry
        elif entry.code in seen:
            wrong = f"Row {seen[entry.code]} has the same code."
            remedy = "Give each offering its own code, and put its plans into one row."
            reading.faults.append(Fault(row.place, entry.code, CODE.head, wrong, remedy))
        else:
            seen[entry.code] = row.place
            reading.entries.append(entry)
    return reading


def codes_by_row(sheet: Spreadsheet) -> dict[str, int]:
    """In which row each code stands first. Raises FileRefused."""
    columns = columns_of(sheet.heads)
    place = next(place for place, column in columns.items() if column is CODE)
    found: dict[str, int] = {}
    for row in sheet.rows:
        if place < len(row.cells):
            found.setdefault(" ".join(str(row.cells[place]).split()), row.place)
    return found
