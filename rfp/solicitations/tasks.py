"""Background work: reminders alone. Deadlines hold by the clock whether or not this runs."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from marketplace.clock import database_now

from . import actions
from .models import Solicitation

RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.periodic(cron="*/5 * * * *")
@app.task(name="rfp.remind_of_all_deadlines", queueing_lock="rfp.remind_of_all_deadlines")
def remind_of_all_deadlines(timestamp: int) -> None:
    """Enqueues one job for each solicitation whose deadline is near."""
    at = database_now()
    near = Solicitation.objects.open_at(at).filter(bids_due_at__lte=at + actions.REMINDERS[0][1])
    jobs = [{"solicitation_id": pk} for pk in near.order_by("pk").values_list("pk", flat=True)]
    if jobs:
        app.configure_task("rfp.remind_of_deadline").batch_defer(*jobs)


@app.task(name="rfp.remind_of_deadline", retry=RETRY)
def remind_of_deadline(solicitation_id: int) -> None:
    """Reminds of one deadline; a second run tells nobody twice."""
    actions.remind_of_deadline(solicitation=Solicitation.objects.get(pk=solicitation_id), at=database_now())
