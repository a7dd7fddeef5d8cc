"""Audit events for what editors do on Wagtail's own screens, which save through Wagtail and not through our actions."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Revision, TaskState

from marketplace.audit.actions import record
from marketplace.clock import database_now
from marketplace.permissions import require

from .models import Offering
from .moderation import ReviewOver


def note_draft(*, offering: Offering, revision: Revision, by: Any) -> None:
    """A new offering was drafted. Raises PermissionDenied."""
    require(by, "catalog.create_offering", offering)
    data = {"revision": revision.pk}
    record(action="catalog.offering.drafted", obj=offering, by=by, at=database_now(), data=data)


def note_edit(
    *, offering: Offering, revision: Revision, by: Any, fields: Sequence[str] = (), restored: int | None = None
) -> None:
    """A new revision was saved, perhaps from an earlier one. Raises PermissionDenied."""
    require(by, "catalog.edit_offering", offering)
    data = {"revision": revision.pk, "fields": list(fields), **({"restored": restored} if restored else {})}
    record(action="catalog.offering.edited", obj=offering, by=by, at=database_now(), data=data)


def note_unscheduled(*, offering: Offering, revision: Revision, by: Any) -> None:
    """A version was taken off the schedule. Raises PermissionDenied."""
    require(by, "catalog.publish_offering", offering)
    data = {"revision": revision.pk}
    record(action="catalog.offering.unscheduled", obj=offering, by=by, at=database_now(), data=data)


def refuse_other_review(*, offering: Offering, task_state: TaskState) -> None:
    """Raises ReviewOver where the review in the address is not this offering's."""
    if task_state.workflow_state.object_id != str(offering.pk):
        raise ReviewOver
