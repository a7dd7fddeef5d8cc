"""Shared documents in Wagtail's area, where the office's editors keep them; every route ends in our guard."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.views.snippets import SnippetViewSet

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.organisations.models import Membership
from marketplace.permissions import EDITOR_ROLES, allowed

from . import snippet_views
from .models import LibraryDocument
from .models.document import Kind, Readers

TABLE_ROWS = {
    "add": "cms.write_document",
    "change": "cms.write_document",
    "view": "cms.write_document",
    "publish": "cms.publish_document",
}


class DocumentPolicy(BasePermissionPolicy):
    """The answer comes from the permission table; agencies have their own screens. None is deleted here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        row = TABLE_ROWS.get(action)
        return row is not None and allowed(user, row)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if not TABLE_ROWS.keys() & set(actions):
            return User.objects.none()
        held = Membership.objects.in_force(at=database_now()).filter(role__in=EDITOR_ROLES)
        return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


class DocumentAdminForm(WagtailAdminModelForm):
    """Whose a document is stays as it was begun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["owner"].disabled = True


class DocumentFilters(WagtailFilterSet):
    live = django_filters.BooleanFilter(label="Published")
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    readers = django_filters.ChoiceFilter(choices=Readers.choices)

    class Meta:
        model = LibraryDocument
        fields: tuple[str, ...] = ()


def state_of(document: LibraryDocument) -> str:
    if document.live:
        return "Published, newer draft" if document.has_unpublished_changes else "Published"
    return "Taken down" if document.first_published_at else "Draft"


class LibraryDocumentViewSet(SnippetViewSet):
    model = LibraryDocument
    icon = "doc-full"
    menu_label = "Library"
    menu_order = 157
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "title",
        Column("owner", label="Owner", sort_key="owner__sort_name"),
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        Column("number", label="Version"),
        Column("state", label="State", accessor=state_of),
        UpdatedAtColumn(),
    )
    list_per_page = 50
    search_fields = ("title", "owner__name")
    filterset_class = DocumentFilters
    edit_handler = ObjectList(
        [
            FieldPanel("owner"),
            *(FieldPanel(name) for name in ("kind", "title", "summary", "text")),
            MultiFieldPanel([FieldPanel(name) for name in ("licence", "readers", "review_on", "note")], "For readers"),
            PublishingPanel(),
        ],
        base_form_class=DocumentAdminForm,
    )
    add_view_class = snippet_views.DocumentCreateView
    edit_view_class = snippet_views.DocumentEditView
    revisions_revert_view_class = snippet_views.DocumentRevertView
    revisions_unschedule_view_class = snippet_views.DocumentUnscheduleView
    unpublish_view_class = snippet_views.DocumentUnpublishView

    def get_queryset(self, request: HttpRequest) -> QuerySet[LibraryDocument]:
        return LibraryDocument.objects.select_related("owner", "latest_revision")


class _ByTable:
    """Wagtail asks Django's permissions whether to show these items; here the permission table answers."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        return allowed(context["request"].user, "cms.publish_document", context.get("instance"))


class PublishItem(_ByTable, PublishMenuItem):
    """Publish the version on the screen."""


class UnpublishItem(_ByTable, UnpublishMenuItem):
    """Take it down."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        return super().is_shown(context) and context["view"] == "edit" and context["instance"].live


def arrange_menu(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Puts publication on the menu below the document's form."""
    if context["model"] is not LibraryDocument:
        return
    context["request"] = request
    menu_items += [item for item in (PublishItem(order=30), UnpublishItem(order=20)) if item.is_shown(context)]
