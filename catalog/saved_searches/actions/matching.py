"""Keeping what fits each search: new rows for what came, none for what went. In bulk, never one change at a time."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import transaction

from catalog.search.matching import fitting_ids
from catalog.search.query import CatalogueQuery, SearchRefused
from marketplace.clock import Clock, database_now

from ..models import SavedSearch, SavedSearchHit

BATCH = 5_000


@transaction.atomic
def match_changes(*, offering_ids: Collection[int], now: Clock = database_now) -> int:
    """Holds every search against the offerings that changed; returns how many new hits there are.

    One statement a search (two with words), however many offerings. A repeat finds nothing new.
    """
    return keep_fitting(SavedSearch.objects.standing().order_by("pk"), among=offering_ids, at=now())


@transaction.atomic
def match_everything(*, now: Clock = database_now) -> int:
    """Holds every search against the whole catalogue: a vendor or a topic may have come or gone without a change."""
    return keep_fitting(SavedSearch.objects.standing().order_by("pk"), at=now())


def keep_fitting(
    searches: Iterable[SavedSearch], *, among: Collection[int] | None = None, at: datetime.datetime
) -> int:
    """Brings the hits of these searches up to date, in the caller's transaction; returns how many are new."""
    readable = list(_readable(searches))
    held = _held([search for search, _ in readable], among)
    new: list[SavedSearchHit] = []
    gone: list[int] = []
    for (search, _), found in zip(readable, fitting_ids([query for _, query in readable], among=among), strict=True):
        if found is None:
            continue
        known = held.get(search.pk, {})
        new += [SavedSearchHit(search=search, offering_id=pk, since=at) for pk in sorted(found - known.keys())]
        gone += [hit for offering_id, hit in known.items() if offering_id not in found]
    SavedSearchHit.objects.filter(pk__in=gone).delete()
    SavedSearchHit.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(new)


def _readable(searches: Iterable[SavedSearch]) -> Iterator[tuple[SavedSearch, CatalogueQuery]]:
    """Searches that still mean something; one with a withdrawn value waits for its owner, its hits stay."""
    for search in searches:
        try:
            yield search, search.read()
        except SearchRefused:
            continue


def _held(searches: Sequence[SavedSearch], among: Collection[int] | None) -> dict[int, dict[int, int]]:
    """Search → offering → hit."""
    hits = SavedSearchHit.objects.filter(search__in=[search.pk for search in searches])
    if among is not None:
        hits = hits.filter(offering__in=among)
    held: dict[int, dict[int, int]] = {}
    for pk, search_id, offering_id in hits.order_by().values_list("pk", "search_id", "offering_id"):
        held.setdefault(search_id, {})[offering_id] = pk
    return held
