"""The page of one person's work, put together: steps of all slices, the next days, and what stands beside them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import Http404

from catalog.longlists.queries import drafts_of
from catalog.saved_searches.queries import searches_with_news
from marketplace.components.paging import page_of
from marketplace.permissions import BROKER_ROLES, VENDOR_ROLES, holds

from .days import next_days
from .deadlines import Deadline, deadline_of
from .panels import needs_on_their_way, recently_decided, running_contracts, trail_state
from .reader import Reader, reader_of
from .sentence import sentence
from .sources import SOURCES
from .steps import STEPS_SHOWN, Source, Step, look, soonest_first
from .welcome import offer_to, start_of


@dataclass(frozen=True)
class Row:
    """A step with the words of its deadline."""

    step: Step
    deadline: Deadline


@dataclass(frozen=True)
class Rest:
    """A kind of work of which not everything is shown: "All 14 orders to approve"."""

    words: str
    url: str


def workspace_context(user: Any, *, at: datetime.datetime) -> dict[str, Any]:
    """Everything the page shows: a fixed number of statements, and one for each kind of work that waits."""
    reader = reader_of(user, at=at)
    found = look([source for source in SOURCES if source.serves(user)], reader)
    steps = soonest_first(step for one in found for step in one.steps)
    shown = steps[:STEPS_SHOWN]
    rest = [one for one in found if sum(step in shown for step in one.steps) < one.total]
    return {
        "sentence": sentence(found, reader),
        "days": next_days(steps, reader),
        "rows": [Row(step, deadline_of(step, reader)) for step in shown],
        "rest": [Rest(f"All {one.total} {one.source.many}", one.source.url) for one in rest],
        "offer": None if shown else offer_to(user),
        "start": start_of(user),
        "sells": holds(user, VENDOR_ROLES),
        "office": holds(user, BROKER_ROLES),
        "searches": searches_with_news(user, at=at),
        "longlists": drafts_of(user),
        "decided": recently_decided(reader),
        "running": running_contracts(reader),
        "needs": needs_on_their_way(reader),
        "trail": trail_state(reader),
    }


def steps_context(user: Any, key: str, page: str | None, *, at: datetime.datetime) -> dict[str, Any]:
    """All steps of one kind, a page at a time. Raises Http404 for a kind that does not fall to the reader."""
    source = _source(key, user)
    reader = reader_of(user, at=at)
    found: Page = page_of(source.find(reader), page)
    return {"source": source, "page": found, "rows": [_row(source, row, reader) for row in found]}


def _source(key: str, user: Any) -> Source:
    for source in SOURCES:
        if source.key == key and source.serves(user):
            return source
    raise Http404("This list of work does not exist for you. Go back to your work.")


def _row(source: Source, row: Any, reader: Reader) -> Row:
    step = source.tell(row, reader)
    return Row(step, deadline_of(step, reader))
