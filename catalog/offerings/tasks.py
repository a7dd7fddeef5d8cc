"""The worker's part: scheduled publication, the end of what was published until a date, announcing what lapses."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from .lapses import announce_lapses


@app.periodic(cron="40 5 * * *")
@app.task(name="catalog.announce_lapses", queueing_lock="catalog.announce_lapses")
def announce_what_lapses(timestamp: int | None = None) -> int:
    """Announces what comes to its last day; that it has lapsed shows without it."""
    return announce_lapses()


@app.periodic(cron="* * * * *")
@app.task(name="catalog.publish_scheduled")
def publish_scheduled(timestamp: int | None = None) -> None:
    """Wagtail's own command, for offerings and pages alike; each offering passes the gate of publication.py."""
    call_command("publish_scheduled")
