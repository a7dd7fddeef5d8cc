"""Then and now on one axis: an open dot and a filled one on each line, over bands that say what the place means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .bars import shortened
from .marks import Chart, Dot, Key, Line, Mark, Rect, Table, Text
from .scales import Scale

WIDTH, TOP, ROW = 552, 6, 28
GUTTER, RIGHT = 200, 492
LEAST_BETWEEN = 36
BANDS = ("ch-good", "ch-mid-band", "ch-high-band")


@dataclass(frozen=True)
class Move:
    """One line: what it was and what it is; None where nobody knows what it was."""

    label: str
    now: Decimal
    before: Decimal | None = None


def move_chart(
    moves: Sequence[Move],
    *,
    subject: str,
    bands: Sequence[tuple[str, Decimal]],
    heads: tuple[str, str, str],
    show: Callable[[Decimal], str] = str,
    finding: str = "",
    caption: str = "",
) -> Chart:
    """Draws lines in the order given; `bands` are up to three (name, end), the last end is that of the axis.

    Raises ValueError without lines, or for other than one to three bands.
    """
    if not moves or not 1 <= len(bands) <= len(BANDS):
        raise ValueError("give at least one line, and one to three bands")
    top = max([bands[-1][1], *(move.now for move in moves), *(move.before or Decimal(0) for move in moves)])
    scale, bottom = Scale(Decimal(0), top, GUTTER, RIGHT), TOP + len(moves) * ROW
    marks: list[Mark] = []
    keys: list[Key] = []
    start = Decimal(0)
    for place, (name, end) in enumerate(bands):
        end = top if place == len(bands) - 1 else end
        marks.append(Rect(scale.at(start), TOP, scale.at(end) - scale.at(start), bottom - TOP, BANDS[place]))
        keys.append(Key(f"{name}, from {show(start)}" if place else name, BANDS[place]))
        start = end
    marks += _ticks([Decimal(0), *(end for _, end in bands[:-1]), top], scale, bottom + 16, show)
    for place, move in enumerate(moves):
        marks += _line(move, TOP + (place + 0.5) * ROW, scale, show)
    told = ", ".join(f"{move.label} {show(move.now)}" for move in moves)
    return Chart(
        title=f"{subject}: {told}",
        width=WIDTH,
        height=bottom + 22,
        marks=tuple(marks),
        finding=finding,
        caption=caption,
        region=f"{subject}, chart",
        size="half",
        legend=tuple(keys),
        table=Table(heads, tuple((one.label, _was(one, show), show(one.now)) for one in moves), frozenset({1, 2})),
    )


def _ticks(values: Sequence[Decimal], scale: Scale, y: float, show: Callable[[Decimal], str]) -> Sequence[Text]:
    """The borders of the bands, but for those that would touch the one before."""
    texts: list[Text] = []
    furthest = -float(LEAST_BETWEEN)
    for value in values:
        x = scale.at(value)
        if x - furthest >= LEAST_BETWEEN:
            texts.append(Text(x, y, show(value), "ch-mid ch-faint"))
            furthest = x
    return texts


def _was(move: Move, show: Callable[[Decimal], str]) -> str:
    return "–" if move.before is None else show(move.before)


def _line(move: Move, y: float, scale: Scale, show: Callable[[Decimal], str]) -> list[Mark]:
    now = scale.at(move.now)
    marks: list[Mark] = [Text(GUTTER - 10, y + 4, shortened(move.label), "ch-end")]
    furthest = now
    if move.before is not None:
        then = scale.at(move.before)
        furthest = max(now, then)
        marks += [Line(then, y, now, y, "ch-move"), Dot(then, y, 4, "ch-dot--open")]
    return [*marks, Dot(now, y, 5.5, "ch-dot"), Text(furthest + 10, y + 4, show(move.now), "ch-strong ch-halo")]
