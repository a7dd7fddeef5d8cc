"""What a plan costs for a quantity and a term, in lines that explain themselves. Pure arithmetic, Decimal only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from catalog.taxonomy.models import DeliveryMode
from marketplace.errors import InvalidInput
from marketplace.money import round_cents

LEVY_PERCENT = Decimal("0.75")
MONTHS_A_YEAR = 12
LARGEST_QUANTITY = 10_000_000
LONGEST_TERM = 120
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


class Priced(Protocol):
    """A plan, or the copy of one that an order keeps."""

    unit: str
    price: Decimal
    currency: str
    interval: str
    minimum_term_months: int
    included_quantity: int
    setup_charge: Decimal
    data_move_charge: Decimal
    support_per_year: Decimal
    tiers: Sequence[Mapping[str, Any]]


class CostLine(NamedTuple):
    """One part of a cost: what, how it is calculated, how much. `once` tells a one-off part from one that recurs."""

    label: str
    how: str
    amount: Decimal
    once: bool = False


@dataclass(frozen=True)
class CostParts:
    """The lines of a cost and their sum, for the quantity and months that are really charged."""

    lines: tuple[CostLine, ...]
    currency: str
    quantity: int
    months: int

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def one_off(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.once), Decimal("0.00"))

    @property
    def per_unit_and_month(self) -> Decimal:
        """Everything counted, for one unit and one month: $26.56 a user and month."""
        return round_cents(self.total / (self.quantity * self.months))


def tier_price(plan: Priced, quantity: int) -> Decimal:
    """The price of one unit at that quantity: of the highest tier that has begun, else the plan's own."""
    begun = [Decimal(tier["price"]) for tier in plan.tiers if tier["from"] <= quantity]
    return begun[-1] if begun else plan.price


def cost_parts(plan: Priced, quantity: int, months: int, delivery_mode: str = "") -> CostParts:
    """The cost of `quantity` units for `months`, at least the plan's included quantity and minimum term.

    Raises InvalidInput for less than one unit or month, or more than the field knows.
    """
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise InvalidInput(f"The quantity must be from 1 to {LARGEST_QUANTITY:,}. Enter how many you need.")
    if not 1 <= months <= LONGEST_TERM:
        raise InvalidInput(f"The term must be from 1 to {LONGEST_TERM} months. Enter for how long you need it.")
    charged, term = max(quantity, plan.included_quantity), max(months, plan.minimum_term_months)
    lines = [_licences(plan, charged, term), *_once(plan), *_support(plan, term)]
    if delivery_mode == DeliveryMode.BROKERED:
        base = sum((line.amount for line in lines), Decimal(0))
        levy = round_cents(base * LEVY_PERCENT / 100)
        lines.append(CostLine("Broker levy", f"{LEVY_PERCENT}% of the parts above", levy))
    return CostParts(tuple(lines), plan.currency, charged, term)


def _licences(plan: Priced, quantity: int, months: int) -> CostLine:
    price = tier_price(plan, quantity)
    each = f"{counted(quantity, plan.unit)} × {_money(price, plan.currency)}"
    if plan.interval == "once":
        return CostLine("Price", f"{each}, once", round_cents(quantity * price), once=True)
    if plan.interval == "year":
        amount = round_cents(quantity * price * months / MONTHS_A_YEAR)
        return CostLine("Licences", f"{each} a year × {_years(months)}", amount)
    return CostLine("Licences", f"{each} × {months} {_plural('month', months)}", round_cents(quantity * price * months))


def _once(plan: Priced) -> list[CostLine]:
    parts = (("Set-up", plan.setup_charge), ("Moving your data", plan.data_move_charge))
    return [CostLine(label, "once", round_cents(amount), once=True) for label, amount in parts if amount]


def _support(plan: Priced, months: int) -> list[CostLine]:
    if not plan.support_per_year:
        return []
    how = f"{_money(plan.support_per_year, plan.currency)} a year × {_years(months)}"
    return [CostLine("Support", how, round_cents(plan.support_per_year * months / MONTHS_A_YEAR))]


def _years(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    return f"{months} months ÷ 12" if rest else f"{years} {_plural('year', years)}"


def counted(quantity: int, unit: str) -> str:
    """240 users, 3 agencies, 5 TB, 12 × 1,000 accounts."""
    if unit[:1].isdigit() or " and " in unit:
        return f"{quantity:,} × {unit}"
    return f"{quantity:,} {unit if ' a ' in unit else _plural(unit, quantity)}"


def _plural(word: str, number: int) -> str:
    if number == 1 or word.endswith("s") or word.isupper():
        return word
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"


def _money(amount: Decimal, currency: str) -> str:
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,.2f}"
