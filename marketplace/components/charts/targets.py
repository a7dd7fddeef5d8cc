"""Months against a promise: dots where it was met, diamonds where it was missed; the axis does not start at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from marketplace.components.formats import percent_down

from .marks import Chart, Dot, Line, Mark, Rect, Table, Text, diamond
from .scales import Scale, round_domain

WIDTH, HEIGHT = 784, 188
LEFT, RIGHT, TOP, BOTTOM = 50, 706, 12, 162
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class TargetMonth:
    """A month's unrounded percentage and verdict; None for both where there was too little data."""

    label: str
    value: Decimal | None
    met: bool | None


def target_chart(
    months: Sequence[TargetMonth],
    *,
    target: Decimal,
    subject: str = "Availability by month",
    caption: str = "",
) -> Chart:
    """Draws percentages against the promised least percentage. Raises ValueError without months."""
    if not months:
        raise ValueError("a chart needs at least one month")
    values = [month.value for month in months if month.value is not None]
    least = min([*values, target])
    # A twentieth of room below, so that the worst month does not stand on the axis.
    ticks = round_domain([max(least - (HUNDRED - least) / 20, Decimal()), target], top=HUNDRED)
    scale = Scale(ticks[0], ticks[-1], BOTTOM, TOP)
    step = (RIGHT - LEFT - 40) / max(len(months) - 1, 1)
    marks: list[Mark] = list(_axis(ticks, scale, target))
    for place, month in enumerate(months):
        marks.extend(_month(month, LEFT + 20 + place * step, scale, target, first=place == 0))
    return Chart(
        title=_title(subject, months, target),
        width=WIDTH,
        height=HEIGHT,
        marks=tuple(marks),
        caption=caption,
        region=f"{subject}, chart",
        table=_table(months, target),
    )


def _axis(ticks: Sequence[Decimal], scale: Scale, target: Decimal):
    goal = scale.at(target)
    yield Rect(LEFT, TOP, RIGHT - LEFT, goal - TOP, "ch-band")
    for tick in ticks:
        y = scale.at(tick)
        yield Line(LEFT, y, RIGHT, y, "ch-grid")
        yield Text(LEFT - 6, y + 4, f"{tick:f}", "ch-end ch-faint")
    yield Line(LEFT, goal, RIGHT, goal, "ch-target")
    yield Text(RIGHT + 6, goal + 4, "promised", "ch-strong")


def _month(month: TargetMonth, x: float, scale: Scale, target: Decimal, *, first: bool):
    goal = scale.at(target)
    yield Text(x, BOTTOM + 18, month.label, "ch-mid")
    if month.value is None:
        yield Text(x, goal - 6, "–", "ch-mid ch-faint")
        return
    y = scale.at(month.value)
    if month.met:
        yield Line(x, goal, x, y, "ch-stem")
        yield Dot(x, y, 5, "ch-met")
        return
    yield Line(x, goal, x, y, "ch-stem--bad")
    yield diamond(x, y, "ch-missed")
    words = percent_down(month.value).removesuffix("%")
    yield Text(x + 11, y + 4, words, "ch-bad") if first else Text(x - 11, y + 4, words, "ch-bad ch-end")


def _title(subject: str, months: Sequence[TargetMonth], target: Decimal) -> str:
    missed = [month.label for month in months if month.met is False]
    unknown = sum(month.met is None for month in months)
    met = len(months) - len(missed) - unknown
    parts = [f"{met} of {len(months)} months at or above the promised {percent_down(target)}"]
    if missed:
        parts.append(f"below in {', '.join(missed)}")
    if unknown:
        parts.append(f"{unknown} without enough data")
    return f"{subject}: {'; '.join(parts)}"


def _table(months: Sequence[TargetMonth], target: Decimal) -> Table:
    verdicts = {True: "Met", False: "Missed", None: "Not enough data"}
    rows = tuple(
        (month.label, percent_down(month.value) or "–", percent_down(target), verdicts[month.met]) for month in months
    )
    return Table(("Month", "Measured", "Promised", "Verdict"), rows, frozenset({1, 2}))
