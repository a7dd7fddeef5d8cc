"""Lines over time, named at their ends; they differ by dash as well as by colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .marks import Chart, Dot, Line, Mark, Path, Table, Text, px
from .scales import Scale, round_domain, spread

SIZES = {"": (784, 246), "half": (552, 246), "fit": (270, 116)}
LEFT, TOP, BELOW = 44, 12, 24
MARGIN, LETTER = 12, 7  # beside the words of an axis, and the width of one of their letters
NAMES = {"": 130, "half": 130, "fit": 36}
LEAST_BETWEEN_NAMES = 14
MOST_LABELS = {"": 12, "half": 8, "fit": 5}


@dataclass(frozen=True)
class Series:
    """One line; None leaves a gap where nothing was measured."""

    name: str
    values: Sequence[Decimal | None]


def line_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    subject: str,
    show: Callable[[Decimal], str] = str,
    target: Decimal | None = None,
    target_name: str = "goal",
    finding: str = "",
    caption: str = "",
    size: str = "half",
) -> Chart:
    """Draws up to six lines over the same labels. Raises ValueError when lengths differ or nothing is known."""
    if not 1 <= len(series) <= 6 or any(len(line.values) != len(labels) for line in series):
        raise ValueError("one to six lines, each with a value or None for every label")
    known = [value for line in series for value in line.values if value is not None]
    if not known:
        raise ValueError("a line needs at least one value")
    width, height = SIZES[size]
    right, bottom = width - NAMES[size], height - BELOW
    ticks = round_domain([*known, *([target] if target is not None else [])], most=4)
    left = max(LEFT, MARGIN + LETTER * max(len(show(tick)) for tick in ticks))
    scale = Scale(ticks[0], ticks[-1], bottom, TOP)
    xs = [left + place * (right - left) / max(len(labels) - 1, 1) for place in range(len(labels))]
    marks: list[Mark] = []
    for tick in ticks:
        y = scale.at(tick)
        marks += [Line(left, y, right, y, "ch-grid"), Text(left - 8, y + 4, show(tick), "ch-end ch-faint")]
    every = -(-len(labels) // MOST_LABELS[size])
    marks += [Text(x, height - 6, labels[n], "ch-mid ch-faint") for n, x in enumerate(xs) if n % every == 0]
    if target is not None:
        marks.append(Line(left, scale.at(target), right, scale.at(target), "ch-target"))
    for number, line in enumerate(series, start=1):
        marks += _line(number, line, xs, scale)
    goal = (scale.at(target), target_name) if target is not None else None
    marks += _names(series, goal, scale, right, show)
    return Chart(
        title=_title(subject, labels, series, show),
        width=width,
        height=height,
        marks=tuple(marks),
        finding=finding,
        caption=caption,
        region=f"{subject}, chart",
        size=size,
        table=_table(labels, series, show),
    )


def _line(number: int, line: Series, xs: Sequence[float], scale: Scale) -> list[Mark]:
    """The pieces between gaps, and a dot on each value."""
    pieces: list[str] = []
    dots: list[Mark] = []
    pen = "M"
    for x, value in zip(xs, line.values, strict=True):
        if value is None:
            pen = "M"
            continue
        y = scale.at(value)
        pieces.append(f"{pen}{px(x)} {px(y)}")
        dots.append(Dot(x, y, 3.5, f"f{number}"))
        pen = "L"
    return [Path("".join(pieces), f"ch-line ch-line--{number} s{number}"), *dots]


def _names(
    series: Sequence[Series], goal: tuple[float, str] | None, scale: Scale, right: float, show: Callable[[Decimal], str]
) -> list[Mark]:
    """Name and last figure at each end, and the goal's name, pushed apart where they would touch."""
    ends = [(goal[0] - 5, goal[1], "ch-faint")] if goal else []
    for line in series:
        last = next((value for value in reversed(line.values) if value is not None), None)
        if last is not None:
            ends.append((scale.at(last) + 4, f"{show(last)} {line.name}".strip(), "ch-strong ch-halo"))
    ends.sort()
    heights = spread([y for y, _, _ in ends], lowest=scale.from_px + 4, least=LEAST_BETWEEN_NAMES)
    return [Text(right + 9, y, words, css) for y, (_, words, css) in zip(heights, ends, strict=True)]


def _title(subject: str, labels: Sequence[str], series: Sequence[Series], show: Callable[[Decimal], str]) -> str:
    parts = []
    for line in series:
        known = [(label, value) for label, value in zip(labels, line.values, strict=True) if value is not None]
        if known:
            (first, start), (last, end) = known[0], known[-1]
            parts.append(f"{line.name} {show(start)} in {first}, {show(end)} in {last}".strip())
    return f"{subject}: {'; '.join(parts)}"


def _table(labels: Sequence[str], series: Sequence[Series], show: Callable[[Decimal], str]) -> Table:
    columns = [["–" if value is None else show(value) for value in line.values] for line in series]
    rows = tuple(zip(labels, *columns, strict=True))
    heads = ("Period", *(line.name or "Value" for line in series))
    return Table(heads, rows, frozenset(range(1, len(heads))))
