"""How long an order runs, and how much of it was used where it ends early."""

from fractions import Fraction
from typing import Any

from contracts.agreements.durations import months_after

__all__ = ["months_after", "used_part"]


def used_part(order: Any) -> Fraction:
    """The part of its value, from 0 to 1, that an order has used when its contract ends: what is paid once counts in
    full from the first day on, what recurs by the days from the first to the contract's end."""
    if not order.total_value:
        return Fraction(1)
    days = (order.ends_on - order.starts_on).days
    ran = max(0, min(days, (order.contract.end_day - order.starts_on).days))
    once = Fraction(order.one_off_value) if ran else Fraction(0)
    return (once + (Fraction(order.total_value) - Fraction(order.one_off_value)) * ran / days) / Fraction(
        order.total_value
    )
