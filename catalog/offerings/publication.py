"""The one gate of publication. Wagtail's publish, schedule, approval, bulk action and unpublish all end in this mixin.

It guards and writes the audit event; what else follows a publication the model says, an offering the note for search.
"""

import datetime
from typing import Any

from django.db import models, transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision, TaskState

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
    """Replaces Wagtail's publish, unpublish and delete by guarded ones. The model says what is missing.

    `may_publish` and `may_unpublish` name rows of the permission table; `story` begins the names of audit events.
    """

    may_publish: str
    may_unpublish: str
    story: str
    not_published: type[DomainError]
    kept: type[DomainError]

    class Meta:
        abstract = True

    def missing_for_publication(self) -> list[str]:
        """What keeps this version from being published, a sentence each."""
        raise NotImplementedError

    def missing_in(self, version: Any, revision: Revision) -> list[str]:
        """The same of one version, which `revision` holds."""
        return version.missing_for_publication()

    def after_publication(self, version: Any, *, by: Any, at: datetime.datetime) -> None:
        """What else follows once `version` is public, in the same transaction."""

    def after_change(self, *, at: datetime.datetime) -> None:
        """What else follows a publication and its end, in the same transaction."""

    def leave_trace(self, verb: str, *, by: Any, data: dict[str, Any]) -> datetime.datetime:
        """The audit event, and what follows. Returns when."""
        at = database_now()
        record(action=f"{self.story}.{verb}", obj=self, by=by, at=at, data=data)
        if verb in {"published", "unpublished"}:
            self.after_change(at=at)
        return at

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
        require(by, self.may_publish, stored)
        # Read after the lock: what the caller holds may have been loaded before somebody else's change.
        revision = Revision.objects.get(pk=revision_id)
        version = revision.as_object()
        missing = self.missing_in(version, revision)
        if getattr(stored, "workflow_in_progress", False):
            missing.insert(0, "A reviewer has it. Approve it or ask for changes first.")
        if missing:
            raise PublicationRefused(str(version), missing)
        super().publish(revision, user=user, skip_permission_checks=True, **options)
        revision.refresh_from_db()
        later = revision.approved_go_live_at
        data = {"revision": revision_id, **({"from": later} if later else {})}
        at = stored.leave_trace("scheduled" if later else "published", by=by, data=data)
        if not later:
            stored.after_publication(version, by=by, at=at)

    @transaction.atomic
    def _take_off_schedule(self, revision: Revision, refusal: PublicationRefused) -> None:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        data = {"revision": revision.pk, "missing": refusal.sentences}
        at = self.leave_trace("publication_refused", by=SYSTEM, data=data)
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
        """Takes it down; what others made of it keeps its own record.

        Raises PermissionDenied, and `not_published` where it is no longer live.
        """
        by = user or SYSTEM
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        require(by, self.may_unpublish, stored)
        if not stored.live:
            raise self.not_published
        told = {"set_expired": set_expired, "commit": commit, "user": user, "log_action": log_action}
        # Asked above, of the table: Wagtail's own question is about its editors alone.
        UnpublishAction(stored, **told).execute(skip_permission_checks=True)
        stored.leave_trace("unpublished", by=by, data={"expired": set_expired})
        self.live = stored.live

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes a draft that was never published, through an action. Raises `kept` otherwise."""
        if self.first_published_at or self.live:
            raise self.kept
        return super().delete(*args, **kwargs)


class OfferingPublication(GuardedPublication):
    """The gate as offerings pass it: search takes in the change, followers hear of coming prices."""

    may_publish = "catalog.publish_offering"
    may_unpublish = "catalog.unpublish_offering"
    story = "catalog.offering"
    not_published = NotPublished
    kept = OfferingKept

    class Meta:
        abstract = True

    def missing_in(self, version: Any, revision: Revision) -> list[str]:
        """A version that passed its review is judged by the questions under which it was sent."""
        approved = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
        return version.missing_for_publication(as_sent=approved.exists())

    def after_publication(self, version: Any, *, by: Any, at: datetime.datetime) -> None:
        changes = [change for plan in version.plans.all() for change in plan.price_changes]
        note_coming_prices(offering_id=self.pk, changes=changes, at=at)

    def after_change(self, *, at: datetime.datetime) -> None:
        note_changes(offering_ids=[self.pk], at=at)
