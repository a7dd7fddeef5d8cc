"""The columns of the portfolio's spreadsheets: what each is called and what goes into it."""

from decimal import Decimal

from marketplace.files.cells import day, names, number, one_of, price, text, whole, yes_or_no
from marketplace.files.sheet_rows import Column

from .models import Delivery, Funding

MOST = Decimal(10) ** 11
AGENCY = Column(
    "Agency",
    "agency",
    text(200),
    "Its name, or its short address; only where one file is for several agencies.",
    "Department of Labor",
)
CODE = Column("Your number", "code", text(40), "The agency’s own number for it. It finds the row again.", "S-017", True)
SYSTEMS = (
    AGENCY,
    CODE,
    Column("Name", "name", text(200), "What it is called.", "Benefit payments", True),
    Column("What it does", "purpose", text(2_000, lines=True), "For whom, and for what.", "Pays benefits every week."),
    Column("Capabilities", "capabilities", names, "Topics of the catalogue, with semicolons between.", "Payments"),
    Column("Product", "product", text(120), "The product or platform that it is built on.", "Kestrel Pay"),
    Column(
        "How it is had",
        "delivery",
        one_of(Delivery),
        "Software, Platform or Infrastructure as a service; State service; Owned. Or saas, paas, iaas, state, own.",
        "own",
        True,
    ),
    Column("Supplier", "supplier", text(200), "Who provides it. A vendor of that name is found.", "Kestrel"),
    Column("In use since", "live_on", day, "Its first day, as exact as it is known.", "2014-07-01"),
    Column("Switched off on", "ended_on", day, "The first day without it; empty while it is in use."),
    Column("Cost a year", "yearly_cost", price, "In US dollars, of all kinds.", "184000"),
    Column("People who use it", "users", whole(0, 100_000_000), "", "420"),
    Column("Paid from", "funding", one_of(Funding), "General fund, Federal grant, Fees, Bonds.", "Federal grant"),
    Column("Which grant or fee", "funding_words", text(200), "", "Administration grant 2026"),
    Column("Offered to others", "offered", yes_or_no, "yes where other agencies may use it.", "no"),
    Column("To be switched off on", "retire_on", day, "Where that is decided.", "2027-12-31"),
    Column("What takes its place", "successor_words", text(200), "", "Payments of the state’s own"),
)
PAYMENTS = (
    AGENCY,
    Column("Paid on", "paid_on", day, "", "2026-07-31", True),
    Column("Supplier", "supplier", text(200), "To whom; as in the register, for the same vendor.", "Kestrel", True),
    Column("Category", "category", text(120), "What it was for: your own kinds of expense.", "Software licences"),
    Column("Reference", "reference", text(60), "The number of the transaction.", "4711"),
    Column(
        "Amount", "amount", number(-MOST, MOST, 2), "In US dollars; below zero for what came back.", "1250.00", True
    ),
)  # fmt: skip
COLUMNS = {"systems": SYSTEMS, "payments": PAYMENTS}
