"""Background work: ends that come near are announced, once at each rung of the ladder."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.permissions import SYSTEM

from . import actions


@app.periodic(cron="35 6 * * *")
@app.task(
    name="contracts.announce_ends",
    queueing_lock="contracts.announce_ends",
    retry=RetryStrategy(max_attempts=5, exponential_wait=4),
)
def announce_ends(timestamp: int) -> None:
    """Tells those who decide of contracts that come to their end."""
    actions.announce_ends(by=SYSTEM)
