"""Which offerings fit a search, as ids: of all that are listed, or of some that changed. For searches that are kept."""

from collections.abc import Collection, Mapping, Sequence

from catalog.taxonomy.models import Topic
from marketplace.organisations.models import Organisation

from . import facets, postgres
from .analysis import read_words
from .engine import Asked
from .query import CatalogueQuery

_ENTRIES = postgres.PostgresEngine()


def fitting_ids(
    queries: Sequence[CatalogueQuery], *, among: Collection[int] | None = None
) -> list[frozenset[int] | None]:
    """For each search what holds all its words and fits its filters; None where a topic or vendor of it is gone.

    The entries in the database answer, whichever engine serves the page. Two statements, then one or two a search.
    """
    topics = dict(Topic.objects.values_list("slug", "pk"))
    slugs = {slug for query in queries for slug in query.selected.get(facets.VENDOR, ())}
    vendors = dict(Organisation.objects.listed().filter(slug__in=slugs).values_list("slug", "pk")) if slugs else {}
    return [_fitting(query, topics, vendors, among) for query in queries]


def _fitting(
    query: CatalogueQuery, topics: Mapping[str, int], vendors: Mapping[str, int], among: Collection[int] | None
) -> frozenset[int] | None:
    wanted = [query.selected.get(name, ()) for name in (facets.TOPIC, facets.VENDOR)]
    if any(slug not in known for slugs, known in zip(wanted, (topics, vendors), strict=True) for slug in slugs):
        return None
    asked = Asked(
        query,
        read_words(query.text).strictly(),
        topic_ids=tuple(topics[slug] for slug in wanted[0]),
        vendor_ids=tuple(vendors[slug] for slug in wanted[1]),
    )
    return _ENTRIES.fitting(asked, among=among)
