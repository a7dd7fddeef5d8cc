"""The columns of the vendors' spreadsheet: what each is called, what goes into it, and how one cell is read."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from catalog.offerings.models import LONGEST_DESCRIPTION, Plan
from catalog.taxonomy.models import Certification, DeliveryMode, Deployment, ImpactLevel, ServiceModel
from marketplace.files.intake import CONTROL_CHARACTERS, EARLIEST, LATEST

LARGEST_PRICE = Decimal(10) ** 9
LARGEST_NUMBER = 100_000
PLANS = 3
AMOUNT = re.compile(r"-?\$?\d{1,3}(,\d{3})+(\.\d+)?|-?\$?\d+(\.\d+)?")
# What vendors count; a unit that the vendor's own plans have already is taken too.
UNITS = frozenset(
    "account agency agent call case day device document GB hour instance line licence location message month page "
    "record seat server site TB terminal transaction user vehicle".split()
)


class CellRefused(ValueError):
    """One cell cannot be taken: what is wrong, and what to do about it."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong, self.remedy = wrong, remedy


Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column. `name` is the field of the offering, or of a plan where `plan` is its number."""

    head: str
    name: str
    read: Reader
    help: str
    example: str = ""
    needed: bool = False
    plan: int = 0


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


CODE = Column("Your code", "vendor_code", text(60), "Your own number for it. It finds the row again.", "KD-100", True)
KNOWN_AS = Column(
    "Stoa name", "slug", text(120),
    "The last part of the address of an offering that stands in Stoa already without your code. Leave it empty else.",
)  # fmt: skip
OFFERING = (
    CODE,
    KNOWN_AS,
    Column("Name", "name", text(200), "What it is called.", "Kestrel Desk", True),
    Column("Summary", "summary", text(300), "One sentence: for whom, and for what.", "A service desk for one agency."),
    Column("Description", "description", text(LONGEST_DESCRIPTION, lines=True), "Plain text."),
    Column("Service models", "service_models", several_of(ServiceModel), "SaaS, PaaS, IaaS, Support.", "SaaS", True),
    Column("Deployment", "deployment", one_of(Deployment), "Who shares the machines.", "Public cloud", True),
    Column("Impact level", "impact_level", one_of(ImpactLevel), "How sensitive the data may be.", "Moderate"),
    Column("Topics", "topics", names, "Topics of the catalogue, with semicolons between.", "Service Desk"),
    Column("Website", "website", address, "", "https://vendor.example"),
    Column("Certification", "certification", one_of(Certification), "How far an examination of its security has come."),
    Column("Authorised on", "authorised_on", day, "The day of the authorisation or assessment."),
    Column("Authorisation ends on", "authorised_until", day, "Its last day."),
    Column("Where data is kept", "data_location", text(200), "", "Virginia, United States"),
    Column("Sign-in", "sign_in", text(200), "", "SAML 2.0"),
    Column("Open API", "open_api", yes_or_no, "yes or no.", "yes"),
    Column("Support hours", "support_hours", text(200), "", "Weekdays 7 am to 7 pm"),
    Column("Support channels", "support_channels", text(200), "", "Telephone, E-mail"),
    Column(
        "How an agency gets out", "exit_terms", text(4_000, lines=True), "One term a line.", "All data back in CSV."
    ),
    Column("Delivery", "delivery_mode", one_of(DeliveryMode), "Brokered, Managed, Internal or Hybrid.", "Brokered"),
    Column(
        "On standard terms", "on_standard_terms", yes_or_no, "Whether it can be ordered on the office’s terms.", "yes"
    ),
    Column("No service level promised", "no_service_level_promised", yes_or_no, "yes where none is promised.", "no"),
    Column(
        "Availability promised", "availability", number(Decimal(0), Decimal(100), 4), "Percent of the time.", "99.9"
    ),
    Column("Prices valid from", "prices_from", day, ""),
    Column("Prices valid until", "prices_until", day, ""),
)


def _plan(place: int) -> tuple[Column, ...]:
    def column(head: str, name: str, read: Reader, help_: str, example: str) -> Column:
        return Column(f"Plan {place} {head}", name, read, help_, example if place == 1 else "", plan=place)

    return (
        column("name", "name", text(100), "Finds the plan again.", "Standard"),
        column("unit", "unit", text(60), "What is counted, in the singular.", "user"),
        column("price", "price", price, "In US dollars, for one unit and interval.", "19.50"),
        column("interval", "interval", one_of(Plan.Interval), "Month, Year or Once.", "Month"),
        column("minimum months", "minimum_term_months", whole(1, 120), "The shortest term.", "12"),
        column("set-up charge", "setup_charge", price, "Once.", "0.00"),
    )


COLUMNS: tuple[Column, ...] = (*OFFERING, *(column for place in range(1, PLANS + 1) for column in _plan(place)))
BY_HEAD: Mapping[str, Column] = {column.head.casefold(): column for column in COLUMNS}
