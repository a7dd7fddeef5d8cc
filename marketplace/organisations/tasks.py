"""Background work on organisations."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .actions.allowance import forget_full_allowances
from .actions.letters import mail_invitation as send


@app.task(
    name="organisations.mail_invitation",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[OSError]),
)
def mail_invitation(invitation_id: int) -> None:
    """Mails an invitation's link while it is open."""
    send(invitation_id=invitation_id)


@app.periodic(cron="40 * * * *")
@app.task(name="organisations.forget_full_allowances", queueing_lock="organisations.forget_full_allowances")
def forget_allowances(timestamp: int) -> int:
    """Removes the API's buckets that nobody used for an hour."""
    return forget_full_allowances()
