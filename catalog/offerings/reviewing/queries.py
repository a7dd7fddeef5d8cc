"""Reviews under way and what each is about. Only for those who may decide them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.models import TaskState, WorkflowState

from catalog.offerings.models import Offering
from catalog.offerings.remarks import ReviewRemark, earlier_remarks_of
from marketplace.business_time import BusinessCalendar
from marketplace.permissions import allowed

from .clock import office_calendar_at, review_due_at
from .differences import Part, differences


def reviews_for(user: Any) -> QuerySet[TaskState]:
    """Every review of an offering, decided ones too, for those who may decide; the longest wait first."""
    if not allowed(user, "catalog.publish_offering"):
        return TaskState.objects.none()
    type_ = Offering.get_base_content_type()
    return (
        TaskState.objects.filter(workflow_state__base_content_type=type_)
        .select_related("revision", "workflow_state__requested_by", "finished_by")
        .order_by("started_at", "pk")
    )


def waiting_for(user: Any) -> QuerySet[TaskState]:
    """Those that nobody has decided yet."""
    return reviews_for(user).filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )


@dataclass(frozen=True)
class Waiting:
    """One line of the list."""

    state: TaskState
    offering: Offering
    due_at: datetime.datetime
    overdue: bool


def lines_of(states: Sequence[TaskState], *, at: datetime.datetime) -> list[Waiting]:
    """The reviews of a page with offering, vendor and deadline: three statements, whatever the number."""
    keys = [int(state.workflow_state.object_id) for state in states]
    offerings = Offering.objects.select_related("vendor").in_bulk(keys)
    calendar = office_calendar_at(at)
    lines = []
    for state, key in zip(states, keys, strict=True):
        due_at = review_due_at(state.started_at, calendar)
        lines.append(Waiting(state, offerings[key], due_at, due_at <= at))
    return lines


@dataclass(frozen=True)
class Review:
    """One review with everything that its page shows."""

    state: TaskState
    offering: Offering
    version: Offering
    parts: Sequence[Part]
    remarks: Sequence[ReviewRemark]
    due_at: datetime.datetime
    overdue: bool
    calendar: BusinessCalendar
    before: Offering | None

    @property
    def is_open(self) -> bool:
        return self.state.status == TaskState.STATUS_IN_PROGRESS

    @property
    def is_first(self) -> bool:
        """Whether nobody has read anything of it yet, so that everything is new."""
        return self.before is None

    @property
    def changes(self) -> int:
        return sum(len(part.changed) for part in self.parts)


def review_of(state: TaskState, *, at: datetime.datetime, on: datetime.date) -> Review:
    """The version under review beside the one that was read before."""
    offering = Offering.objects.select_related("vendor", "live_revision").get(pk=state.workflow_state.object_id)
    version = state.revision.as_object()
    before = _read_before(offering, state)
    calendar = office_calendar_at(at)
    due_at = review_due_at(state.started_at, calendar)
    waits = state.status == TaskState.STATUS_IN_PROGRESS
    return Review(
        state=state,
        offering=offering,
        version=version,
        parts=differences(before, version, on=on),
        remarks=earlier_remarks_of(offering),
        due_at=due_at,
        overdue=waits and due_at <= at,
        calendar=calendar,
        before=before,
    )


def _read_before(offering: Offering, state: TaskState) -> Offering | None:
    """What the public reads now; of a draft what was sent back last, so that its changes are seen; else nothing."""
    if offering.live and offering.live_revision:
        return offering.published_version
    earlier = TaskState.objects.filter(
        workflow_state__base_content_type=Offering.get_base_content_type(),
        workflow_state__object_id=str(offering.pk),
        status=TaskState.STATUS_REJECTED,
        pk__lt=state.pk,
    )
    last = earlier.select_related("revision").order_by("-pk").first()
    return last.revision.as_object() if last else None
