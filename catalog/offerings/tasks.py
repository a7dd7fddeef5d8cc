"""The worker's part: scheduled publication and its end, announcing what lapses, admissions for search."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from marketplace.clock import database_now

from .admission_changes import note_admissions
from .lapses import announce_lapses
from .newly_asked import lately_published, tell_newly_asked
from .page_versions import clear_pages


@app.periodic(cron="40 5 * * *")
@app.task(name="catalog.announce_lapses", queueing_lock="catalog.announce_lapses")
def announce_what_lapses(timestamp: int | None = None) -> int:
    """Announces what comes to its last day; that it has lapsed shows without it."""
    return announce_lapses()


@app.periodic(cron="50 * * * *")
@app.task(name="catalog.tell_newly_asked", queueing_lock="catalog.tell_newly_asked")
def tell_what_is_newly_asked(timestamp: int | None = None) -> int:
    """Tells vendors what a newer version of the questions asks; their offerings' pages say it without this."""
    return sum(tell_newly_asked(version=version) for version in lately_published(at=database_now()))


@app.periodic(cron="20 4 * * *")
@app.task(name="catalog.clear_ready_pages", queueing_lock="catalog.clear_ready_pages")
def clear_ready_pages(timestamp: int | None = None) -> int:
    """Deletes ready pages that are never shown again; a visitor gets none of them without this."""
    return clear_pages()


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
