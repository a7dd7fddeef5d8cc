"""The levy to the cent, and when two sums are too far apart. Pure arithmetic."""

from decimal import Decimal

from catalog.offerings.pricing import LEVY_PERCENT
from marketplace.money import round_cents

WIDEST_GAP_PERCENT = Decimal(1)


def on_top(base: Decimal, percent: Decimal = LEVY_PERCENT) -> Decimal:
    """The levy of a base, half up: at 0.75% 17,298.00 gives 129.74."""
    return round_cents(base * percent / 100)


def embedded(base: Decimal, percent: Decimal = LEVY_PERCENT) -> Decimal:
    """The price that holds the levy and leaves the base: at 0.75% 100,000.00 gives 100,755.67."""
    return round_cents(base / (1 - percent / 100))


def is_gap(reported: Decimal, known: Decimal) -> bool:
    """More than one per cent of what is known apart, either way; anything at all where nothing is known."""
    return abs(reported - known) * 100 > known * WIDEST_GAP_PERCENT
