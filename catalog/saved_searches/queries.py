"""Reading saved searches: each in words, with what is new, and what its feed shows."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from catalog.offerings.models import Offering
from catalog.search.matching import fitting_ids
from catalog.search.query import CatalogueQuery, SearchRefused

from .models import SavedSearch, SavedSearchHit
from .words import names_for

NEW_FOR = datetime.timedelta(days=30)
NEW_SHOWN = 20
NEWS_SHOWN = 4
IN_FEED = 50


@dataclass(frozen=True)
class ReadSearch:
    """A saved search as the catalogue understands it today; `refusal` says what it no longer understands."""

    search: SavedSearch
    words: Sequence[str]
    refusal: str = ""
    kept: str = ""


def searches_of(reader: Any, *, at: datetime.datetime) -> list[ReadSearch]:
    """The reader's own, newest first, with `new_count` and `newest_at` of the last month. At most three queries."""
    return read_searches(_with_news(reader, at).order_by("-created_at", "-pk"))


def searches_with_news(reader: Any, *, at: datetime.datetime) -> list[SavedSearch]:
    """The reader's searches that found something new in the last month, latest first. One query."""
    return list(_with_news(reader, at).filter(new_count__gt=0).order_by("-newest_at", "-pk")[:NEWS_SHOWN])


def _with_news(reader: Any, at: datetime.datetime) -> Any:
    listed = Q(hits__offering__in=Offering.objects.listed())
    lately = Q(hits__at_start=False, hits__since__gt=at - NEW_FOR) & listed
    rows = SavedSearch.objects.visible_to(reader).standing()
    return rows.annotate(new_count=Count("hits", filter=lately), newest_at=Max("hits__since", filter=lately))


def removed_searches_of(reader: Any) -> QuerySet[SavedSearch]:
    """What can still be brought back, last removed first."""
    return SavedSearch.objects.visible_to(reader).filter(removed_at__isnull=False).order_by("-removed_at")


def read_searches(searches: Iterable[SavedSearch]) -> list[ReadSearch]:
    """These searches in words. Two queries at most."""
    understood: list[tuple[SavedSearch, CatalogueQuery, str]] = []
    for search in searches:
        try:
            understood.append((search, search.read(), ""))
        except SearchRefused as refusal:
            understood.append((search, refusal.kept, str(refusal)))
    names = names_for(query for _, query, _ in understood)
    return [
        ReadSearch(search, names.words_of(query), refusal or names.refusal(query), query.address)
        for search, query, refusal in understood
    ]


def new_hits_of(search: SavedSearch) -> list[SavedSearchHit]:
    """What came to fit since it was saved and is listed today, newest first."""
    hits = search.hits.new().filter(offering__in=Offering.objects.listed())
    return list(hits.select_related("offering__vendor").order_by("-since", "pk")[:NEW_SHOWN])


def hits_in_feed(search: SavedSearch) -> list[SavedSearchHit]:
    """What fits and everybody may see, newest first."""
    hits = search.hits.filter(offering__in=Offering.objects.listed())
    return list(hits.select_related("offering__vendor").order_by("-since", "pk")[:IN_FEED])


def newest_offerings(query: CatalogueQuery) -> list[Offering]:
    """What fits and was published last. Raises SearchRefused for a topic or vendor that is not there."""
    rows = Offering.objects.listed().filter(first_published_at__isnull=False).select_related("vendor")
    if query.pairs(leave_out=("sort", "page", "offering")):
        if refusal := names_for([query]).refusal(query):
            raise SearchRefused(refusal, query)
        [found] = fitting_ids([query])
        rows = rows.filter(pk__in=found or ())
    return list(rows.order_by("-first_published_at", "pk")[:IN_FEED])
