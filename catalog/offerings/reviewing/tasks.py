"""The worker's part: reminding reviewers. That a review is overdue holds anyway."""

from procrastinate.contrib.django import app
from wagtail.models import TaskState, WorkflowState

from catalog.offerings.models import Offering

from .actions import remind_of_review


@app.periodic(cron="5 * * * *")
@app.task(name="catalog.remind_of_reviews", queueing_lock="catalog.remind_of_reviews")
def remind_of_reviews(timestamp: int | None = None) -> int:
    """Tells the reviewers of each overdue review, once."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=Offering.get_base_content_type(),
    )
    return sum(remind_of_review(state=state) for state in waiting.select_related("workflow_state"))
