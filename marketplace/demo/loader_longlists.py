"""Loads two longlists: one that an agency is still narrowing, one that the broker office has frozen."""

import datetime

from django.http import QueryDict

from catalog.longlists.actions import freeze_longlist, narrow_longlist, start_longlist
from catalog.longlists.criteria import Criterion
from catalog.longlists.models import Longlist
from catalog.search.reading import read_query

from . import world
from .loader_orders import clock, working_days_ago
from .loader_people import Cast

_ABOUT = ("days_ago", "reason")


def load_longlists(cast: Cast, *, today: datetime.date) -> int:
    """Start each longlist of the story that is not there yet. Returns how many were new."""
    return sum(_start(cast, told, today) for told in world.story()["longlists"])


def _start(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    organisation, by = cast.organisations[told["organisation"]], cast.person(told["by"])
    if Longlist.objects.filter(organisation=organisation, title=told["title"]).exists():
        return False
    longlist = start_longlist(
        title=told["title"],
        organisation=organisation,
        query=read_query(dict(QueryDict(told["query"]).lists())),
        by=by,
        now=clock(working_days_ago(told["days_ago"], today=today)),
    )
    for one in told["steps"]:
        criterion = Criterion.from_json({name: value for name, value in one.items() if name not in _ABOUT})
        at = clock(working_days_ago(one["days_ago"], today=today))
        narrow_longlist(longlist=longlist, criterion=criterion, reason=one["reason"], by=by, now=at)
    if days := told.get("frozen_days_ago"):
        freeze_longlist(longlist=longlist, by=by, now=clock(working_days_ago(days, today=today)))
    return True
