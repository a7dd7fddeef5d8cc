"""Background work: holds that ran out are recorded, and those next in line told. The hours hold anyway."""

import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from . import actions
from .models import Forum

A_WEEK = datetime.timedelta(days=7)
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="*/5 * * * *")
@app.task(name="rfp.pass_all_places_on", queueing_lock="rfp.pass_all_places_on")
def pass_all_places_on(timestamp: int) -> None:
    """Enqueues one job for each forum to come."""
    coming = Forum.objects.coming(at=database_now()).filter(registrations__status__in=["waiting", "offered"])
    jobs = [{"forum_id": pk} for pk in coming.distinct().order_by("pk").values_list("pk", flat=True)]
    if jobs:
        app.configure_task("rfp.pass_places_on").batch_defer(*jobs)


@app.task(name="rfp.pass_places_on", retry=RETRY)
def pass_places_on(forum_id: int) -> None:
    """Settles the line of one forum; a second run changes nothing."""
    actions.pass_places_on(forum=Forum.objects.get(pk=forum_id), by=SYSTEM)


@app.periodic(cron="* * * * *")
@app.task(name="rfp.tell_of_releases", queueing_lock="rfp.tell_of_releases")
def tell_of_releases(timestamp: int) -> None:
    """Tells of minutes whose moment has come, each person once."""
    at = database_now()
    for forum in Forum.objects.filter(release_at__lte=at, release_at__gt=at - A_WEEK).order_by("release_at"):
        actions.tell_of_release(forum=forum, at=at)
