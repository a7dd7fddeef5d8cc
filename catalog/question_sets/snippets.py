"""Drafts of question sets in Wagtail, where editors change their sections; all else is on Stoa's own pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.errors import DomainError
from marketplace.organisations.models import Membership
from marketplace.permissions import PERMISSIONS, allowed

from .actions import SectionsConflict, edit_version
from .conflicts import OpenedField, show_conflict
from .merging import marks_of
from .models import QuestionSetVersion

ROW = "catalog.edit_question_sets"
# Versions begin and are published on Stoa's own pages, and none is deleted.
ALLOWED = frozenset({"change", "view"})


class QuestionSetPolicy(BasePermissionPolicy):
    """The answer comes from the permission table; a published version is not changed by anybody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ALLOWED and allowed(user, ROW)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (action == "view" or instance.published_at is None)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if not ALLOWED & set(actions):
            return User.objects.none()
        roles = {role for grant in PERMISSIONS[ROW] for role in grant.roles}
        held = Membership.objects.in_force(at=database_now()).filter(role__in=roles, organisation__kind="broker")
        return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


class VersionForm(WagtailAdminModelForm):
    """Remembers which sections it was opened with, so that nobody saves over a colleague."""

    opened = OpenedField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = marks_of(list(self.instance.content.raw_data))


class VersionEditView(EditView):
    """Saves through our action: nobody changes a published version, and the trail knows who changed a draft."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, ROW):
            raise PermissionDenied(ROW)
        if self.object.published_at:
            messages.info(request, f"{self.object} is published, so it stays as it is. Draft the next version from it.")
            return redirect("question_version_page", self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> QuestionSetVersion:
        sent = self.form.cleaned_data
        return edit_version(
            version=self.object,
            content=sent["content"].get_prep_value(),
            opened=sent["opened"],
            by=self.request.user,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        try:
            return super().form_valid(form)
        except SectionsConflict as conflict:
            return show_conflict(self.request, self.object, conflict)
        except DomainError as refusal:
            messages.error(self.request, str(refusal))
            return redirect("question_version_page", self.object.pk)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


def state_of(version: QuestionSetVersion) -> str:
    """Published versions with their day."""
    return f"Published {version.published_at:%d %b %Y}" if version.published_at else "Draft"


class QuestionSetVersionViewSet(SnippetViewSet):
    model = QuestionSetVersion
    icon = "help"
    menu_label = "Question sets"
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "question_set",
        Column("number", label="Version", sort_key="number"),
        Column("state", label="State", accessor=state_of),
    )
    list_per_page = 50
    edit_handler = ObjectList([FieldPanel("content")], base_form_class=VersionForm)
    edit_view_class = VersionEditView

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionSetVersion]:
        return QuestionSetVersion.objects.select_related("question_set")
