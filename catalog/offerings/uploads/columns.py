"""The columns of the vendors' spreadsheet: what each is called, what goes into it, and how one cell is read."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.offerings.models import LONGEST_DESCRIPTION, Plan
from catalog.taxonomy.models import Certification, DeliveryMode, Deployment, ImpactLevel, ServiceModel
from marketplace.files.cells import (
    Reader,
    address,
    day,
    names,
    number,
    one_of,
    price,
    several_of,
    text,
    whole,
    yes_or_no,
)
from marketplace.files.sheet_rows import Column as SheetColumn

from . import price_cells

PLANS = 3
# What vendors count; a unit that the vendor's own plans have already is taken too.
UNITS = frozenset(
    "account agency agent call case day device document GB hour instance line licence location message month page "
    "record seat server site TB terminal transaction user vehicle".split()
)


@dataclass(frozen=True)
class Column(SheetColumn):
    """One column. `name` is the field of the offering, or of a plan where `plan` is its number."""

    plan: int = 0


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
    Column(
        "Availability credits", "availability_credits", price_cells.credit_steps, price_cells.STEPS_HELP,
        "10%; under 99: 25%; under 95: 100%",
    ),
    Column(
        "Highest availability credit", "availability_credit_cap", number(Decimal(0), Decimal(100), 2),
        "The most that one month earns, in percent of the monthly fee.", "100",
    ),
    Column("Prices valid from", "prices_from", day, ""),
    Column("Prices valid until", "prices_until", day, ""),
)  # fmt: skip
# Columns that are no fields of the offering, but of the service level that it promises for its availability.
OF_AVAILABILITY = ("availability", "availability_credits", "availability_credit_cap")


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
        column("data-move charge", "data_move_charge", price, "Once, for moving data in.", "0.00"),
        column("support a year", "support_per_year", price, "Where support is charged on top.", "0.00"),
        column("prices by quantity", "tiers", price_cells.tiers, price_cells.TIERS_HELP, "200: 18.00"),
        column("discounts", "discounts", price_cells.discounts, price_cells.DISCOUNTS_HELP, "36 months: 10%"),
        column(
            "usage charges",
            "usage_charges",
            price_cells.usage_charges,
            price_cells.USAGE_HELP,
            "Text messages: 0.04 a message, 1,000 included",
        ),
    )


COLUMNS: tuple[Column, ...] = (*OFFERING, *(column for place in range(1, PLANS + 1) for column in _plan(place)))
