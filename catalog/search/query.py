"""What is asked of the catalogue and what comes back, typed and the same for every engine."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from marketplace.errors import DomainError

from . import facets

LONGEST_TEXT = 200
PAGE_SIZE = 25
LAST_PAGE_ASKED = 10_000
MOST_VALUES = 40
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class SearchRefused(DomainError):
    """A search that cannot be understood as it stands; `kept` is the part that can."""

    status = 400

    def __init__(self, sentence: str, kept: "CatalogueQuery") -> None:
        super().__init__(sentence)
        self.kept = kept


class PageBeyondEnd(DomainError):
    """There are fewer pages than that; `kept` is the last one."""

    status = 404

    def __init__(self, asked: int, last: "CatalogueQuery") -> None:
        super().__init__(f"There is no page {asked} of these results. The last one is page {last.page}.")
        self.kept = last


class Sort(StrEnum):
    """In which order results come."""

    BEST = "best"
    NAME = "name"
    PRICE = "price"
    USED = "used"
    NEWEST = "newest"

    @property
    def label(self) -> str:
        return {
            "best": "Best match",
            "name": "Name",
            "price": "Lowest price",
            "used": "Most used",
            "newest": "Newest",
        }[self.value]


@dataclass(frozen=True)
class CatalogueQuery:
    """The words, the chosen values of each facet, the order and the page. Its address holds all of it."""

    text: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    chosen: tuple[str, ...] = ()
    size: int = PAGE_SIZE

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Facet and value of every filter in use, in the order of the panel."""
        return [(name, value) for name in facets.NAMES for value in self.selected.get(name, ())]

    def has(self, name: str, value: str) -> bool:
        return value in self.selected.get(name, ())

    def without(self, name: str, value: str | None = None) -> "CatalogueQuery":
        """The same search without one value of a facet, or without the facet; from its first page."""
        left = tuple(held for held in self.selected.get(name, ()) if value is not None and held != value)
        selected = {other: values for other, values in self.selected.items() if other != name}
        return replace(self, selected=selected | ({name: left} if left else {}), page=1)

    def pairs(self, *, leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Name and value of everything that differs from the plain catalogue, for addresses and hidden fields."""
        everything = [
            *([("q", self.text)] if self.text else []),
            *self.filters,
            *([("sort", self.sort.value)] if self.sort is not Sort.BEST else []),
            *([("page", str(self.page))] if self.page > 1 else []),
            *(("offering", slug) for slug in self.chosen),
        ]
        return [pair for pair in everything if pair[0] not in leave_out]

    @property
    def address(self) -> str:
        """The query string, with its question mark; empty for the whole catalogue."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def on_page(self, number: int) -> "CatalogueQuery":
        return replace(self, page=number)


@dataclass(frozen=True)
class Hit:
    """One offering found: its row for the screen is made when it is indexed, not when it is shown."""

    offering_id: int
    score: float
    card: str


@dataclass(frozen=True)
class Count:
    """How many results a value of a facet would give, with the other facets as they are."""

    value: str
    label: str
    count: int
    selected: bool
    tag: str = ""

    @property
    def words(self) -> str:
        return self.tag or self.label


@dataclass(frozen=True)
class CatalogueResult:
    """One page of hits and all counts. `matching_text` counts before any filter; `without` after all but one."""

    query: CatalogueQuery
    hits: tuple[Hit, ...]
    total: int
    matching_text: int
    counts: Mapping[str, tuple[Count, ...]]
    without: Mapping[str, int]
    engine: str
    asked: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.query.size))

    @property
    def was_corrected(self) -> bool:
        """Whether nothing matched the words as typed, and these are the results of a likelier spelling."""
        return bool(self.asked) and self.asked != self.query.text

    @property
    def filters(self) -> list[tuple[str, Count]]:
        """Facet and value of every filter in use, in words."""
        return [(name, count) for name, values in self.counts.items() for count in values if count.selected]


def read_query(sent: Mapping[str, Sequence[str]]) -> CatalogueQuery:
    """The search that an address asks for. Names it does not know are left alone.

    Raises SearchRefused with one sentence for the first thing that cannot be understood.
    """
    faults: list[str] = []
    query = CatalogueQuery(
        text=_text(sent, faults),
        selected=_selected(sent, faults),
        sort=_sort(sent, faults),
        page=_page(sent, faults),
        chosen=tuple(dict.fromkeys(slug for slug in sent.get("offering", ()) if re.fullmatch(r"[\w-]{1,120}", slug))),
    )
    if faults:
        raise SearchRefused(faults[0], query)
    return query


def _last(sent: Mapping[str, Sequence[str]], name: str) -> str:
    values = sent.get(name, ())
    return values[-1] if values else ""


def _text(sent: Mapping[str, Sequence[str]], faults: list[str]) -> str:
    raw = _last(sent, "q")
    text = " ".join(_CONTROL.sub(" ", raw).split())
    if _CONTROL.search(raw):
        faults.append("The search held a character that cannot be typed. It was taken out; search again.")
    if len(text) > LONGEST_TEXT:
        faults.append(
            f"A search takes up to {LONGEST_TEXT} characters, this one had {len(text):,}. Shorten it and search again."
        )
        text = text[:LONGEST_TEXT]
    return text.encode("utf-8", "ignore").decode()


def _selected(sent: Mapping[str, Sequence[str]], faults: list[str]) -> dict[str, tuple[str, ...]]:
    selected = {}
    for name in facets.NAMES:
        values = tuple(dict.fromkeys(value for value in sent.get(name, ()) if value))
        fixed = facets.BY_NAME.get(name)
        known = tuple(v for v in values if (fixed.knows(v) if fixed else re.fullmatch(r"[\w-]{1,120}", v)))
        if len(known) < len(values):
            odd = next(value for value in values if value not in known)
            faults.append(unknown_value(name, odd))
        if len(known) > MOST_VALUES:
            faults.append(f"A search takes up to {MOST_VALUES} values of one filter. Take some away.")
        if known:
            selected[name] = known[:MOST_VALUES]
    return selected


def check_selected(sent: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The chosen values of each facet. Raises SearchRefused for the first that does not exist."""
    faults: list[str] = []
    selected = _selected(sent, faults)
    if faults:
        raise SearchRefused(faults[0], CatalogueQuery(selected=selected))
    return selected


def unknown_value(name: str, value: str) -> str:
    """The sentence about a filter value that does not exist."""
    shown = _CONTROL.sub("", value)[:40]
    return f"“{shown}” is not a value of the filter “{facets.LEGENDS[name]}”. Choose one from the list."


def _sort(sent: Mapping[str, Sequence[str]], faults: list[str]) -> Sort:
    asked = _last(sent, "sort") or Sort.BEST
    if asked in set(Sort):
        return Sort(asked)
    faults.append("Results cannot be sorted that way. Choose an order from the list.")
    return Sort.BEST


def _page(sent: Mapping[str, Sequence[str]], faults: list[str]) -> int:
    asked = _last(sent, "page") or "1"
    if re.fullmatch(r"[1-9][0-9]{0,8}", asked):
        return int(asked)
    faults.append("A page is a whole number from 1.")
    return 1
