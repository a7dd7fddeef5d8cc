"""The worker's part: scheduled publication, and the end of what was published until a date."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="catalog.publish_scheduled")
def publish_scheduled(timestamp: int | None = None) -> None:
    """Wagtail's own command, for offerings and pages alike; each offering passes the gate of publication.py."""
    call_command("publish_scheduled")
