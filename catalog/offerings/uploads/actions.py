"""Receiving a vendor's spreadsheet, checking it, taking it in piece by piece. Nothing of it passes to publication."""

import datetime
import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from procrastinate.contrib.django import app

from catalog.offerings.models import ONE_NAMING_AT_A_TIME, Plan
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.files.kept import read_kept
from marketplace.files.spreadsheets import FileRefused, Spreadsheet, read_heads, read_spreadsheet
from marketplace.lifecycle import move
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from .matching import Match, match_entries, topic_ids
from .models import OfferingUpload
from .rows import Reading, columns_of, read_rows
from .saving import insert_drafts, save_changes

FOLDER = "uploads"
ROWS_AT_A_TIME = 1_000
FAULTS_AUDITED = 100
TWICE_WITHIN = datetime.timedelta(minutes=1)


@transaction.atomic
def receive_upload(*, vendor: Any, name: str, content: bytes, by: Any, now: Clock = database_now) -> OfferingUpload:
    """Keeps a spreadsheet and has it checked; the same file of a moment ago counts once, as a double click sends it.

    Raises PermissionDenied, PartOfAnother, and FileRefused for one that is too large or not a list of offerings at all.
    """
    upload = OfferingUpload(vendor=vendor, sent_by=by, file_name=PurePath(name).name[:200], size=len(content))
    require(by, "catalog.upload_offerings", upload)
    columns_of(read_heads(upload.file_name, content))
    upload.sha256, upload.received_at = hashlib.sha256(content).hexdigest(), now()
    Organisation.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    refuse_if_merged(vendor, at=upload.received_at)
    if sent_before := _sent_just_now(upload):
        return sent_before
    ending = PurePath(name).suffix.lower()[:5]
    upload.path = default_storage.save(f"{FOLDER}/{vendor.pk}/{upload.sha256}{ending}", ContentFile(content))
    upload.save()
    app.configure_task("catalog.check_offering_upload").defer(upload_id=upload.pk)
    return upload


def _sent_just_now(upload: OfferingUpload) -> OfferingUpload | None:
    """The same file from the same person, sent within a minute and not taken in."""
    same = OfferingUpload.objects.filter(vendor=upload.vendor, sent_by=upload.sent_by, sha256=upload.sha256)
    lately = same.filter(received_at__gt=upload.received_at - TWICE_WITHIN, file_name=upload.file_name)
    return lately.filter(status__in=[OfferingUpload.Status.RECEIVED, OfferingUpload.Status.CHECKED]).first()


@transaction.atomic
def check_upload(*, upload_id: int, now: Clock = database_now) -> OfferingUpload:
    """Says what taking the file in would do, and changes nothing. A second run finds it checked."""
    upload = OfferingUpload.objects.select_for_update(of=["self"]).select_related("vendor", "sent_by").get(pk=upload_id)
    if upload.status != OfferingUpload.Status.RECEIVED:
        return upload
    upload.checked_at = now()
    try:
        reading = _read(upload)
    except FileRefused as refusal:
        upload.refusal = str(refusal)[:500]
        to, at = OfferingUpload.Status.REFUSED, upload.checked_at
        return move(upload, to, by=upload.sent_by, at=at, fields=["refusal", "checked_at"])
    match = match_entries(reading.entries, vendor=upload.vendor, topics=topic_ids())
    _note(upload, reading, match)
    upload.created_count, upload.changed_count, upload.same_count = len(match.new), len(match.changes), match.same
    fields = ["checked_at", "row_count", "faults", "faulty_count", "created_count", "changed_count", "same_count"]
    return move(upload, OfferingUpload.Status.CHECKED, by=upload.sent_by, at=upload.checked_at, fields=fields)


