"""Small drawings inside text: parts of a sum as one bar, and a value against a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .marks import Line, Mark, Rect, joined
from .scales import Scale

GAP = 1
LEAST = 0.8
STRETCHED = SafeString(' preserveAspectRatio="none"')


@dataclass(frozen=True)
class Part:
    """A part of a sum; `colour` is 1 to 7, the same wherever the same part is drawn."""

    label: str
    amount: Decimal
    colour: int


def cost_bar_marks(parts: Sequence[Part], *, width: int, height: int, out_of: Decimal | None = None) -> list[Rect]:
    """One rectangle a part, white gaps between; `out_of` is the sum that would fill the width."""
    if any(part.amount < 0 for part in parts):
        raise ValueError("parts of a bar cannot be negative: name a reduction in the table")
    whole = out_of if out_of is not None else sum((part.amount for part in parts), Decimal())
    marks, x = [], 0.0
    for part in parts:
        if not part.amount:
            continue
        full = float(part.amount / whole) * width
        marks.append(Rect(x, 0, max(full - GAP, LEAST), height, f"f{part.colour}"))
        x += full
    return marks


def cost_bar(
    parts: Sequence[Part], *, label: str = "", out_of: Decimal | None = None, width: int = 600, height: int = 24
) -> SafeString:
    """The bar as SVG. Give `out_of` the greatest total of a comparison, so that all bars share a scale."""
    marks = cost_bar_marks(parts, width=width, height=height, out_of=out_of)
    name = label or ", ".join(f"{part.label} {part.amount:,f}" for part in parts)
    return _svg("st-costbar", width, height, name, marks)


def meter_marks(value: Decimal, *, target: Decimal | None, low: Decimal, high: Decimal) -> list[Mark]:
    """Track, filled part and the target's tick, 120 by 14."""
    scale = Scale(low, high, 0, 120)
    marks: list[Mark] = [Rect(0, 4, 120, 6, "ch-track", rx=1), Rect(0, 4, scale.at(value), 6, "ch-met", rx=1)]
    if target is not None:
        marks.append(Rect(min(max(scale.at(target) - 1, 0), 118), 0, 2, 14, "ch-tick"))
    return marks


def meter(
    value: Decimal,
    *,
    label: str,
    target: Decimal | None = None,
    low: Decimal = Decimal(0),
    high: Decimal = Decimal(100),
) -> SafeString:
    """A value against a target as SVG; the figure itself stands beside it in the text."""
    return _svg("st-meter", 120, 14, label, meter_marks(value, target=target, low=low, high=high), stretch=True)


def swatch(colour: int | str, *, hatched: bool = False) -> SafeString:
    """The square of a legend: a chart colour by number, or a class of the sheet."""
    look = f"f{colour}" if str(colour).isdigit() else str(colour)
    box: list[Mark] = [Rect(0.5, 0.5, 11, 11, look) if hatched else Rect(0, 0, 12, 12, look)]
    if hatched:
        box.append(Line(2, 10, 10, 2, "ch-hatch"))
    return format_html('<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{}</svg>', joined(box))


def _svg(css: str, width: int, height: int, label: str, marks: Sequence[Mark], *, stretch: bool = False) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}"{}>{}</svg>',
        css,
        width,
        height,
        label,
        STRETCHED if stretch else "",
        joined(marks),
    )
