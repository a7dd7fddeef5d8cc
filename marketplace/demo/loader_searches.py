"""Loads the searches that Human Services keeps, with what came to fit since; wants the search index."""

import datetime

from django.http import QueryDict

from catalog.offerings.models import Offering
from catalog.saved_searches.actions.alerting import tell_of_new
from catalog.saved_searches.actions.keeping import save_search
from catalog.saved_searches.actions.matching import match_changes
from catalog.saved_searches.models import SavedSearch
from catalog.search.reading import read_query

from . import world
from .loader_orders import clock, working_days_ago
from .loader_people import Cast


def load_saved_searches(cast: Cast, *, today: datetime.date) -> int:
    """Save each search of the story that is not there yet. Returns how many were new."""
    return sum(_save(cast, told, today) for told in world.story()["saved_searches"])


def _save(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    by = cast.person(told["by"])
    if SavedSearch.objects.filter(user=by, name=told["name"]).exists():
        return False
    query = read_query(dict(QueryDict(told["query"]).lists()))
    saved = clock(working_days_ago(told["days_ago"], today=today))
    search = save_search(name=told["name"], query=query, frequency=told["frequency"], by=by, now=saved)
    for one in told["new"]:
        offering = Offering.objects.get(slug=one["offering"])
        # The catalogue is loaded whole: what the story says came later was there from the start.
        search.hits.filter(offering=offering).delete()
        came = clock(working_days_ago(one["days_ago"], today=today))
        match_changes(offering_ids=[offering.pk], now=came)
        tell_of_new(search_id=search.pk, now=came)
    return True
