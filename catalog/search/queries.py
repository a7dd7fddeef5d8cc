"""The port: asks the engine, mends the spelling where nothing matches, and puts counts into words."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from marketplace.organisations.models import Organisation

from . import facets, spelling
from .analysis import KnownTopic, read_search, read_words
from .engine import VENDORS_COUNTED, Asked, Engine
from .engines import chosen_engine
from .models import SearchEntry
from .postgres import PostgresEngine
from .query import LONGEST_TEXT, Audience, CatalogueQuery, PageBeyondEnd, SearchRefused
from .reading import unknown_value
from .result import CatalogueResult, Count, Found, Suggestion

SUGGESTED = 8
SHORTEST_SUGGESTED = 2

Counts = Mapping[str, tuple[Count, ...]]
# The last few as this process put them into words.
MOST_IN_WORDS = 64
_in_words: dict[Hashable, Counts] = {}


def search_catalogue(query: CatalogueQuery, *, most_vendors: int = VENDORS_COUNTED) -> CatalogueResult:
    """One page of listed offerings. Two statements; one more where vendors are chosen, two more for a slip.

    `most_vendors` are counted, those with most hits.

    Raises SearchRefused for a topic or a vendor that does not exist, PageBeyondEnd for a page after the last.
    """
    vendors = _vendors(query)
    _refuse_unknown(query, facets.VENDOR, {vendor.slug for vendor in vendors})
    result = _ready(query, vendors, most_vendors) or _searched(query, vendors, most_vendors)
    if result.query.page > result.pages:
        raise PageBeyondEnd(result.query.page, result.query.on_page(result.pages))
    return result


def _ready(query: CatalogueQuery, vendors: Sequence[Organisation], most_vendors: int) -> CatalogueResult | None:
    """The answer where PostgreSQL has it ready."""
    engine = chosen_engine()
    ids = [vendor.pk for vendor in vendors]
    ready = engine.find_ready(query, ids, most_vendors) if isinstance(engine, PostgresEngine) else None
    if ready is None:
        return None
    return _result(query, *ready, vendors)


def _searched(query: CatalogueQuery, vendors: Sequence[Organisation], most_vendors: int) -> CatalogueResult:
    words, topics = read_search(query.text)
    _refuse_unknown(query, facets.TOPIC, {topic.slug for topic in topics})
    first = Asked(
        query,
        words,
        topic_ids=tuple(topic.pk for topic in topics if query.has(facets.TOPIC, topic.slug)),
        vendor_ids=tuple(vendor.pk for vendor in vendors),
        most_vendors=most_vendors,
    )
    answer, found = _answer(chosen_engine(), first)
    return _result(answer.query, found, topics, vendors, asked=query.text)


def _result(
    query: CatalogueQuery,
    found: Found,
    topics: Sequence[KnownTopic],
    vendors: Sequence[Organisation],
    asked: str = "",
) -> CatalogueResult:
    chosen = (*query.filters, *((vendor.slug, vendor.name) for vendor in vendors))
    counted = (found.numbers, tuple(topics), chosen) if found.numbers else None
    counts = _in_words.get(counted) or _counts(query, found, topics, vendors)
    if counted and counted not in _in_words:
        if len(_in_words) >= MOST_IN_WORDS:
            _in_words.clear()
        _in_words[counted] = counts
    return CatalogueResult(
        query=query,
        hits=found.hits,
        total=found.total,
        matching_text=found.matching_text,
        counts=counts,
        counted=counted,
        asked=asked,
        without=found.without,
        engine=found.engine,
        instead_of=found.instead_of,
        holding_all=found.holding_all,
    )


def _answer(engine: Engine, first: Asked) -> tuple[Asked, Found]:
    """The words as typed; respelt where nothing holds one of them and a likelier spelling finds something."""
    found = None if first.words.unknown else engine.find(first)
    if found and (found.matching_text or not first.words):
        return first, found
    if likelier := spelling.correct(first.query.text):
        again = replace(first, query=replace(first.query, text=likelier), words=read_words(likelier))
        if (second := engine.find(again)).matching_text:
            return again, second
    return first, found or engine.find(first)


def suggestions_for(text: str) -> tuple[Suggestion, ...]:
    """What begins like the text: topics, vendors and offerings; none for fewer than two letters. One statement."""
    text = " ".join(text.split())[:LONGEST_TEXT]
    if len(text) < SHORTEST_SUGGESTED:
        return ()
    return chosen_engine().suggest(text, audience=Audience.PUBLIC, limit=SUGGESTED)


def cards_of(offerings: QuerySet) -> QuerySet[SearchEntry, str]:
    """The ready rows of these offerings, by name."""
    entries = SearchEntry.objects.filter(offering__in=offerings).order_by("offering__sort_name", "offering_id")
    return entries.values_list("html", flat=True)


def _vendors(query: CatalogueQuery) -> list[Organisation]:
    slugs = query.selected.get(facets.VENDOR)
    return list(Organisation.objects.listed().filter(slug__in=slugs).order_by("sort_name")) if slugs else []


def _refuse_unknown(query: CatalogueQuery, name: str, known: set[str]) -> None:
    for value in query.selected.get(name, ()):
        if value not in known:
            raise SearchRefused(unknown_value(name, value), query.without(name, value))


def _counts(
    query: CatalogueQuery, found: Found, topics: Iterable[KnownTopic], vendors: Iterable[Organisation]
) -> Counts:
    """Every value of every facet with its number, zero or not, in the order of the panel."""
    counts = {
        facet.name: tuple(
            Count(o.value, o.label, found.counts[facet.name].get(o.value, 0), query.has(facet.name, o.value), o.tag)
            for o in facet.options
        )
        for facet in facets.FACETS
    }
    of_topics = found.counts[facets.TOPIC]
    rows = [
        Count(topic.slug, topic.name, of_topics.get(topic.slug, 0), query.has(facets.TOPIC, topic.slug))
        for topic in topics
    ]
    counts[facets.TOPIC] = tuple(sorted(rows, key=lambda row: -row.count))
    numbers = {slug: (name, number) for slug, name, number in found.vendors}
    numbers = {vendor.slug: (vendor.name, 0) for vendor in vendors} | numbers
    counts[facets.VENDOR] = tuple(
        Count(slug, name, number, query.has(facets.VENDOR, slug)) for slug, (name, number) in numbers.items()
    )
    return counts
