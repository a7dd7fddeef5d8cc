"""The one gate of publication. Wagtail's publish, schedule, approval, bulk action and unpublish all end in this mixin.

It guards, writes the audit event and leaves the note for search; catalog/offerings/actions.py calls it too.
"""

from typing import Any

from django.db import models, transaction
from wagtail.models import Revision

from marketplace.audit.actions import record
from marketplace.clock import database_now
from marketplace.errors import DomainError
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM, require

from .changes import note_changes, note_coming_prices

BY_SCHEDULE = "wagtail.publish.scheduled"


class PublicationRefused(DomainError):
    """This version may not be shown to the public yet. `sentences` say what is missing."""

    def __init__(self, name: str, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(f"{name} was not published. {' '.join(sentences)}")


class NotPublished(DomainError):
    sentence = "This offering is not published, so there is nothing to take down. Load the page again to see its state."


class OfferingKept(DomainError):
    sentence = (
        "This offering was published, so its address and history stay. Unpublish it instead: nobody can find it then."
    )


class GuardedPublication(models.Model):
    """Replaces Wagtail's publish, unpublish and delete by guarded ones. The model says what is missing."""

    class Meta:
        abstract = True

    def missing_for_publication(self) -> list[str]:
        """What keeps this version from being published, a sentence each."""
        raise NotImplementedError

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publishes `revision`, or schedules it where it says so. Without a user it is the schedule that asks.

        Raises PermissionDenied, and PublicationRefused for a version that is incomplete or under review. A scheduled
        version that turns out incomplete stays unpublished, off the schedule, and its author is told.
        """
        options = {"changed": changed, "log_action": log_action, "previous_revision": previous_revision}
        try:
            self._publish_if_complete(revision.pk, user, options)
        except PublicationRefused as refusal:
            if log_action != BY_SCHEDULE:
                raise
            self._take_off_schedule(revision, refusal)

    @transaction.atomic
    def _publish_if_complete(self, revision_id: int, user: Any, options: dict[str, Any]) -> None:
        by = user or SYSTEM
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        require(by, "catalog.publish_offering", stored)
        # Read after the lock: what the caller holds may have been loaded before somebody else's change.
        revision = Revision.objects.get(pk=revision_id)
        version = revision.as_object()
        missing = version.missing_for_publication()
        if stored.workflow_in_progress:
            missing.insert(0, "A reviewer has it. Approve it or ask for changes first.")
        if missing:
            raise PublicationRefused(str(version), missing)
        super().publish(revision, user=user, skip_permission_checks=True, **options)
        revision.refresh_from_db()
        later = revision.approved_go_live_at
        _leave_trace(
            stored,
            "scheduled" if later else "published",
            by=by,
            data={"revision": revision_id, **({"from": later} if later else {})},
        )
        if not later:
            changes = [change for plan in version.plans.all() for change in plan.price_changes]
            note_coming_prices(offering_id=stored.pk, changes=changes, at=database_now())

    @transaction.atomic
    def _take_off_schedule(self, revision: Revision, refusal: PublicationRefused) -> None:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        data = {"revision": revision.pk, "missing": refusal.sentences}
        at = _leave_trace(self, "publication_refused", by=SYSTEM, data=data)
        notify(
            recipients=[revision.user] if revision.user else [],
            key=f"publication-refused-{revision.pk}",
            subject=f"{self} was not published as scheduled",
            body=f"{refusal} Complete it, then publish or schedule it again.",
            at=at,
        )

    @transaction.atomic
    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: bool | str = True
    ) -> None:
        """Takes the offering off the catalogue; orders and contracts keep their own record of it.

        Raises PermissionDenied, and NotPublished where it is no longer live.
        """
        by = user or SYSTEM
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        require(by, "catalog.unpublish_offering", stored)
        if not stored.live:
            raise NotPublished
        super(GuardedPublication, stored).unpublish(set_expired, commit, user, log_action)
        _leave_trace(stored, "unpublished", by=by, data={"expired": set_expired})
        self.live = stored.live

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes a draft that was never published (through actions.delete_draft). Raises OfferingKept otherwise."""
        if self.first_published_at or self.live:
            raise OfferingKept
        return super().delete(*args, **kwargs)


def _leave_trace(offering: Any, verb: str, *, by: Any, data: dict[str, Any]) -> Any:
    at = database_now()
    record(action=f"catalog.offering.{verb}", obj=offering, by=by, at=at, data=data)
    if verb in {"published", "unpublished"}:
        note_changes(offering_ids=[offering.pk], at=at)
    return at
