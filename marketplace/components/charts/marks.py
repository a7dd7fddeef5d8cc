"""What a chart is made of, and how it becomes SVG: attributes and classes, never a style."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Number = float | int | Decimal


def px(value: Number) -> str:
    """One decimal is finer than a screen; more would only be bytes."""
    return f"{value:.1f}"


@dataclass(frozen=True)
class Rect:
    x: Number
    y: Number
    width: Number
    height: Number
    css: str = ""
    rx: int = 0
    hatched: bool = False

    def svg(self, chart_id: str) -> SafeString:
        """The element; a hatched one is filled with the chart's own pattern."""
        look = format_html('fill="url(#hatch-{})"', chart_id) if self.hatched else format_html('class="{}"', self.css)
        corner = format_html(' rx="{}"', self.rx) if self.rx else ""
        box = (px(self.x), px(self.y), px(self.width), px(self.height))
        return format_html('<rect x="{}" y="{}" width="{}" height="{}" {}{}/>', *box, look, corner)


@dataclass(frozen=True)
class Line:
    x1: Number
    y1: Number
    x2: Number
    y2: Number
    css: str

    def svg(self, chart_id: str) -> SafeString:
        ends = (px(self.x1), px(self.y1), px(self.x2), px(self.y2))
        return format_html('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', *ends, self.css)


@dataclass(frozen=True)
class Text:
    x: Number
    y: Number
    words: str
    css: str = ""

    def svg(self, chart_id: str) -> SafeString:
        return format_html('<text x="{}" y="{}" class="{}">{}</text>', px(self.x), px(self.y), self.css, self.words)


@dataclass(frozen=True)
class Dot:
    x: Number
    y: Number
    r: Number
    css: str

    def svg(self, chart_id: str) -> SafeString:
        return format_html('<circle cx="{}" cy="{}" r="{}" class="{}"/>', px(self.x), px(self.y), self.r, self.css)


@dataclass(frozen=True)
class Path:
    d: str
    css: str

    def svg(self, chart_id: str) -> SafeString:
        return format_html('<path d="{}" class="{}"/>', self.d, self.css)


Mark = Rect | Line | Text | Dot | Path


def diamond(x: float, y: float, css: str, size: float = 6.5) -> Path:
    """The mark of what was missed."""
    s = px(size)
    return Path(f"M{px(x)} {px(y - size)}l{s} {s}l-{s} {s}l-{s} -{s}z", css)


@dataclass(frozen=True)
class Table:
    """The same figures as rows of text; `numbers` names the columns to set right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    def cells(self) -> list[list[tuple[str, str, bool]]]:
        """For the template: (heading, text, whether a number) of each cell."""
        return [
            [
                (head, cell, place in self.numbers)
                for place, (head, cell) in enumerate(zip(self.headers, row, strict=True))
            ]
            for row in self.rows
        ]

    def heads(self) -> list[tuple[str, bool]]:
        """For the template: (heading, whether a column of numbers)."""
        return [(head, place in self.numbers) for place, head in enumerate(self.headers)]


@dataclass(frozen=True)
class Key:
    """An entry of a legend: its swatch and what it stands for."""

    label: str
    css: str
    hatched: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing with everything that has to stand beside it.

    `title` is what a screen reader says: subject and finding. `finding` is shown bold before `caption`. `region` names
    the scrolling region and says that it is a chart. `size`: "" is 784 wide, "half" 552, "wide" 1152, "fit" an aside.
    """

    title: str
    width: int
    height: int
    marks: tuple[Mark, ...]
    finding: str = ""
    caption: str = ""
    region: str = ""
    size: str = ""
    table: Table | None = None
    legend: tuple[Key, ...] = field(default_factory=tuple)

    @property
    def chart_id(self) -> str:
        """The same for the same drawing, so that pages do not change without cause; two drawings of a page differ."""
        return f"{crc32(repr((self.title, self.width, self.marks)).encode()):08x}"

    def svg(self) -> SafeString:
        """The whole element, with its title and the hatching it uses."""
        ident = self.chart_id
        pattern = _hatching(ident) if any(isinstance(mark, Rect) and mark.hatched for mark in self.marks) else ""
        return format_html(
            '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="t{}"><title id="t{}">{}</title>{}{}</svg>',
            self.width,
            self.height,
            ident,
            ident,
            self.title,
            pattern,
            joined(self.marks, ident),
        )


def _hatching(ident: str) -> SafeString:
    return format_html(
        '<defs><pattern id="hatch-{}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" class="ch-hatch"/></pattern></defs>',
        ident,
    )


def joined(marks: Iterable[Mark], ident: str = "") -> SafeString:
    """Marks one after the other; each has escaped its own words."""
    return mark_safe("".join(mark.svg(ident) for mark in marks))  # noqa: S308  # nosec B308, B703
