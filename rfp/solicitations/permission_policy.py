"""Wagtail asks here who may write solicitations; the answer comes from the permission table."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.permissions import allowed

from .actions.drafting import publishers
from .models import Solicitation

ROW = "rfp.write_solicitation"
# They begin on Stoa's own page, are published by Stoa's own action, and none is deleted.
ALLOWED = frozenset({"change", "view"})


class SolicitationPolicy(BasePermissionPolicy):
    """Change and look, nothing else: Wagtail has no way to publish one, or to take it down."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ALLOWED and allowed(user, ROW)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Solicitation) -> bool:
        if action == "change" and not instance.is_written(at=database_now()):
            return False
        return self.user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return publishers(at=database_now()) if ALLOWED & set(actions) else User.objects.none()
