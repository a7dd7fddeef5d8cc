"""Background work: telling of new versions, and putting the days of agreements on record. Safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.permissions import SYSTEM

from . import actions
from .models import DocumentVersion

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.task(name="cms.tell_new_version", retry=RETRY)
def tell_new_version(version_id: int) -> int:
    """Tells those who adopted the document, or asked for one like it."""
    version = DocumentVersion.objects.select_related("document__owner").get(pk=version_id)
    return actions.tell_new_version(version=version, by=SYSTEM)


@app.periodic(cron="10 5 * * *")
@app.task(name="cms.note_sharing_days", queueing_lock="cms.note_sharing_days", retry=RETRY)
def note_sharing_days(timestamp: int | None = None) -> int:
    """Records which agreements began and which are to be reviewed; pages say so without it."""
    return actions.note_days(by=SYSTEM)
