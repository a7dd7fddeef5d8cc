"""What a plan costs for a quantity and a term, in lines that explain themselves. Pure arithmetic, Decimal only.

How prices by quantity and discounts combine, in this order:
1. At least the plan's included quantity and minimum term are charged; both count for what follows.
2. The highest price by quantity that has begun is the price of every unit, not only of those above its start.
3. Of the discounts from a quantity the highest that has begun counts, and of those from a term likewise. Both are
   percentages of the licences as of step 2, each rounded to the cent, so that they add up: 5% and 10% make 15%.
4. Set-up, moving data, support and usage carry no discount. The broker's levy is taken of everything that remains.

Usage is metered: each month counts what goes beyond the month's included amount. Without a figure for it its line says
at which price it comes on top, and the total says that it is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from catalog.taxonomy.models import DeliveryMode
from marketplace.components.formats import counted, plural
from marketplace.errors import InvalidInput
from marketplace.money import round_cents

from .price_terms import usage_key

LEVY = "Broker levy"
LEVY_PERCENT = Decimal("0.75")
MONTHS_A_YEAR = 12
LARGEST_QUANTITY = 10_000_000
LONGEST_TERM = 120
MOST_USED = 10_000_000_000
NO_USAGE: Mapping[str, int] = {}
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
    usage_charges: Sequence[Mapping[str, Any]]
    discounts: Sequence[Mapping[str, Any]]


class CostLine(NamedTuple):
    """One part of a cost: what, how it is calculated, how much. `once` tells a one-off part from one that recurs.

    `open` is usage without a figure: it comes on top, at the price that `how` says. A discount's amount is negative.
    """

    label: str
    how: str
    amount: Decimal
    once: bool = False
    open: bool = False


@dataclass(frozen=True)
class CostParts:
    """The lines of a cost and their sum, for the quantity and months that are really charged."""

    lines: tuple[CostLine, ...]
    currency: str
    quantity: int
    months: int
    levy_percent: Decimal = LEVY_PERCENT

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def plus(self) -> str:
        """What the total leaves open: "plus usage" where something is metered and no figure was given."""
        return "plus usage" if any(line.open for line in self.lines) else ""

    @property
    def one_off(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.once), Decimal("0.00"))

    @property
    def first_year(self) -> Decimal:
        """What falls due within twelve months: all that is paid once, and the year's share of the rest."""
        levied = any(line.label == LEVY for line in self.lines)
        recurring = sum((line.amount for line in self.lines if not line.once and line.label != LEVY), Decimal(0))
        due = self.one_off + recurring * min(self.months, MONTHS_A_YEAR) / self.months
        return round_cents(due) + (round_cents(due * self.levy_percent / 100) if levied else 0)

    @property
    def per_unit_and_month(self) -> Decimal:
        """Everything counted, for one unit and one month: $26.56 a user and month."""
        return round_cents(self.total / (self.quantity * self.months))


def tier_price(plan: Priced, quantity: int) -> Decimal:
    """The price of one unit at that quantity: of the highest tier that has begun, else the plan's own."""
    begun = [Decimal(tier["price"]) for tier in plan.tiers if tier["from"] <= quantity]
    return begun[-1] if begun else plan.price


