"""Horizontal bars, always from zero, each with its label and its figure in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .marks import Chart, Mark, Rect, Table, Text

WIDTH = 552
ROW, THICK, TOP = 26, 16, 6
CHARACTER = 6.4
ROOM_FOR_FIGURE = 90
LONGEST_LABEL = 190


@dataclass(frozen=True)
class Bar:
    """`text` is the figure as read ("18.4%"); `tone`: "lead" for the one to see, "rest" for all others together."""

    label: str
    value: Decimal
    text: str
    tone: str = ""


TONES = {"lead": "f1", "": "f3", "rest": "f6"}


def bar_chart(
    bars: Sequence[Bar],
    *,
    subject: str,
    columns: tuple[str, str],
    finding: str = "",
    caption: str = "",
) -> Chart:
    """Draws the bars in the order given; `columns` heads the table. Raises ValueError for no or a negative value."""
    if not bars or any(bar.value < 0 for bar in bars):
        raise ValueError("bars start at zero: give at least one value, none below zero")
    gutter = min(LONGEST_LABEL, max(len(bar.label) for bar in bars) * CHARACTER + 8)
    start, greatest = gutter + 10, max(bar.value for bar in bars)
    room = WIDTH - start - ROOM_FOR_FIGURE
    marks: list[Mark] = []
    for place, bar in enumerate(bars):
        y = TOP + place * ROW
        width = float(bar.value / greatest) * room if greatest else 0
        marks += [
            Text(gutter, y + 12, shortened(bar.label), "ch-end"),
            Rect(start, y, width, THICK, TONES[bar.tone]),
            Text(start + width + 8, y + 12, bar.text, "ch-strong"),
        ]
    return Chart(
        title=f"{subject}: {', '.join(f'{bar.label} {bar.text}' for bar in bars)}",
        width=WIDTH,
        height=TOP + len(bars) * ROW + 2,
        marks=tuple(marks),
        finding=finding,
        caption=caption,
        region=f"{subject}, chart",
        size="half",
        table=Table(columns, tuple((bar.label, bar.text) for bar in bars), frozenset({1})),
    )


def shortened(label: str) -> str:
    """What fits beside a bar; the table has the whole name."""
    most = int(LONGEST_LABEL / CHARACTER)
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
