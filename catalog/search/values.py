"""All values of a long facet on a page of their own, narrowed by a few letters of their names."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from . import facets
from .query import CatalogueQuery
from .result import CatalogueResult, Count

LONG = (facets.TOPIC, facets.VENDOR)
MOST_SHOWN = 500
LONGEST_FIND = 80


@dataclass(frozen=True)
class ValuesPage:
    """Values with their numbers, by name; the chosen ones stay, whatever the letters are."""

    name: str
    query: CatalogueQuery
    find: str
    shown: Sequence[Count]
    kept: Sequence[Count]
    left_out: int

    @property
    def legend(self) -> str:
        return facets.LEGENDS[self.name]

    @property
    def options(self) -> list[tuple[str, Count]]:
        return [(self.name, count) for count in self.shown]

    @property
    def kept_by_values(self) -> list[tuple[str, str]]:
        """What the list of offerings is asked beside the boxes on this page."""
        return [*self.query.pairs(leave_out=(self.name, "page")), *((self.name, count.value) for count in self.kept)]

    @property
    def kept_by_find(self) -> list[tuple[str, str]]:
        return self.query.pairs(leave_out=("page",))


def values_page(result: CatalogueResult, name: str, find: str) -> ValuesPage:
    """The values of this facet whose name holds the letters, accents and capitals aside."""
    find = " ".join(find.split())[:LONGEST_FIND]
    counts = sorted(result.counts[name], key=lambda count: _folded(count.label))
    fitting = [count for count in counts if _folded(find) in _folded(count.label)]
    shown = fitting[:MOST_SHOWN]
    kept = [count for count in counts if count.selected and count not in shown]
    return ValuesPage(name, result.query, find, shown, kept, len(fitting) - len(shown))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