def cost_parts(
    plan: Priced, quantity: int, months: int, delivery_mode: str = "", usage: Mapping[str, int] = NO_USAGE,
    levy_percent: Decimal = LEVY_PERCENT,
) -> CostParts:  # fmt: skip
    """The cost of `quantity` units for `months`, at least the plan's included quantity and minimum term.

    `usage` holds what is used in a month, by the key of the charge; `levy_percent` is that of the agreement under which
    it is or would be ordered. Raises InvalidInput for less than one unit or
    month, for negative usage, or for more than the field knows.
    """
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise InvalidInput(f"The quantity must be from 1 to {LARGEST_QUANTITY:,}. Enter how many you need.")
    if not 1 <= months <= LONGEST_TERM:
        raise InvalidInput(f"The term must be from 1 to {LONGEST_TERM} months. Enter for how long you need it.")
    if not all(0 <= used <= MOST_USED for used in usage.values()):
        raise InvalidInput(f"Usage a month must be from 0 to {MOST_USED:,}. Enter what you expect, or leave it empty.")
    charged, term = max(quantity, plan.included_quantity), max(months, plan.minimum_term_months)
    licences = _licences(plan, charged, term)
    lines = [licences, *_discounts(plan, licences, charged, term), *_once(plan), *_support(plan, term)]
    lines += [_usage(charge, usage.get(usage_key(charge)), plan.currency, term) for charge in plan.usage_charges]
    if delivery_mode == DeliveryMode.BROKERED:
        base = sum((line.amount for line in lines), Decimal(0))
        levy = round_cents(base * levy_percent / 100)
        lines.append(CostLine(LEVY, levy_words(levy_percent), levy))
    return CostParts(tuple(lines), plan.currency, charged, term, levy_percent)


def levy_words(percent: Decimal) -> str:
    """0.75% of the parts above."""
    return f"{percent.normalize():f}% of the parts above"


def _licences(plan: Priced, quantity: int, months: int) -> CostLine:
    price = tier_price(plan, quantity)
    each = f"{counted(quantity, plan.unit)} × {unit_money(price, plan.currency)}"
    if plan.interval == "once":
        return CostLine("Price", f"{each}, once", round_cents(quantity * price), once=True)
    if plan.interval == "year":
        amount = round_cents(quantity * price * months / MONTHS_A_YEAR)
        return CostLine("Licences", f"{each} a year × {_years(months)}", amount)
    return CostLine("Licences", f"{each} × {months} {plural('month', months)}", round_cents(quantity * price * months))


def _discounts(plan: Priced, licences: CostLine, quantity: int, months: int) -> Iterator[CostLine]:
    for of, reached in (("quantity", quantity), ("months", months)):
        begun = [each for each in plan.discounts if each["of"] == of and each["from"] <= reached]
        if begun:
            percent = Decimal(begun[-1]["percent"])
            amount = -round_cents(licences.amount * percent / 100)
            how = f"{percent.normalize():f}% of {_money(licences.amount, plan.currency)}"
            yield CostLine(f"Discount {discount_start(begun[-1], plan.unit)}", how, amount, licences.once)


def discount_start(discount: Mapping[str, Any], unit: str) -> str:
    """From 500 users, from 36 months."""
    return f"from {counted(discount['from'], unit if discount['of'] == 'quantity' else 'month')}"


def _usage(charge: Mapping[str, Any], used: int | None, currency: str, months: int) -> CostLine:
    """One metered charge: what goes beyond the included amount of each month, or its price where no figure is given."""
    if used is None:
        return CostLine(charge["name"], f"plus usage at {usage_rate(charge, currency)}", Decimal("0.00"), open=True)
    beyond = max(0, used - charge["included"])
    price, term = Decimal(charge["price"]), f"{months} {plural('month', months)}"
    expected = f"{used:,} expected a month"
    if charge["included"]:
        expected += f", {charge['included']:,} included"
    how = f"{expected}: {counted(beyond, charge['unit'])} × {unit_money(price, currency)} × {term}"
    return CostLine(charge["name"], how, round_cents(beyond * price * months))


def usage_rate(charge: Mapping[str, Any], currency: str) -> str:
    """$0.04 for each message beyond 1,000 a month."""
    beyond = f" beyond {charge['included']:,} a month" if charge["included"] else ""
    return f"{unit_money(Decimal(charge['price']), currency)} for each {charge['unit']}{beyond}"


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
    return f"{months} months ÷ 12" if rest else f"{years} {plural('year', years)}"


def unit_money(price: Decimal, currency: str) -> str:
    """A price of one unit with all its decimals, at least two: $19.50, $0.0075."""
    places = max(2, -int(price.normalize().as_tuple().exponent))
    return f"{SYMBOLS.get(currency, currency + ' ')}{price:,.{places}f}"


def _money(amount: Decimal, currency: str) -> str:
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,.2f}"
