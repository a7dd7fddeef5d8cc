"""Systems as a table that leaves Stoa."""

from collections.abc import Iterable, Iterator

from .models import System

HEAD = (
    "Agency", "Number", "Name", "What it does", "Capabilities", "Product", "How it is had", "Supplier", "In use since",
    "Switched off on", "Cost a year", "Currency", "People who use it", "Paid from", "Which grant or fee",
    "Offered to others", "To be switched off on", "What takes its place",
)  # fmt: skip


def table_of(systems: Iterable[System]) -> Iterator[Iterable[object]]:
    """Head and a row a system; days as ISO dates, amounts without a sign."""
    yield HEAD
    for one in systems:
        yield (
            one.agency.name, one.code, one.name, one.purpose,
            "; ".join(topic.name for topic in one.capabilities.all()), one.product, one.delivery, one.provided_by,
            one.live_on or "", one.ended_on or "", "" if one.yearly_cost is None else f"{one.yearly_cost:f}",
            one.currency, "" if one.users is None else one.users, one.get_funding_display(), one.funding_words,
            "yes" if one.offered else "no", one.retire_on or "", one.takes_its_place,
        )  # fmt: skip
