"""Saving a search, changing its name and alerts, removing it and bringing it back, its secret feed."""

import secrets
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import transaction

from catalog.search.matching import fitting_ids
from catalog.search.query import CatalogueQuery
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..models import SavedSearch, SavedSearchHit
from .matching import keep_fitting

MOST_SEARCHES = 50
LONGEST_QUERY = 8_000


class TooManySearches(DomainError):
    sentence = f"You have {MOST_SEARCHES} saved searches, and there is room for no more. Remove one first."


@transaction.atomic
def save_search(*, name: str, query: CatalogueQuery, frequency: str, by: Any, now: Clock = database_now) -> SavedSearch:
    """Keeps a search. What fits it now is known; only what comes later is news.

    Raises PermissionDenied, InvalidInput, TooManySearches.
    """
    require(by, "catalog.save_search", by)
    name = _named(name)
    text = urlencode(replace(query, page=1, chosen=()).pairs())
    if len(text) > LONGEST_QUERY:
        raise InvalidInput("This search has too many filters to be kept. Take some away and save it again.")
    get_user_model().objects.select_for_update().get(pk=by.pk)  # two tabs do not pass the limit together
    if SavedSearch.objects.visible_to(by).standing().count() >= MOST_SEARCHES:
        raise TooManySearches
    at = now()
    search = SavedSearch.objects.create(
        user=by, name=name, query=text, frequency=frequency, as_member=bool(by.standing), created_at=at
    )
    [found] = fitting_ids([query])
    SavedSearchHit.objects.bulk_create(
        [SavedSearchHit(search=search, offering_id=pk, since=at, at_start=True, told_at=at) for pk in found or ()],
        batch_size=5_000,
    )
    record(action="catalog.saved_search.saved", obj=search, by=by, at=at, data={"alerts": frequency})
    return search


@transaction.atomic
def change_search(*, search: SavedSearch, name: str, frequency: str, by: Any, now: Clock = database_now) -> SavedSearch:
    """Gives it another name or rhythm. Who had no alerts hears of what comes from now on, not of the time before."""
    require(by, "catalog.change_saved_search", search)
    search, at = _lock(search), now()
    if search.frequency == SavedSearch.Frequency.NONE:
        search.hits.waiting().update(told_at=at)
    search.name, search.frequency, search.ended_because = _named(name), frequency, ""
    search.looked_at = at
    search.save(update_fields=["name", "frequency", "ended_because", "looked_at"])
    record(action="catalog.saved_search.changed", obj=search, by=by, at=at, data={"alerts": frequency})
    return search


@transaction.atomic
def stop_alerts(*, search: SavedSearch, by: Any, now: Clock = database_now) -> SavedSearch:
    """No more alerts; the search itself stays. Twice is as once."""
    require(by, "catalog.change_saved_search", search)
    search = _lock(search)
    if search.frequency != SavedSearch.Frequency.NONE:
        search.frequency = SavedSearch.Frequency.NONE
        search.save(update_fields=["frequency"])
        record(action="catalog.saved_search.alerts_stopped", obj=search, by=by, at=now())
    return search


@transaction.atomic
def remove_search(*, search: SavedSearch, by: Any, now: Clock = database_now) -> SavedSearch:
    """Takes a search off the list; alerts and feed end, and it can be brought back for a while."""
    require(by, "catalog.change_saved_search", search)
    search = _lock(search)
    if search.removed_at is None:
        search.removed_at = now()
        search.save(update_fields=["removed_at"])
        record(action="catalog.saved_search.removed", obj=search, by=by, at=search.removed_at)
    return search


@transaction.atomic
def put_back_search(*, search: SavedSearch, by: Any, now: Clock = database_now) -> SavedSearch:
    """Takes a removal back; what came meanwhile is news. Raises PermissionDenied, TooManySearches."""
    require(by, "catalog.change_saved_search", search)
    search, at = _lock(search), now()
    if search.removed_at is None:
        return search
    if SavedSearch.objects.visible_to(by).standing().count() >= MOST_SEARCHES:
        raise TooManySearches
    search.removed_at = None
    search.save(update_fields=["removed_at"])
    keep_fitting([search], at=at)
    record(action="catalog.saved_search.put_back", obj=search, by=by, at=at)
    return search


@transaction.atomic
def open_feed(*, search: SavedSearch, by: Any, now: Clock = database_now) -> SavedSearch:
    """Gives the search a new secret address for feed readers; an older one ends."""
    require(by, "catalog.change_saved_search", search)
    search = _lock(search)
    search.feed_token = secrets.token_urlsafe(24)
    search.save(update_fields=["feed_token"])
    record(action="catalog.saved_search.feed_opened", obj=search, by=by, at=now())
    return search


@transaction.atomic
def close_feed(*, search: SavedSearch, by: Any, now: Clock = database_now) -> SavedSearch:
    """Ends the secret address."""
    require(by, "catalog.change_saved_search", search)
    search = _lock(search)
    if search.feed_token:
        search.feed_token = None
        search.save(update_fields=["feed_token"])
        record(action="catalog.saved_search.feed_closed", obj=search, by=by, at=now())
    return search


def _lock(search: SavedSearch) -> SavedSearch:
    return SavedSearch.objects.select_for_update().get(pk=search.pk)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise InvalidInput("The search has no name. Say in a few words what it looks for.")
    return name
