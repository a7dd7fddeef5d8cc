"""Offerings that wait for a reviewer, each with a link into the editing system."""

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import WorkflowState

from catalog.offerings.models import Offering
from marketplace.components.formats import short_day
from marketplace.permissions import EDITOR_ROLES, allowed

from ..reader import Reader
from ..steps import Source, Step


def offerings_to_review(reader: Reader) -> QuerySet[WorkflowState]:
    """Reviews under way, the longest wait first."""
    if not allowed(reader.user, "catalog.publish_offering"):
        return WorkflowState.objects.none()
    model = Offering._meta
    return (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .filter(content_type__app_label=model.app_label, content_type__model=model.model_name)
        .select_related("requested_by")
        .prefetch_related("content_object__vendor")
        .order_by("created_at", "pk")
    )


def tell_review(state: WorkflowState, reader: Reader) -> Step:
    offering = state.content_object
    edit = reverse("wagtailsnippets_catalog_offering:edit", args=[offering.pk])
    sent_by = state.requested_by or offering.vendor
    return Step(
        what="Review",
        reference=offering.name,
        url=edit,
        about=f"by {offering.vendor}",
        why=f"{sent_by} sent it on {short_day(state.created_at)}; nobody can edit it until you approve or return it.",
        button="Review",
        target=edit,
        since=state.created_at,
    )


OFFERINGS_TO_REVIEW = Source(
    "offerings-to-review", "offering to review", "offerings to review", EDITOR_ROLES, offerings_to_review, tell_review
)
