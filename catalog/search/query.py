"""What is asked of the catalogue: typed, the same for every engine, and whole in its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlencode

from marketplace.errors import DomainError

from . import facets
from .prices import PRICE, PriceLimit

LONGEST_TEXT = 200
PAGE_SIZE = 25
LAST_PAGE_ASKED = 10_000
MOST_VALUES = 40


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


class Audience(StrEnum):
    """For whom is searched. The index holds what is listed and nothing else, so there is one audience so far.

    Whatever only some may find needs a member here, and its condition in every engine.
    """

    PUBLIC = "public"


@dataclass(frozen=True)
class CatalogueQuery:
    """The words, the chosen values of each facet, order, page and reader. Its address holds all but the reader.

    Several values of one facet widen, several facets narrow.
    """

    text: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    price: PriceLimit | None = None
    chosen: tuple[str, ...] = ()
    size: int = PAGE_SIZE
    audience: Audience = Audience.PUBLIC

    @cached_property
    def filters(self) -> list[tuple[str, str]]:
        """Facet and value of every filter in use, in the order of the panel."""
        return [(name, value) for name in facets.NAMES for value in self.selected.get(name, ())]

    @cached_property
    def in_use(self) -> list[str]:
        """The facets with a chosen value, and the range that is set."""
        return [name for name in facets.NAMES if self.selected.get(name)] + ([PRICE] if self.price else [])

    def has(self, name: str, value: str) -> bool:
        return value in self.selected.get(name, ())

    def without(self, name: str, value: str | None = None) -> "CatalogueQuery":
        """The same search without one value of a facet, or without the facet or range; from its first page."""
        if name == PRICE:
            return replace(self, price=None, page=1)
        left = tuple(held for held in self.selected.get(name, ()) if value is not None and held != value)
        selected = {other: values for other, values in self.selected.items() if other != name}
        return replace(self, selected=selected | ({name: left} if left else {}), page=1)

    def pairs(self, *, leave_out: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Name and value of everything that differs from the plain catalogue, for addresses and hidden fields."""
        everything = [
            *([("q", self.text)] if self.text else []),
            *self.filters,
            *(self.price.pairs() if self.price else ()),
            *([("sort", self.sort.value)] if self.sort is not Sort.BEST else []),
            *([("page", str(self.page))] if self.page > 1 else []),
            *(("offering", slug) for slug in self.chosen),
        ]
        return [pair for pair in everything if pair[0] not in leave_out]

    @cached_property
    def address(self) -> str:
        """The query string, with its question mark; empty for the whole catalogue."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def unfiltered(self) -> "CatalogueQuery":
        """The same words and order without any filter, from the first page."""
        return replace(self, selected={}, price=None, page=1)

    def on_page(self, number: int) -> "CatalogueQuery":
        return replace(self, page=number)
