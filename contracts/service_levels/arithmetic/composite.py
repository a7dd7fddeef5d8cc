"""Promises that rest on other promises: in a row they multiply, side by side their failures do."""

from collections.abc import Iterable
from decimal import Decimal
from math import prod

from .attainment import HUNDRED


def serial(percents: Iterable[Decimal]) -> Decimal:
    """All have to work: 99.99 · 99.99 · 99.95 · 99.9 → 99.830…; 100 of none."""
    return HUNDRED * prod((percent / HUNDRED for percent in percents), start=Decimal(1))


def parallel(percents: Iterable[Decimal]) -> Decimal:
    """One of them has to work: two of 99.95 → 99.999975; 0 of none."""
    return HUNDRED * (1 - prod((1 - percent / HUNDRED for percent in percents), start=Decimal(1)))


def underpinning_gap(promised: Decimal, beneath: Iterable[Decimal]) -> Decimal:
    """Percentage points by which a promise exceeds the serial product of those beneath it.

    Above zero, whoever promised carries that risk alone.
    """
    return promised - serial(beneath)
