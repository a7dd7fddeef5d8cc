"""Rows of a plan's prices and of credit steps on the editors' form in Wagtail: entries, typed row by row.

The limits of single figures stand here; whether rows fit together is asked of price_terms and credit_steps, as in the
vendor's form.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.blocks.base import BlockField

from .price_terms import LARGEST_AMOUNT, MOST_ENTRIES, UNIT_PRICE_PLACES

LARGEST_QUANTITY = 2_000_000_000
Entry = dict[str, Any]


class AmountBlock(blocks.DecimalBlock):
    """An amount of zero or more; `places` are its decimals at most."""

    def __init__(self, *, places: int = 2, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST_AMOUNT - 1, max_digits=20, decimal_places=places, **kwargs)


def _quantity(**kwargs: Any) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(max_value=LARGEST_QUANTITY, **kwargs)


def _rows(*fields: tuple[str, blocks.Block], label: str, **kwargs: Any) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.StructBlock(fields, label=label), max_num=MOST_ENTRIES, default=[], **kwargs)


TIERS = _rows(
    ("from", _quantity(min_value=1, label="From quantity")),
    ("price", AmountBlock(places=UNIT_PRICE_PLACES, label="Price of one")),
    label="Price from a quantity on",
)
USAGE_CHARGES = _rows(
    ("name", blocks.CharBlock(max_length=60, label="What is metered", help_text="Such as Text messages")),
    ("unit", blocks.CharBlock(max_length=60, label="Unit", help_text="In the singular, such as message")),
    ("price", AmountBlock(places=UNIT_PRICE_PLACES, label="Price of one")),
    ("included", _quantity(min_value=0, default=0, label="Included a month, for the whole order")),
    label="Usage charge",
)
DISCOUNTS = _rows(
    ("of", blocks.ChoiceBlock(choices=[("quantity", "Quantity"), ("months", "Term in months")], label="For a")),
    ("from", _quantity(min_value=1, label="From")),
    ("percent", blocks.DecimalBlock(min_value=0, max_value=100, decimal_places=2, label="Percent off")),
    label="Discount",
)
_SAME = "Empty: as it is."
PRICE_CHANGES = _rows(
    ("from", blocks.DateBlock(label="From this day")),
    ("price", AmountBlock(required=False, label="Price", help_text=_SAME)),
    ("setup_charge", AmountBlock(required=False, label="Set-up charge", help_text=_SAME)),
    ("data_move_charge", AmountBlock(required=False, label="Moving data in", help_text=_SAME)),
    ("support_per_year", AmountBlock(required=False, label="Support a year", help_text=_SAME)),
    ("tiers", _rows(*TIERS.child_block.child_blocks.items(), label="Price from a quantity on", required=False)),
    ("usage_charges", _rows(*USAGE_CHARGES.child_block.child_blocks.items(), label="Usage charge", required=False)),
    ("discounts", _rows(*DISCOUNTS.child_block.child_blocks.items(), label="Discount", required=False)),
    label="New prices",
)
CREDIT_STEPS = _rows(
    (
        "below",
        blocks.DecimalBlock(
            required=False, min_value=0, max_value=100, decimal_places=4, label="Under this percentage",
            help_text="Empty in the first row: it begins at the target.",
        ),
    ),
    ("percent", blocks.DecimalBlock(min_value=0, max_value=100, decimal_places=2, label="Percent of the monthly fee")),
    label="Credit step",
)  # fmt: skip
LISTS = ("tiers", "usage_charges", "discounts")
PERCENTAGES = ("percent", "below")


class RowsField(BlockField):
    """Entries of a plan as rows: blocks on the page, plain entries to the model."""

    def __init__(self, block: blocks.ListBlock, **kwargs: Any) -> None:
        super().__init__(block=block, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What the widget shows: rows as they were sent, or made of the plan's entries."""
        return self.block.to_python(value or []) if isinstance(value, list | None) else value

    def clean(self, value: Any) -> list[Entry]:
        return [entry_of(row) for row in super().clean(value)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [entry_of(row) for row in self.prepare_value(initial)]
        return before != [entry_of(row) for row in data]


def entry_of(row: Mapping[str, Any]) -> Entry:
    """A row as the plan keeps it: amounts as text, nothing for what was left empty."""
    return {name: _kept(name, value) for name, value in row.items() if not _is_empty(name, value)}


def _is_empty(name: str, value: Any) -> bool:
    return value in (None, "") or (name in LISTS and not len(value))


def _kept(name: str, value: Any) -> Any:
    if name in LISTS:
        return [entry_of(row) for row in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if name in PERCENTAGES else _amount(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _amount(value: Decimal) -> str:
    """At least two decimals: 19.50, 0.0075."""
    return f"{value:.2f}" if value == round(value, 2) else f"{value.normalize():f}"


def keep_lists_that_end(before: Sequence[Entry], changes: Sequence[Entry]) -> list[Entry]:
    """An announcement that ends tiers, usage charges or discounts holds an empty list, which no row can show: it
    stays as long as that day's announcement names none.
    """
    ended: dict[str, Entry] = {each["from"]: {name: [] for name in LISTS if each.get(name) == []} for each in before}
    return [{**ended.get(change["from"], {}), **change} for change in changes]
