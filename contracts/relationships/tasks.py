"""Background work: whoever is to be asked is asked, once a day, and a month is told once. A second run does nothing."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.permissions import SYSTEM

from . import actions
from .actions.digesting import write_due_digests as write_them


@app.periodic(cron="20 7 * * *")
@app.task(
    name="contracts.ask_due_surveys",
    queueing_lock="contracts.ask_due_surveys",
    retry=RetryStrategy(max_attempts=5, exponential_wait=4),
)
def ask_due_surveys(timestamp: int) -> None:
    """Asks after what the last thirty days brought."""
    actions.ask_due_surveys(by=SYSTEM)


@app.periodic(cron="40 7 3-9 * *")
@app.task(
    name="contracts.write_due_digests",
    queueing_lock="contracts.write_due_digests",
    retry=RetryStrategy(max_attempts=5, exponential_wait=4),
)
def write_due_digests(timestamp: int) -> None:
    """Tells each agency its month once its charges are written: from the third day on, in case a day was missed."""
    write_them(by=SYSTEM)
