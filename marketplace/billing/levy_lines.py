"""The levy of a draft, line by line: each has the percent of its own agreement, and what it bears to the cent.

Credits lower every line in proportion. The whole is rounded once, half up; the parts are the largest remainders of it.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from marketplace.money import split_cents

from .models import InvoiceLine

NOTHING = Decimal("0.00")
Kind = InvoiceLine.Kind


def levy_of(lines: Sequence[tuple[Decimal, Decimal]], room: Decimal) -> list[Decimal]:
    """The levy of lines, each an amount and its percent, of which after credits so much is left. Pure arithmetic."""
    base = sum((amount for amount, _ in lines), NOTHING)
    weights = [max(amount, NOTHING) * percent for amount, percent in lines]
    if base <= 0 or room <= 0 or not any(weights):
        return [NOTHING for _ in lines]
    exact = Fraction(sum(weights, NOTHING)) * Fraction(room) / Fraction(base)  # in cents, as percents are hundredths
    return split_cents(Decimal(math.floor(exact + Fraction(1, 2))) / 100, weights)


def spread_levy(lines: Sequence[InvoiceLine], room: Decimal) -> Decimal:
    """Writes the levy of a draft on its lines and on the line of each percent. Returns the whole. Saves both."""
    levies = [line for line in lines if line.kind == Kind.LEVY]
    billed = [line for line in lines if line.kind not in (Kind.LEVY, Kind.CREDIT)]
    if not levies:
        return NOTHING
    for line in billed:  # drafted when a bill had one percent
        line.levy_percent = levies[0].quantity or NOTHING if line.levy_percent is None else line.levy_percent
    parts = levy_of([(line.amount, line.levy_percent or NOTHING) for line in billed], room)
    for line, part in zip(billed, parts, strict=True):
        line.levy = part
    for levy in levies:
        own = [line for line in billed if line.levy_percent == levy.quantity]
        levy.amount = sum((line.levy or NOTHING for line in own), NOTHING)
        levy.why = f"{(levy.quantity or NOTHING).normalize():f}% of {_named(own, levies)}, after credits"
    InvoiceLine.objects.bulk_update([*billed, *levies], ["levy_percent", "levy", "amount", "why"])
    return sum(parts, NOTHING)


def _named(own: Sequence[InvoiceLine], levies: Sequence[InvoiceLine]) -> str:
    if len(levies) == 1:
        return "the lines above"
    numbers = [str(line.position) for line in own][:40]
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def share_of_levy(lines: Sequence[InvoiceLine], line: InvoiceLine | None = None) -> Decimal:
    """Which part of what is taken off an invoice its levy is lowered by: that of one line, or of all together."""
    if line is not None and line.levy_percent is not None:
        return line.levy_percent / 100
    levies = [one for one in lines if one.kind == Kind.LEVY]
    if len(levies) < 2:
        return (levies[0].quantity or NOTHING) / 100 if levies else NOTHING
    billed = [(one.amount, one.levy_percent) for one in lines if one.levy_percent is not None]
    base = sum((amount for amount, _ in billed), NOTHING)
    return sum((amount * (percent or 0) for amount, percent in billed), NOTHING) / base / 100 if base else NOTHING
