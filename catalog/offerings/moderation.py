"""The reviewer's step before an offering is published. Who reviews comes from the permission table, not from groups."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import Role, allowed, require

from .publication import PublicationRefused
from .remarks import ReviewRemark, Section

REVIEWERS = (Role.CATALOGUE_EDITOR, Role.CIO)


class ReviewOver(DomainError):
    sentence = "This review has ended: somebody decided or withdrew it. Load the page again to see how."


class VersionChanged(DomainError):
    sentence = (
        "The offering changed after it was sent for review, so the version you read is not the one that would be "
        "published. Ask for changes, and have it sent again."
    )


class CommentForm(forms.Form):
    """The words of a reviewer."""

    comment = forms.CharField(
        label="What has to change?", max_length=2_000, widget=forms.Textarea, help_text="The vendor reads this."
    )


class ReviewLock(WorkflowLock):
    """Nobody edits while a review runs, the reviewers included."""

    def get_message(self, user: Any) -> str:
        return "Somebody is to review this version. It can be edited again once it is approved or sent back."

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return "Locked until the review is over"


class CatalogueReview(Task):
    """Somebody who may publish offerings looks at one revision and approves it or asks for changes.

    Nobody edits while it runs, reviewers included: what was reviewed is what is published.
    """

    lock_class = ReviewLock

    class Meta:
        verbose_name = "catalogue review"

    @classmethod
    def get_description(cls) -> str:
        return "Catalogue editors and the CIO approve offerings"

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return allowed(user, "catalog.publish_offering", obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        if not allowed(user, "catalog.publish_offering", obj):
            return []
        return [("approve", "Approve and publish", False), ("reject", "Ask for changes", True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return CommentForm if action == "reject" else super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        if not allowed(user, "catalog.publish_offering"):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Sends the latest revision for review, asked what its lot is asked today, and tells the reviewers.

        Raises PermissionDenied, and PublicationRefused where the version is incomplete.
        """
        offering = workflow_state.content_object
        require(user, "catalog.submit_offering", offering)
        version = pin_for_review(offering, by=user)
        if missing := version.missing_for_publication():
            raise PublicationRefused(str(version), missing)
        state = super().start(workflow_state, user=user)
        at = database_now()
        data = {"revision": state.revision_id}
        record(action="catalog.offering.submitted", obj=offering, by=user, at=at, data=data)
        notify(
            recipients=reviewers(at=at).exclude(pk=user.pk),
            key=f"review-{state.pk}",
            subject=f"{version} waits for your review",
            body=f"{user} sent {version} by {offering.vendor} for publication.",
            address=reverse("review_page", args=[state.pk]),
            at=at,
        )
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, comment: str = "", **kwargs: Any) -> None:
        """Approves and publishes, or sends back with a reason: `remarks` by section, or one comment on the whole.

        Raises PermissionDenied; ReviewOver; VersionChanged where the latest revision is not the one under review;
        InvalidInput for a return without a reason; PublicationRefused where approval would publish less than needed.
        """
        offering = task_state.workflow_state.content_object
        require(user, "catalog.publish_offering", offering)
        stored = type(offering).objects.select_for_update().get(pk=offering.pk)
        state = TaskState.objects.select_for_update().get(pk=task_state.pk)
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewOver
        if action_name == "approve" and stored.latest_revision_id != state.revision_id:
            raise VersionChanged
        if action_name == "reject":
            comment = _keep_remarks(offering, state, kwargs.pop("remarks", None) or {Section.WHOLE: comment.strip()})
        super().on_action(state, user, action_name, comment=comment, **kwargs)
        at = database_now()
        verb = "approved" if action_name == "approve" else "returned"
        data = {"revision": state.revision_id, "reason": comment}
        record(action=f"catalog.offering.{verb}", obj=stored, by=user, at=at, data=data)
        asked_by = state.workflow_state.requested_by
        notify(
            recipients=[asked_by] if asked_by and asked_by != user else [],
            key=f"review-{state.pk}-{verb}",
            subject=f"{stored} was {'approved and published' if verb == 'approved' else 'sent back'}",
            body=comment,
            address=stored.get_absolute_url() if verb == "approved" else reverse("offering_tasks", args=[stored.pk]),
            at=at,
        )


def pin_for_review(offering: Any, *, by: Any) -> Any:
    """The newest version, which answers the questions in force: a newer revision where it answered others before."""
    version = offering.get_latest_revision_as_object()
    if version.pin_questions_in_force(on=timezone.localdate()):
        if not offering.live:
            type(offering).objects.filter(pk=offering.pk).update(
                answers=version.answers, question_set_version=version.question_set_version
            )
        version.save_revision(user=by if by.pk else None, clean=False)
        offering.refresh_from_db(fields=["latest_revision"])
    return version


def _keep_remarks(offering: Any, state: TaskState, remarks: Mapping[str, str]) -> str:
    """Keeps what has to change where the vendor reads it, and gives it as one text. Raises InvalidInput for nothing."""
    kept = [ReviewRemark(offering=offering, task_state=state, section=s, words=w) for s, w in remarks.items() if w]
    if not kept:
        raise InvalidInput("Nothing was sent back, because no reason was given. Say what has to change.")
    ReviewRemark.objects.bulk_create(kept)
    return "\n".join(map(str, kept)) if len(kept) > 1 or kept[0].section != Section.WHOLE else kept[0].words


def reviewers(*, at: Any) -> models.QuerySet[User]:
    """The people who may review offerings at that time."""
    held = Membership.objects.in_force(at=at).filter(role__in=REVIEWERS, organisation__kind="broker")
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))
