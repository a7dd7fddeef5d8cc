"""Parts of a whole over time: a column a period, each filled to a hundred."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .marks import Chart, Key, Line, Mark, Rect, Table, Text

WIDTH, HEIGHT = 552, 246
LEFT, RIGHT, TOP, BOTTOM = 44, 540, 12, 210
COLOURS = ("f1", "f3", "f5", "f6")
MOST_LABELS = 8
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Stack:
    """One period and the shares of its parts in percent, from the ground up; None where there is nothing."""

    label: str
    shares: Sequence[Decimal] | None


def stack_chart(
    stacks: Sequence[Stack], parts: Sequence[str], *, subject: str, finding: str = "", caption: str = ""
) -> Chart:
    """Draws columns of up to four parts. Raises ValueError without columns, or where their lengths differ."""
    if not stacks or len(parts) > len(COLOURS) or any(len(one.shares or parts) != len(parts) for one in stacks):
        raise ValueError("give at least one column, each with a share for every part")
    step = (RIGHT - LEFT) / len(stacks)
    marks: list[Mark] = []
    for tick in (0, 25, 50, 75, 100):
        y = BOTTOM - (BOTTOM - TOP) * tick / 100
        marks += [Line(LEFT, y, RIGHT, y, "ch-grid"), Text(LEFT - 8, y + 4, f"{tick}%", "ch-end ch-faint")]
    every = -(-len(stacks) // MOST_LABELS)
    for place, one in enumerate(stacks):
        x, ground = LEFT + place * step, float(BOTTOM)
        for colour, part in zip(COLOURS, one.shares or (), strict=False):
            tall = float(part / HUNDRED) * (BOTTOM - TOP)
            ground -= tall
            marks.append(Rect(x + step * 0.14, ground, step * 0.72, tall, colour))
        if place % every == 0:
            marks.append(Text(x + step / 2, BOTTOM + 18, one.label, "ch-mid ch-faint"))
    last = next((one for one in reversed(stacks) if one.shares is not None), None)
    told = zip(parts, last.shares, strict=True) if last is not None and last.shares is not None else ()
    words = ", ".join(f"{name} {part:.0f}%" for name, part in told)
    return Chart(
        title=f"{subject}{f': {words} in {last.label}' if last is not None else ''}",
        width=WIDTH,
        height=HEIGHT,
        marks=tuple(marks),
        finding=finding,
        caption=caption,
        region=f"{subject}, chart",
        size="half",
        legend=tuple(Key(name, colour) for name, colour in zip(parts, COLOURS, strict=False)),
        table=Table(("Period", *parts), tuple(_row(one, parts) for one in stacks), frozenset(range(1, len(parts) + 1))),
    )


def _row(one: Stack, parts: Sequence[str]) -> tuple[str, ...]:
    shares = ["–"] * len(parts) if one.shares is None else [f"{part:.0f}%" for part in one.shares]
    return (one.label, *shares)