@transaction.atomic
def start_taking_in(
    *, upload: OfferingUpload, by: Any, submits: bool = False, now: Clock = database_now
) -> OfferingUpload:
    """Has the good rows of a checked file taken in; with `submits` the complete drafts go to the reviewers at once.

    Raises PermissionDenied; MoveRefused where that has begun.
    """
    require(by, "catalog.upload_offerings", upload)
    upload = OfferingUpload.objects.select_for_update().get(pk=upload.pk)
    upload.applied_by, upload.rows_done, upload.submits = by, 0, submits
    upload.created_count = upload.changed_count = upload.same_count = 0
    fields = ["applied_by", "rows_done", "submits", "created_count", "changed_count", "same_count"]
    move(upload, OfferingUpload.Status.APPLYING, by=by, at=now(), fields=fields)
    app.configure_task("catalog.take_in_offering_upload").defer(upload_id=upload.pk)
    return upload


def take_in_upload(*, upload_id: int, now: Clock = database_now) -> OfferingUpload:
    """Takes in what a file asks for, a piece in each transaction: where a worker is killed the next goes on.

    Raises FileAltered where the stored file is not the one that was checked.
    """
    upload = OfferingUpload.objects.get(pk=upload_id)
    reading = _read(upload) if upload.status == OfferingUpload.Status.APPLYING else Reading()
    while upload.status == OfferingUpload.Status.APPLYING:
        upload = _take_in_piece(upload_id, reading, now)
    return upload


@transaction.atomic
def _take_in_piece(upload_id: int, reading: Reading, now: Clock) -> OfferingUpload:
    upload = (
        OfferingUpload.objects.select_for_update(of=["self"]).select_related("vendor", "applied_by").get(pk=upload_id)
    )
    if upload.status != OfferingUpload.Status.APPLYING:
        return upload
    wait_for_other_imports()
    at, by, vendor, topics = now(), upload.applied_by, upload.vendor, topic_ids()
    piece = reading.entries[upload.rows_done : upload.rows_done + ROWS_AT_A_TIME]
    match = match_entries(piece, vendor=vendor, topics=topics)
    insert_drafts(match.new, vendor=vendor, by=by, topics=topics, at=at)
    save_changes(match.changes, by=by, topics=topics, at=at)
    if upload.rows_done == 0:
        _note(upload, reading, match)
    else:
        upload.faults = sorted([*upload.faults, *map(list, match.faults)])
    upload.rows_done += len(piece)
    upload.created_count += len(match.new)
    upload.changed_count += len(match.changes)
    upload.same_count += match.same
    upload.faulty_count = len({fault[0] for fault in upload.faults})
    fields = "row_count rows_done faults faulty_count created_count changed_count same_count".split()
    upload.save(update_fields=fields)
    if upload.rows_done >= len(reading.entries):
        _finish(upload, at)
    return upload


def wait_for_other_imports() -> None:
    """Two files at once would each find an offering missing, and two offerings choose one address."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_NAMING_AT_A_TIME])


def _finish(upload: OfferingUpload, at: Any) -> None:
    """One event for the whole batch, with the fingerprint of its file."""
    upload.applied_at = at
    move(upload, OfferingUpload.Status.APPLIED, by=upload.applied_by, at=at, fields=["applied_at"])
    counts = {"created": upload.created_count, "changed": upload.changed_count, "same": upload.same_count}
    data = {"file": upload.file_name, "sha256": upload.sha256, **counts, "left out": upload.faulty_count}
    data["reasons"] = [" ".join(map(str, fault[:4])) for fault in upload.faults[:FAULTS_AUDITED]]
    record(action="catalog.offerings_uploaded", obj=upload, by=upload.applied_by, at=at, data=data)


def _note(upload: OfferingUpload, reading: Reading, match: Match) -> None:
    upload.row_count = reading.row_count
    upload.faults = sorted(map(list, [*reading.faults, *match.faults]))
    upload.faulty_count = len({fault[0] for fault in upload.faults})


def sheet_of(upload: OfferingUpload) -> Spreadsheet:
    """The rows of a kept file. Raises FileRefused, and FileAltered where it is not the one that was sent."""
    return read_spreadsheet(upload.file_name, read_kept(upload.path, sha256=upload.sha256))


def _read(upload: OfferingUpload) -> Reading:
    units = Plan.objects.filter(offering__vendor=upload.vendor_id).values_list("unit", flat=True).distinct()
    return read_rows(sheet_of(upload), topics=topic_ids(), units=units)
