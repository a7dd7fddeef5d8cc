"""Offerings: for reviewers what waits, due in two working days of the office; for vendors what is theirs to do."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import WorkflowState

from catalog.offerings.models import Offering
from catalog.offerings.reviewing.clock import review_due_at
from marketplace.components.formats import short_day
from marketplace.permissions import EDITOR_ROLES, Role, allowed, organisations_for

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
        .select_related("requested_by", "current_task_state")
        .prefetch_related("content_object__vendor")
        .order_by("current_task_state__started_at", "pk")
    )


def tell_review(state: WorkflowState, reader: Reader) -> Step:
    offering, task = state.content_object, state.current_task_state
    page = reverse("review_page", args=[task.pk])
    due_at = review_due_at(task.started_at, reader.calendar)
    sent = f"{state.requested_by or offering.vendor} sent it on {short_day(task.started_at)}"
    why = f"{sent}; nobody can edit it until you approve or return it."
    return Step(
        what="Review",
        reference=offering.name,
        url=page,
        about=f"by {offering.vendor}",
        why=f"Overdue. {why}" if due_at <= reader.at else why,
        button="Review",
        mark="Review due",
        due=due_at,
    )


OFFERINGS_TO_REVIEW = Source(
    "offerings-to-review", "offering to review", "offerings to review", EDITOR_ROLES, offerings_to_review, tell_review
)


def _own_offerings(reader: Reader) -> QuerySet[Offering]:
    """Of the organisations in whose name the reader writes offerings."""
    return Offering.objects.filter(vendor_id__in=organisations_for(reader.user, "catalog.submit_offering"))


def _reviews(*statuses: str) -> QuerySet[WorkflowState]:
    """The reviews of the offering in the outer row that stand so."""
    kind = ContentType.objects.get_for_model(Offering)
    return WorkflowState.objects.filter(
        base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()), status__in=statuses
    )


def offerings_returned(reader: Reader) -> QuerySet[Offering]:
    """Sent back by a reviewer, the longest wait first."""
    returned = _reviews(WorkflowState.STATUS_NEEDS_CHANGES).values("current_task_state__finished_at")
    found = _own_offerings(reader).annotate(returned_at=returned[:1]).filter(returned_at__isnull=False)
    return found.select_related("vendor", "latest_revision").order_by("returned_at", "pk")


def tell_returned(offering: Any, reader: Reader) -> Step:
    tasks = reverse("offering_tasks", args=[offering.pk])
    return Step(
        what="Change",
        reference=_name_of(offering),
        url=tasks,
        about="sent back by the reviewers",
        why=f"They wrote what has to change on {short_day(offering.returned_at)}. Change it, then send it again.",
        button="Read the remarks",
        since=offering.returned_at,
    )


def offerings_to_send(reader: Reader) -> QuerySet[Offering]:
    """Drafts that no reviewer has: never published, or newer than what the public reads; the longest wait first."""
    held = _reviews(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    drafts = _own_offerings(reader).filter(has_unpublished_changes=True, latest_revision__isnull=False)
    return (
        # What was taken out of the catalogue stays out of it: nobody has to finish it.
        drafts.filter(~Exists(held), Q(live=True) | Q(first_published_at=None))
        .annotate(saved_at=F("latest_revision__created_at"))
        .select_related("vendor", "latest_revision")
        .order_by("saved_at", "pk")
    )


def tell_draft(offering: Any, reader: Reader) -> Step:
    tasks = reverse("offering_tasks", args=[offering.pk])
    why = "The public reads the earlier version" if offering.live else "Nobody outside your organisation sees it"
    return Step(
        what="Finish",
        reference=_name_of(offering),
        url=tasks,
        about="a draft",
        why=f"Last saved on {short_day(offering.saved_at)}. {why} until it is sent and approved.",
        button="Go on",
        since=offering.saved_at,
    )


def _name_of(offering: Offering) -> str:
    """As its newest version calls it."""
    return offering.latest_revision.object_str if offering.latest_revision else offering.name


WRITERS = frozenset({Role.VENDOR_EDITOR, Role.VENDOR_ADMIN})
OFFERINGS_RETURNED = Source(
    "offerings-returned", "offering sent back", "offerings sent back", WRITERS, offerings_returned, tell_returned
)
OFFERINGS_TO_SEND = Source(
    "offerings-to-send", "draft to finish", "drafts to finish", WRITERS, offerings_to_send, tell_draft
)
