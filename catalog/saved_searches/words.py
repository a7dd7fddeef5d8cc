"""A search in words: what was typed, and each filter as the catalogue names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.search import facets
from catalog.search.prices import PRICE_NAMES
from catalog.search.query import CatalogueQuery, Sort
from catalog.search.reading import unknown_value
from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation

_SAID_OTHERWISE = ("q", "sort", "page", "offering", *PRICE_NAMES)


@dataclass(frozen=True)
class Names:
    """What topics and vendors are called today, by facet and slug."""

    known: dict[tuple[str, str], str]

    def refusal(self, query: CatalogueQuery) -> str:
        """The sentence about the first value that is no longer there; nothing where all are."""
        for name in (facets.TOPIC, facets.VENDOR):
            for value in query.selected.get(name, ()):
                if (name, value) not in self.known:
                    return unknown_value(name, value)
        return ""

    def words_of(self, query: CatalogueQuery) -> list[str]:
        """“service desk”, SaaS, Small business; a filter that the registry does not know by value says its name."""
        said = [f"“{query.text}”"] if query.text else []
        said += [self._word(name, value) for name, value in query.pairs(leave_out=_SAID_OTHERWISE)]
        said += [query.price.words] if query.price else []
        if query.sort is not Sort.BEST:
            said.append(f"{query.sort.label} first")
        return said or ["The whole catalogue"]

    def _word(self, name: str, value: str) -> str:
        if facet := facets.BY_NAME.get(name):
            return next((option.words for option in facet.options if option.value == value), value)
        if known := self.known.get((name, value)):
            return known
        return f"{facets.LEGENDS.get(name, name.replace('_', ' ').capitalize())}: {value}"


def names_for(queries: Iterable[CatalogueQuery]) -> Names:
    """The names that these searches need. Two statements at most."""
    asked: Sequence[CatalogueQuery] = list(queries)
    topics = {slug for query in asked for slug in query.selected.get(facets.TOPIC, ())}
    vendors = {slug for query in asked for slug in query.selected.get(facets.VENDOR, ())}
    known: dict[tuple[str, str], str] = {}
    if topics:
        rows = Topic.objects.filter(slug__in=topics).values_list("slug", "name")
        known |= {(facets.TOPIC, slug): name for slug, name in rows}
    if vendors:
        rows = Organisation.objects.listed().filter(slug__in=vendors).values_list("slug", "name")
        known |= {(facets.VENDOR, slug): name for slug, name in rows}
    return Names(known)
