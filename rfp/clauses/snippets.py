"""The library in Wagtail's area, where officers keep it; every saving goes through our action."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.organisations.models import Membership
from marketplace.permissions import PERMISSIONS, allowed

from .actions import keep_clause
from .models import Clause

ROW = "rfp.keep_clause"
# None is deleted: where it was taken, its version stands.
ALLOWED = frozenset({"add", "change", "view"})


class ClausePolicy(BasePermissionPolicy):
    """The answer comes from the permission table."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ALLOWED and allowed(user, ROW)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = {role for grant in PERMISSIONS[ROW] for role in grant.roles}
        held = Membership.objects.in_force(at=database_now()).filter(role__in=roles, organisation__kind="broker")
        return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


class _Saving:
    """Saves through our action."""

    form: Any
    request: Any

    def save_instance(self) -> Clause:
        sent = self.form.cleaned_data
        told = {"title": sent["title"], "use": sent["use"], "body": sent["body"].get_prep_value()}
        return keep_clause(clause=self.form.instance, by=self.request.user, **told)


class ClauseCreateView(_Saving, CreateView):
    pass


class ClauseEditView(_Saving, EditView):
    pass


class ClauseViewSet(SnippetViewSet):
    model = Clause
    icon = "list-ul"
    menu_label = "Clauses and questions"
    menu_order = 156
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("title", Column("number", label="Version"), Column("use", label="When"), UpdatedAtColumn())
    list_per_page = 50
    search_fields = ("title", "use")
    panels = [FieldPanel("title"), FieldPanel("use"), FieldPanel("body")]
    add_view_class = ClauseCreateView
    edit_view_class = ClauseEditView
