"""Background work: everything that is offered and in use is compared once a day. A second run finds the same."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.permissions import SYSTEM

from . import actions


@app.periodic(cron="40 2 * * *")
@app.task(
    name="contracts.detect_overlaps",
    queueing_lock="contracts.detect_overlaps",
    retry=RetryStrategy(max_attempts=3, exponential_wait=10),
)
def detect_overlaps(timestamp: int) -> None:
    """What came new since yesterday is compared with everything."""
    actions.detect_overlaps(by=SYSTEM)
