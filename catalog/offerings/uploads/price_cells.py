"""How the spreadsheet's cells for prices by quantity, usage, discounts and credits are read: several in one cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from catalog.offerings.credit_steps import check_credit_steps, plain
from catalog.offerings.price_terms import check_discounts, check_tiers, check_usage_charges
from marketplace.files.cells import CellRefused, Reader

TIER = re.compile(r"(?P<from>[\d,]{1,13}): ?\$?(?P<price>\d[\d,]{0,13}(\.\d{1,2})?)")
DISCOUNT = re.compile(r"(?P<from>[\d,]{1,13})(?P<months> months?)?: ?(?P<percent>\d{1,2}(\.\d{1,2})?) ?%")
USAGE = re.compile(
    r"(?P<name>[^:]{1,60}): ?\$?(?P<price>\d[\d,]{0,13}(\.\d{1,6})?) (an?|per|for each) (?P<unit>[^,]{1,60}?)"
    r"(, ?(?P<included>[\d,]{1,13}) included)?"
)
STEP = re.compile(r"((under|below) (?P<below>\d{1,3}(\.\d{1,4})?) ?%?: ?)?(?P<percent>\d{1,3}(\.\d{1,2})?) ?%")
STEPS_HELP = "What of the monthly fee a miss earns, then deeper ones: 10%; under 99: 25%; under 95: 100%"
TIERS_HELP = "Where the price falls: 200: 18.00; 1,000: 17.25"
DISCOUNTS_HELP = "From a quantity or a term: 200: 5%; 36 months: 10%"
USAGE_HELP = "Billed as used: Text messages: 0.04 a message, 1,000 included"


def _whole(text: str) -> int:
    return int(text.replace(",", "") or 0)


def _plain(text: str) -> str:
    return text.replace(",", "")


def _entries(pattern: re.Pattern, make: Callable, check: Callable[[Any], None], help_: str) -> Reader:
    """Reads entries with semicolons between, each of the same form; what does not fit is refused with an example."""

    def read(cell: str) -> list[dict[str, Any]]:
        found = []
        for part in (" ".join(part.split()) for part in cell.split(";") if part.strip()):
            entry = pattern.fullmatch(part)
            if entry is None:
                raise CellRefused(f"“{part[:40]}” cannot be read.", f"Write it like this. {help_}.")
            found.append(make(entry))
        try:
            check(found)
        except ValidationError as refusal:
            raise CellRefused(f"“{cell[:40]}” does not fit.", " ".join(refusal.messages)) from refusal
        return found

    return read


tiers = _entries(
    TIER, lambda entry: {"from": _whole(entry["from"]), "price": _plain(entry["price"])}, check_tiers, TIERS_HELP
)
discounts = _entries(
    DISCOUNT,
    lambda entry: {
        "of": "months" if entry["months"] else "quantity",
        "from": _whole(entry["from"]),
        "percent": f"{Decimal(entry['percent']).normalize():f}",
    },
    check_discounts,
    DISCOUNTS_HELP,
)
usage_charges = _entries(
    USAGE,
    lambda entry: {
        "name": entry["name"].strip(),
        "unit": entry["unit"].strip(),
        "price": _plain(entry["price"]),
        "included": _whole(entry["included"] or ""),
    },
    check_usage_charges,
    USAGE_HELP,
)

credit_steps = _entries(
    STEP,
    lambda entry: {name: plain(Decimal(entry[name])) for name in ("below", "percent") if entry[name]},
    check_credit_steps,
    STEPS_HELP,
)


def tiers_cell(entries: Iterable[Mapping[str, Any]]) -> str:
    """200: 18.00; 1,000: 17.25."""
    return "; ".join(f"{entry['from']:,}: {entry['price']}" for entry in entries)


def credits_cell(entries: Iterable[Mapping[str, Any]]) -> str:
    """10%; under 99: 25%."""
    edges = [f"under {entry['below']}: " if entry.get("below") is not None else "" for entry in entries]
    return "; ".join(f"{edge}{entry['percent']}%" for edge, entry in zip(edges, entries, strict=True))


def discounts_cell(entries: Iterable[Mapping[str, Any]]) -> str:
    """200: 5%; 36 months: 10%."""
    kinds = {"quantity": "", "months": " months"}
    return "; ".join(f"{entry['from']:,}{kinds[entry['of']]}: {entry['percent']}%" for entry in entries)


def usage_cell(entries: Iterable[Mapping[str, Any]]) -> str:
    """Text messages: 0.04 per message, 1,000 included."""
    return "; ".join(
        f"{entry['name']}: {entry['price']} per {entry['unit']}"
        + (f", {entry['included']:,} included" if entry["included"] else "")
        for entry in entries
    )
