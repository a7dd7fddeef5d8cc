"""The reviewer's step before an offering is published. Who reviews comes from the permission table, not from groups."""

from typing import Any

from django.db import models
from wagtail.models import Task, TaskState

from marketplace.permissions import allowed


class CatalogueReview(Task):
    """Somebody who may publish offerings looks at one revision and approves it or asks for changes.

    Nobody edits while it runs, reviewers included: what was reviewed is what is published.
    """

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
        return [("reject", "Ask for changes", True), ("approve", "Approve and publish", False)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        if not allowed(user, "catalog.publish_offering"):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
