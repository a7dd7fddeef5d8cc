"""How one cell of a spreadsheet that people send is read, and what is said where it cannot be."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from marketplace.files.intake import CONTROL_CHARACTERS, EARLIEST, LATEST

LARGEST_PRICE = Decimal(10) ** 9
AMOUNT = re.compile(r"-?\$?\d{1,3}(,\d{3})+(\.\d+)?|-?\$?\d+(\.\d+)?")


class CellRefused(ValueError):
    """One cell cannot be taken: what is wrong, and what to do about it."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong, self.remedy = wrong, remedy


Reader = Callable[[str], Any]


def text(longest: int, *, lines: bool = False) -> Reader:
    """Reads a text of at most `longest` characters."""

    def read(cell: str) -> str:
        if CONTROL_CHARACTERS.search(cell):
            what = "a NUL character" if "\x00" in cell else "a control character"
            raise CellRefused(f"The text holds {what}, which no text may contain.", "Delete it, or type the text anew.")
        if len(cell) > longest:
            raise CellRefused(f"The text has {len(cell):,} characters.", f"Shorten it to at most {longest:,}.")
        return cell if lines else " ".join(cell.split())

    return read


def one_of(choices: Any) -> Reader:
    """Reads one of the labels or values of a list of choices."""
    known = {word.casefold(): value for value, label in choices.choices for word in (value, label, label.split(":")[0])}
    labels = ", ".join(label.split(":")[0] for _, label in choices.choices)

    def read(cell: str) -> str:
        try:
            return known[text(100)(cell).casefold()]
        except KeyError:
            raise CellRefused(f"“{cell[:40]}” is not known here.", f"Choose one of: {labels}.") from None

    return read


def several_of(choices: Any) -> Reader:
    """Reads one or more of them, with commas between."""
    one = one_of(choices)

    def read(cell: str) -> list[str]:
        chosen = {one(part) for part in cell.split(",") if part.strip()}
        return [value for value in choices.values if value in chosen]

    return read


def yes_or_no(cell: str) -> bool:
    """Reads yes or no."""
    try:
        return {"yes": True, "no": False, "true": True, "false": False}[cell.strip().casefold()]
    except KeyError:
        raise CellRefused(f"“{cell[:40]}” is neither yes nor no.", "Write yes or no.") from None


def day(cell: str) -> datetime.date:
    """Reads 2027-01-31 or 1/31/2027."""
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            found = datetime.datetime.strptime(cell.strip(), form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
        if EARLIEST <= found < LATEST:
            return found
    raise CellRefused(f"“{cell[:40]}” is not a day of the calendar.", "Write it like 2027-01-31 or 1/31/2027.")


def number(least: Decimal, most: Decimal, places: int) -> Reader:
    """Reads a number with at most `places` decimals; a dollar sign and commas between thousands may stand."""

    def read(cell: str) -> Decimal:
        try:
            found = Decimal(cell.strip().replace("$", "").replace(",", "")) if AMOUNT.fullmatch(cell.strip()) else None
        except InvalidOperation:
            found = None
        if found is None:
            raise CellRefused(f"“{cell[:40]}” is not a number.", "Write it like 19.50, without words.")
        if found < least:
            raise CellRefused(f"{cell.strip()} is less than {least}.", f"Write {least} or more.")
        if found > most:
            raise CellRefused(f"{cell.strip()[:40]} is more than {most:,}.", f"Write at most {most:,}.")
        if found != round(found, places):
            raise CellRefused(f"{cell.strip()[:40]} has too many decimals.", f"Round it to {places}.")
        return round(found, places)

    return read


price = number(Decimal(0), LARGEST_PRICE, 2)


def whole(least: int, most: int) -> Reader:
    """Reads a whole number."""
    read = number(Decimal(least), Decimal(most), 0)
    return lambda cell: int(read(cell))


def address(cell: str) -> str:
    """Reads a web address; https:// may be left out."""
    found = text(290)(cell)
    if not found.startswith(("https://", "http://")):
        if re.match(r"[a-z][a-z0-9+.-]*:", found, re.IGNORECASE):
            raise CellRefused(f"“{cell[:40]}” is not a web address.", "Write it like https://vendor.example.")
        found = f"https://{found}"
    return found


def names(cell: str) -> tuple[str, ...]:
    """Reads names with semicolons between; commas may be part of a name."""
    return tuple(sorted({text(80)(part) for part in cell.split(";") if part.strip()}))
