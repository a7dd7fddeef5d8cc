"""Background work on notices."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import actions


@app.task(
    name="notifications.mail_notification",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[OSError]),
)
def mail_notification(notification_id: int) -> None:
    """Mails one notice; a second run finds it mailed and does nothing."""
    actions.mail_notification(notification_id=notification_id)
