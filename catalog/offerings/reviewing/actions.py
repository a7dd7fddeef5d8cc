"""Deciding a review from its own page, and reminding those who may. What a decision does stands in moderation.py."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.models import TaskState

from catalog.offerings.moderation import reviewers
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.actions import notify

from .clock import is_overdue, office_calendar_at, review_due_at


def approve_review(*, state: TaskState, revision_id: int | None, by: Any) -> None:
    """Publishes the version that was read.

    Raises PermissionDenied, ReviewOver, VersionChanged, PublicationRefused, and StaleForm for another version.
    """
    _refuse_other_version(state, revision_id)
    state.task.specific.on_action(state, by, "approve")


def return_review(*, state: TaskState, revision_id: int | None, remarks: Mapping[str, str], by: Any) -> None:
    """Sends it back with what has to change, section by section.

    Raises PermissionDenied, ReviewOver, StaleForm, and InvalidInput where nothing was remarked.
    """
    _refuse_other_version(state, revision_id)
    words = {section: remark.strip() for section, remark in remarks.items() if remark.strip()}
    if not words:
        raise InvalidInput("Nothing was sent back. Say in at least one section what has to change.")
    state.task.specific.on_action(state, by, "reject", remarks=words)


def _refuse_other_version(state: TaskState, revision_id: int | None) -> None:
    if state.revision_id != revision_id:
        raise StaleForm


def remind_of_review(*, state: TaskState, now: Clock = database_now) -> bool:
    """Tells the reviewers once when a decision is overdue. False where it is not; a second run tells nobody twice."""
    at = now()
    calendar = office_calendar_at(at)
    if not is_overdue(state, calendar, at=at):
        return False
    offering = state.workflow_state.content_object
    notify(
        recipients=reviewers(at=at),
        key=f"review-overdue-{state.pk}",
        subject=f"Overdue: the review of {offering}",
        body=f"{offering.vendor} waits since {moment(state.started_at)}. "
        f"The decision was due {moment(review_due_at(state.started_at, calendar))}.",
        address=reverse("review_page", args=[state.pk]),
        at=at,
    )
    return True
