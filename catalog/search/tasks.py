"""The worker's part: taking waiting changes into the index, soon after each and once a minute whatever happened."""

from procrastinate.contrib.django import app

from .actions import drain_offering_changes, mend_index, rebuild_index

DRAIN = "catalog.drain_offering_changes"


@app.periodic(cron="* * * * *")
@app.task(name=DRAIN)
def drain_waiting_changes(timestamp: int | None = None) -> int:
    """Drains until nothing waits; safe to run twice and side by side."""
    taken = 0
    while batch := drain_offering_changes():
        taken += batch
    return taken


@app.periodic(cron="*/10 * * * *")
@app.task(name="catalog.mend_search_index")
def mend_search_index(timestamp: int | None = None) -> int:
    """Compares the index with what is listed."""
    return mend_index()


@app.periodic(cron="17 3 * * *")
@app.task(name="catalog.rebuild_search_index")
def rebuild_search_index(timestamp: int | None = None) -> None:
    """Each night anew: names of vendors and topics, and the look of a row, may have changed."""
    rebuild_index()
