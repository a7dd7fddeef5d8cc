"""Solicitations in Wagtail's area, where their text is written; every saving ends in our action."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from . import snippet_views
from .models import Solicitation
from .queries import state_of


class SolicitationViewSet(SnippetViewSet):
    model = Solicitation
    icon = "doc-full-inverse"
    menu_label = "Solicitations"
    menu_order = 155
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "reference",
        "title",
        Column("agency", label="For", sort_key="agency__sort_name"),
        Column("state", label="State", accessor=lambda one: state_of(one, at=timezone.now()).words),
        UpdatedAtColumn(),
    )
    list_per_page = 50
    search_fields = ("reference", "title")
    edit_handler = ObjectList([FieldPanel("title"), FieldPanel("body")])
    edit_view_class = snippet_views.SolicitationEditView
    revisions_revert_view_class = snippet_views.SolicitationRevertView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Solicitation]:
        return Solicitation.objects.select_related("agency", "latest_revision").order_by("-pk")
