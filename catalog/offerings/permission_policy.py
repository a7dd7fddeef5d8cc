"""Wagtail asks here who may do what to offerings; the answer comes from the permission table."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.permissions import allowed

from .moderation import reviewers

TABLE_ROWS = {
    "add": "catalog.create_offering",
    "change": "catalog.edit_offering",
    "view": "catalog.edit_offering",
    "publish": "catalog.publish_offering",
    "lock": "catalog.lock_offering",
    "unlock": "catalog.lock_offering",
    "delete": "catalog.delete_offering",
}


class OfferingPolicy(BasePermissionPolicy):
    """The broker office's editors work here; vendors have their own screens outside Wagtail."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        row = TABLE_ROWS.get(action)
        return row is not None and allowed(user, row)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and (instance.live or instance.first_published_at):
            return False
        return self.user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return reviewers(at=database_now()) if TABLE_ROWS.keys() & set(actions) else User.objects.none()
