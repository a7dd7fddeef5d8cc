"""The worker's part: scheduled publication and its end, announcing what lapses, admissions for search."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from .admission_changes import note_admissions
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


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalog.note_admissions")
def note(timestamp: int | None = None) -> int:
    """Tells search which offerings can be ordered, or can no longer, because of their vendor's admission."""
    return note_admissions()
