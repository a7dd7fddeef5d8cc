"""The worker's part: telling vendors in time what ends."""

from procrastinate.contrib.django import app

from marketplace.permissions import SYSTEM

from .actions.lapses import announce_lapses


@app.periodic(cron="10 7 * * *")
@app.task(name="catalog.announce_declarations", queueing_lock="catalog.announce_declarations")
def announce(timestamp: int | None = None) -> int:
    """Announces declarations and documents of companies that end in 90, 30, 7 days or today."""
    return announce_lapses(by=SYSTEM)
