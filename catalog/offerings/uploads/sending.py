"""Sending a file's complete drafts to the reviewers, piece by piece; what is not complete stays, with the reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.models import TaskState, WorkflowState

from catalog.offerings.listed_rows import held_back
from catalog.offerings.models import Offering
from catalog.offerings.moderation import pin_for_review, reviewers
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.files.kept import FileAltered
from marketplace.files.spreadsheets import FileRefused
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from .actions import sheet_of
from .models import OfferingUpload
from .queries import drafts_of
from .rows import codes_by_row

SENT_AT_A_TIME = 200


class NothingToSend(DomainError):
    sentence = "Every draft of this file is with the reviewers already, or published. Nothing was sent."


def unsent_drafts(upload: OfferingUpload, *, reader: Any) -> QuerySet[Offering]:
    """The drafts of a file whose newest version no reviewer has had yet."""
    shown = TaskState.objects.filter(revision_id=OuterRef("latest_revision_id")).exclude(
        status=TaskState.STATUS_CANCELLED
    )
    waiting = drafts_of(upload, reader=reader).filter(has_unpublished_changes=True)
    return waiting.filter(~Exists(shown)).order_by("pk")


@transaction.atomic
def start_sending(*, upload: OfferingUpload, by: Any, now: Clock = database_now) -> OfferingUpload:
    """Has the complete drafts of a file that was taken in sent for review.

    Raises PermissionDenied; NothingToSend; MoveRefused while the file is not taken in or is being sent.
    """
    require(by, "catalog.submit_offering", upload)
    upload = OfferingUpload.objects.select_for_update(of=["self"]).get(pk=upload.pk)
    if upload.status in OfferingUpload.TAKEN_IN and not unsent_drafts(upload, reader=by).exists():
        raise NothingToSend
    upload.submits, upload.notes, upload.submitted_count = True, [], 0
    fields = ["submits", "notes", "submitted_count"]
    move(upload, OfferingUpload.Status.SENDING, by=by, at=now(), fields=fields)
    app.configure_task("catalog.send_offering_upload").defer(upload_id=upload.pk, by_id=by.pk)
    return upload


def send_on(*, upload: OfferingUpload) -> None:
    """What was asked for when the file was taken in; nothing where it made no draft."""
    if unsent_drafts(upload, reader=upload.applied_by).exists():
        start_sending(upload=upload, by=upload.applied_by)


def send_upload(*, upload_id: int, by: User, now: Clock = database_now) -> OfferingUpload:
    """Sends what is complete, a piece in each transaction: where a worker is killed the next goes on."""
    upload = OfferingUpload.objects.get(pk=upload_id)
    rows = _rows_of(upload) if upload.status == OfferingUpload.Status.SENDING else {}
    while upload.status == OfferingUpload.Status.SENDING:
        upload = _send_piece(upload_id, rows, by, now)
    return upload


def _rows_of(upload: OfferingUpload) -> Mapping[str, int]:
    """In which row of the file each code stands; nothing where the file can no longer be read."""
    try:
        return codes_by_row(sheet_of(upload))
    except (FileAltered, FileRefused):
        return {}


@transaction.atomic
def _send_piece(upload_id: int, rows: Mapping[str, int], by: User, now: Clock) -> OfferingUpload:
    upload = OfferingUpload.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=upload_id)
    if upload.status != OfferingUpload.Status.SENDING:
        return upload
    explained = {note[1] for note in upload.notes}
    waiting = unsent_drafts(upload, reader=by).exclude(vendor_code__in=explained)
    piece = list(waiting.select_for_update(of=["self"]).select_related("latest_revision")[:SENT_AT_A_TIME])
    if not piece:
        return _finish(upload, by, now())
    held = held_back({offering.pk for offering in piece})
    reasons = {offering.pk: _reason(offering, held) for offering in piece}
    complete = [offering for offering in piece if not reasons[offering.pk]]
    for offering in complete:
        if offering.on_standard_terms or offering.question_set_version_id:
            pin_for_review(offering, by=by)
    _put_under_review(complete, by=by, upload=upload, now=now)
    upload.submitted_count += len(complete)
    upload.notes = [
        *upload.notes,
        *([rows.get(o.vendor_code, 0), o.vendor_code, o.name, reasons[o.pk]] for o in piece if reasons[o.pk]),
    ]
    upload.save(update_fields=["submitted_count", "notes"])
    return upload


def _reason(offering: Offering, held: Mapping[int, str]) -> str:
    """Why a draft is not sent; nothing where it is complete."""
    if offering.pk in held:
        return held[offering.pk].partition(". ")[0] + "."
    version = offering.latest_revision.as_object()
    version.pin_questions_in_force(on=timezone.localdate())
    return " ".join(version.missing_for_publication())


def _put_under_review(offerings: Sequence[Offering], *, by: User, upload: OfferingUpload, now: Clock) -> None:
    """What Wagtail's workflow does for one, for many: a state each, its first task, our event each."""
    if not offerings:
        return
    workflow = offerings[0].get_workflow()
    task, type_ = workflow.tasks.first(), Offering.get_base_content_type()
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            workflow=workflow,
            content_type=type_,
            base_content_type=type_,
            object_id=str(offering.pk),
            requested_by=by,
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        for offering in offerings
    )
    task_states = TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision_id=offering.latest_revision_id, task=task)
        for state, offering in zip(states, offerings, strict=True)
    )
    for state, task_state in zip(states, task_states, strict=True):
        state.current_task_state = task_state
    WorkflowState.objects.bulk_update(states, ["current_task_state"])
    at = now()
    for offering in offerings:
        data = {"revision": offering.latest_revision_id, "spreadsheet": upload.pk}
        record(action="catalog.offering.submitted", obj=offering, by=by, at=at, data=data)


def _finish(upload: OfferingUpload, by: User, at: Any) -> OfferingUpload:
    """One notice for the whole batch."""
    upload.notes = sorted(upload.notes)
    move(upload, OfferingUpload.Status.SENT, by=by, at=at, fields=["notes"])
    if upload.submitted_count:
        many = f"{upload.submitted_count:,} offering{'s' if upload.submitted_count > 1 else ''}"
        notify(
            recipients=reviewers(at=at).exclude(pk=by.pk),
            key=f"upload-{upload.pk}-sent-{at.isoformat()}",
            subject=f"{many} of {upload.vendor} wait for your review",
            body=f"{by} sent them from the spreadsheet {upload.file_name}.",
            address=reverse("review_list"),
            at=at,
        )
    return upload
