"""Offerings in Wagtail's admin: the list with its columns and filters, and which screens stand behind it."""

from typing import Any

import django_filters
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem, WorkflowMenuItem
from wagtail.snippets.views.snippets import SnippetViewSet

from catalog.taxonomy.models import Certification, Deployment, Topic
from marketplace.permissions import allowed

from . import snippet_views
from .models import Offering
from .snippet_forms import EDIT_HANDLER


class OfferingFilters(WagtailFilterSet):
    """What editors look for: what is live, what can be ordered, what comes from a source."""

    live = django_filters.BooleanFilter(label="Published")
    on_standard_terms = django_filters.BooleanFilter(label="Can be ordered")
    invented = django_filters.BooleanFilter(label="Of the demonstration")
    certification = django_filters.ChoiceFilter(choices=Certification.choices)
    deployment = django_filters.ChoiceFilter(choices=Deployment.choices)
    topics = django_filters.ModelMultipleChoiceFilter(queryset=Topic.objects.all())

    class Meta:
        model = Offering
        fields: tuple[str, ...] = ()


def state_of(offering: Offering) -> str:
    """Where an offering of the list stands. Wagtail's own column asks the database three times a row."""
    if offering.under_review:
        return "Under review"
    if offering.scheduled:
        return "Scheduled"
    if offering.live:
        return "Published, newer draft" if offering.has_unpublished_changes else "Published"
    return "Taken down" if offering.first_published_at else "Draft"


class OfferingViewSet(SnippetViewSet):
    model = Offering
    icon = "list-ul"
    menu_label = "Offerings"
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "name",
        Column("vendor", label="Vendor", sort_key="vendor__sort_name"),
        BooleanColumn("on_standard_terms", label="Can be ordered", sort_key="on_standard_terms"),
        Column("state", label="State", accessor=state_of),
        UpdatedAtColumn(),
    )
    list_export = ("name", "vendor", "slug", "certification", "live", "on_standard_terms")
    list_per_page = 50
    search_fields = ("name", "vendor__name")
    filterset_class = OfferingFilters
    edit_handler = EDIT_HANDLER
    add_view_class = snippet_views.OfferingCreateView
    edit_view_class = snippet_views.OfferingEditView
    revisions_revert_view_class = snippet_views.OfferingRevertView
    revisions_unschedule_view_class = snippet_views.OfferingUnscheduleView
    unpublish_view_class = snippet_views.OfferingUnpublishView
    workflow_action_view_class = snippet_views.OfferingWorkflowActionView
    delete_view_class = snippet_views.OfferingDeleteView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Offering]:
        own = {"base_content_type": Offering.get_base_content_type(), "object_id": Cast(OuterRef("pk"), CharField())}
        reviews = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, **own)
        schedules = Revision.objects.filter(approved_go_live_at__isnull=False, **own)
        return Offering.objects.select_related("vendor", "latest_revision").annotate(
            under_review=Exists(reviews), scheduled=Exists(schedules)
        )


class _ByTable:
    """Wagtail asks Django's permissions whether to show these items; here the permission table answers."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        user, offering = context["request"].user, context.get("instance")
        return not context.get("locked_for_user") and allowed(user, "catalog.publish_offering", offering)


class PublishItem(_ByTable, PublishMenuItem):
    """Publish the version on the screen."""


class UnpublishItem(_ByTable, UnpublishMenuItem):
    """Take it off the catalogue."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        return super().is_shown(context) and context["view"] == "edit" and context["instance"].live


def arrange_menu(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Puts publication, and a reviewer's decision, on the menu below the offering's form."""
    if context["model"] is not Offering:
        return
    context["request"] = request
    menu_items += [item for item in (PublishItem(order=30), UnpublishItem(order=20)) if item.is_shown(context)]
    offering = context.get("instance")
    task = offering.current_workflow_task if offering else None
    for place, (name, label, modal) in enumerate(task.get_actions(offering, request.user) if task else ()):
        menu_items.insert(
            place, WorkflowMenuItem(name, label, modal, icon_name="success" if name == "approve" else "edit")
        )
