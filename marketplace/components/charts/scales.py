"""Axes: where a value stands, and which round numbers are written beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal


@dataclass(frozen=True)
class Scale:
    """Maps [low, high] to pixels; `from_px` may lie below `to_px` for an axis that grows upwards."""

    low: Decimal
    high: Decimal
    from_px: float
    to_px: float

    def at(self, value: Decimal) -> float:
        """The pixel of a value; what lies outside stays at the edge."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return self.from_px + float(share) * (self.to_px - self.from_px)


def round_step(span: Decimal, most: int) -> Decimal:
    """The smallest of …, 0.1, 0.2, 0.5, 1, 2, 5, … that cuts `span` into at most `most` pieces."""
    exponent = (span / most).adjusted() if span else -1
    for power in (exponent, exponent + 1):
        for factor in (1, 2, 5):
            step = Decimal(factor).scaleb(power)
            if step * most >= span:
                return step
    raise ArithmeticError("unreachable: ten times the first step is always wide enough")


def round_domain(values: Iterable[Decimal], *, top: Decimal | None = None, most: int = 5) -> tuple[Decimal, ...]:
    """Ticks from just below the least value to `top` (or just above the greatest), at most `most` steps apart."""
    known = list(values)
    low, high = min(known), max(known) if top is None else top
    step = round_step(high - low, most) if high > low else Decimal("0.1")
    while True:
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if first == last:
            first -= 1
        if last - first <= most:
            return tuple(step * number for number in range(int(first), int(last) + 1))
        step = round_step(step * most * 2, most)


def spread(heights: Sequence[float], *, lowest: float, least: float) -> list[float]:
    """Sorted heights moved as little as words need to stand `least` apart, none of them below `lowest`."""
    down: list[float] = []
    for height in heights:
        down.append(max(height, down[-1] + least) if down else height)
    up: list[float] = []
    for height in reversed(down):
        up.append(min(height, up[-1] - least if up else lowest))
    return up[::-1]
