"""What the JSON fields of a plan may hold: prices by quantity, usage charges, discounts, announced changes.

Amounts and percentages stand as text, so that no float ever touches them. Each check raises ValidationError.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

LARGEST_AMOUNT = Decimal(10) ** 12
UNIT_PRICE_PLACES = 6
MOST_ENTRIES = 20
CHANGED_AMOUNTS = ("price", "setup_charge", "data_move_charge", "support_per_year")

TIERS_READ = 'Prices by quantity must read like [{"from": 1, "price": "19.50"}, {"from": 200, "price": "18.00"}].'
USAGE_READS = (
    'Usage charges must read like [{"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000}].'
)
DISCOUNTS_READ = (
    'Discounts must read like [{"of": "quantity", "from": 500, "percent": "5"}, '
    '{"of": "months", "from": 36, "percent": "10"}].'
)
CHANGES_READ = 'Announced prices must read like [{"from": "2027-03-01", "price": "21.50"}].'


def check_tiers(value: Any) -> None:
    """[{"from": 1, "price": "19.50"}, …] with rising starts."""
    starts = []
    for tier in _entries(value, TIERS_READ, needed={"from", "price"}, known={"from", "to", "price"}):
        if not _whole(tier["from"], least=1) or not _amount(tier["price"], places=6):
            raise ValidationError(TIERS_READ)
        if tier.get("to") is not None and type(tier["to"]) is not int:
            raise ValidationError(TIERS_READ)
        starts.append(tier["from"])
    if starts != sorted(set(starts)):
        raise ValidationError("Prices by quantity must start at rising quantities.")


def usage_key(charge: Mapping[str, Any]) -> str:
    """The name of a usage charge in addresses and forms: text-messages."""
    return slugify(charge["name"])


def check_usage_charges(value: Any) -> None:
    """What is metered and billed on top: for one unit, beyond what a month includes for the whole order."""
    fields = {"name", "unit", "price", "included"}
    keys = []
    for charge in _entries(value, USAGE_READS, needed=fields, known=fields):
        words = _words(charge["name"], 60) and _words(charge["unit"], 60) and usage_key(charge)
        if not words or not _amount(charge["price"], UNIT_PRICE_PLACES) or not _whole(charge["included"], least=0):
            raise ValidationError(USAGE_READS)
        keys.append(usage_key(charge))
    if len(set(keys)) < len(keys):
        raise ValidationError("Two usage charges have the same name. Give each its own.")


def check_discounts(value: Any) -> None:
    """Percentages from a quantity or from a term on; together they never reach the whole price."""
    fields = {"of", "from", "percent"}
    deepest = {"quantity": Decimal(0), "months": Decimal(0)}
    by_kind: dict[str, list[int]] = {"quantity": [], "months": []}
    for discount in _entries(value, DISCOUNTS_READ, needed=fields, known=fields):
        percent = discount["percent"]
        if discount["of"] not in by_kind or not _whole(discount["from"], least=1) or not _amount(percent, places=2):
            raise ValidationError(DISCOUNTS_READ)
        if not 0 < Decimal(percent) < 100:
            raise ValidationError("A discount is more than 0% and less than 100%.")
        by_kind[discount["of"]].append(discount["from"])
        deepest[discount["of"]] = max(deepest[discount["of"]], Decimal(percent))
    if any(start >= after for starts in by_kind.values() for start, after in pairwise(starts)):
        raise ValidationError("Discounts must start at rising quantities, and at rising terms.")
    if sum(deepest.values()) >= 100:
        raise ValidationError("The discounts for quantity and for term add up to 100% or more. Make them smaller.")


PARTS: Mapping[str, Callable[[Any], None]] = {
    "tiers": check_tiers,
    "usage_charges": check_usage_charges,
    "discounts": check_discounts,
}


def check_price_changes(value: Any) -> None:
    """New prices, each from a day on, in the order of their days. What a change does not name stays as it is."""
    known = {"from", *CHANGED_AMOUNTS, *PARTS}
    days = []
    for change in _entries(value, CHANGES_READ, needed={"from"}, known=known):
        if len(change) < 2 or not _day(change["from"]):
            raise ValidationError(CHANGES_READ)
        if not all(_amount(change[name], places=2) for name in CHANGED_AMOUNTS if name in change):
            raise ValidationError(CHANGES_READ)
        for name, check in PARTS.items():
            check(change.get(name, []))
        days.append(change["from"])
    if days != sorted(set(days)):
        raise ValidationError("Announced prices must start on rising days.")


def _entries(value: Any, wrong: str, *, needed: set[str], known: set[str]) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise ValidationError(wrong)
    for entry in value:
        if not isinstance(entry, dict) or not needed <= entry.keys() <= known:
            raise ValidationError(wrong)
    return value


def _whole(value: Any, *, least: int) -> bool:
    return type(value) is int and least <= value <= 2_000_000_000


def _words(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= longest and value.isprintable()


def _amount(value: Any, places: int) -> bool:
    try:
        amount = Decimal(value) if isinstance(value, str) and len(value) <= 30 else None
    except InvalidOperation:
        return False
    if amount is None or not amount.is_finite() or not 0 <= amount < LARGEST_AMOUNT:
        return False
    return amount == round(amount, places)


def _day(value: Any) -> bool:
    try:
        return datetime.date(2000, 1, 1) <= datetime.date.fromisoformat(value) < datetime.date(2100, 1, 1)
    except (TypeError, ValueError):
        return False
