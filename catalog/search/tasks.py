"""The worker's part: taking waiting changes into the index, soon after each and once a minute whatever happened."""

from procrastinate.contrib.django import app

from .actions import drain_offering_changes

DRAIN = "catalog.drain_offering_changes"


@app.periodic(cron="* * * * *")
@app.task(name=DRAIN)
def drain_waiting_changes(timestamp: int | None = None) -> int:
    """Drains until nothing waits; safe to run twice and side by side."""
    taken = 0
    while batch := drain_offering_changes():
        taken += batch
    return taken
