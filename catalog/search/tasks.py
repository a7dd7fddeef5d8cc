"""The worker's part: taking waiting changes into the index, soon after each and once a minute whatever happened."""

import logging
from importlib import import_module
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from catalog.offerings.models import OfferingChange

from .actions import BATCH, drain_offering_changes, keep_counts, mend_index, rebuild_index
from .engine import EngineUnavailable
from .engines import uses_elasticsearch

DRAIN = "catalog.drain_offering_changes"
SEND = "catalog.send_offerings"

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=DRAIN)
def drain_waiting_changes(timestamp: int | None = None) -> int:
    """Drains until nothing waits; safe to run twice and side by side.

    Elasticsearch has a job of its own, left before the change is taken out: it waits while the server is away.
    """
    taken = 0
    while waiting := list(OfferingChange.objects.waiting().values_list("offering_id", flat=True)[:BATCH]):
        if uses_elasticsearch():
            send_changed.defer(offering_ids=sorted(set(waiting)))
        batch = drain_offering_changes()
        if not batch:
            break
        taken += batch
    keep_counts()
    return taken


# Without end: an outage of days is caught up with as well.
@app.task(name=SEND, retry=RetryStrategy(wait=30, linear_wait=30, retry_exceptions=[EngineUnavailable]))
def send_changed(offering_ids: list[int]) -> int:
    """Elasticsearch's documents of what changed."""
    return _copies().send_offerings(offering_ids=offering_ids) if uses_elasticsearch() else 0


@app.periodic(cron="*/10 * * * *")
@app.task(name="catalog.mend_search_index")
def mend_search_index(timestamp: int | None = None) -> int:
    """Compares the index with what is listed."""
    return mend_index()


@app.periodic(cron="7 * * * *")
@app.task(name="catalog.mend_search_copy", queueing_lock="catalog.mend_search_copy")
def mend_search_copy(timestamp: int | None = None) -> int:
    """Compares Elasticsearch with what is listed; makes its index where there is none. An outage waits for the next."""
    if not uses_elasticsearch():
        return 0
    try:
        return _copies().mend_or_make_copy()
    except EngineUnavailable as error:
        logger.warning("Elasticsearch cannot be compared: %s", error)
        return 0


@app.periodic(cron="17 3 * * *")
@app.task(name="catalog.rebuild_search_index")
def rebuild_search_index(timestamp: int | None = None) -> None:
    """Each night anew: names of vendors and topics, and the look of a row, may have changed."""
    rebuild_index()


def _copies() -> Any:
    """The keeping of Elasticsearch's copy, loaded where there is one (engines.py says why)."""
    return import_module("catalog.search.copies")
