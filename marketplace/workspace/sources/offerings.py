"""Offerings that wait for a reviewer, each due in two working days of the broker office."""

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import WorkflowState

from catalog.offerings.models import Offering
from catalog.offerings.reviewing.clock import review_due_at
from marketplace.components.formats import short_day
from marketplace.permissions import EDITOR_ROLES, allowed

from ..reader import Reader
from ..steps import Source, Step


def offerings_to_review(reader: Reader) -> QuerySet[WorkflowState]:
    """Reviews under way, the longest wait first."""
    if not allowed(reader.user, "catalog.publish_offering"):
        return WorkflowState.objects.none()
    model = Offering._meta
    return (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .filter(content_type__app_label=model.app_label, content_type__model=model.model_name)
        .select_related("requested_by", "current_task_state")
        .prefetch_related("content_object__vendor")
        .order_by("current_task_state__started_at", "pk")
    )


def tell_review(state: WorkflowState, reader: Reader) -> Step:
    offering, task = state.content_object, state.current_task_state
    page = reverse("review_page", args=[task.pk])
    due_at = review_due_at(task.started_at, reader.calendar)
    sent = f"{state.requested_by or offering.vendor} sent it on {short_day(task.started_at)}"
    why = f"{sent}; nobody can edit it until you approve or return it."
    return Step(
        what="Review",
        reference=offering.name,
        url=page,
        about=f"by {offering.vendor}",
        why=f"Overdue. {why}" if due_at <= reader.at else why,
        button="Review",
        target=page,
        mark="Review due",
        due=due_at,
    )


OFFERINGS_TO_REVIEW = Source(
    "offerings-to-review", "offering to review", "offerings to review", EDITOR_ROLES, offerings_to_review, tell_review
)
