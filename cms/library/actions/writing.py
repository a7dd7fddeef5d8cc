"""Writing a document, adapting somebody else's, publishing and taking down. Publication is guarded for every route in
the model (catalog/offerings/publication.py)."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import DocumentVersion, LibraryDocument
from .files import keep_file


class NothingNew(DomainError):
    sentence = "What is public already is the newest version. Change something, then publish it."


class NotToAdapt(DomainError):
    sentence = (
        "This version is not the one that is public now, or it is your own. Adapt the newest version of another's."
    )


@transaction.atomic
def start_document(
    *, owner: Organisation, fields: Mapping[str, Any], upload: Any = None, by: Any, now: Clock = database_now
) -> LibraryDocument:
    """Begins a draft of an organisation's. Raises PermissionDenied, InvalidInput, and what keep_file refuses."""
    document = LibraryDocument(owner=owner, live=False, created_by=by, created_at=now())
    require(by, "cms.write_document", document)
    return _begun(document, fields, upload, by=by, at=document.created_at, data={})


@transaction.atomic
def adapt_document(
    *, version: DocumentVersion, owner: Organisation, by: Any, now: Clock = database_now
) -> LibraryDocument:
    """A draft of one's own that begins with somebody else's words and says where they come from.

    Raises PermissionDenied, NotToAdapt for one's own or an earlier version.
    """
    document = LibraryDocument(owner=owner, live=False, created_by=by, created_at=now(), adapted_from=version)
    require(by, "cms.write_document", document)
    original = LibraryDocument.objects.get(pk=version.document_id)
    if original.owner_id == owner.pk or not original.live or original.number != version.number:
        raise NotToAdapt
    fields = {name: getattr(version, name) for name in ("kind", "title", "summary", "text", "file", "licence")}
    fields["note"] = f"Adapted from “{version.title}” of {original.owner}, version {version.number}."[:300]
    fields["readers"] = version.readers
    data = {"adapted_from": version.pk, "digest": version.digest}
    return _begun(document, fields, None, by=by, at=document.created_at, data=data)


def _begun(
    document: LibraryDocument, fields: Mapping[str, Any], upload: Any, *, by: Any, at: datetime.datetime, data: dict
) -> LibraryDocument:
    _fill(document, fields)
    if upload:
        document.file = keep_file(document=document, name=upload.name, content=upload.read(), by=by, now=lambda: at)
    document.save()
    document.save_revision(user=by if by.pk else None, clean=False)
    record(action="cms.document.drafted", obj=document, by=by, at=at, data={"title": document.title, **data})
    return document


@transaction.atomic
def write_document(
    *,
    document: LibraryDocument,
    fields: Mapping[str, Any],
    latest_revision_id: int | None,
    upload: Any = None,
    drop_file: bool = False,
    by: Any,
    now: Clock = database_now,
) -> LibraryDocument:
    """Saves a draft; what is public stays as it is until that is published.

    Raises PermissionDenied, InvalidInput, StaleForm, and what keep_file refuses.
    """
    require(by, "cms.write_document", document)
    stored = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    if stored.latest_revision_id != latest_revision_id:
        raise StaleForm
    draft, at = stored.get_latest_revision_as_object(), now()
    _fill(draft, fields)
    if upload:
        draft.file = keep_file(document=stored, name=upload.name, content=upload.read(), by=by, now=lambda: at)
    elif drop_file:
        draft.file = None
    if not stored.first_published_at and draft.title != stored.title:
        draft.slug = ""  # nobody else knows its address yet: it follows the title
    if not stored.live:
        draft.save()
    revision = draft.save_revision(user=by, clean=False)
    data = {"revision": revision.pk, "fields": sorted(fields)}
    record(action="cms.document.edited", obj=stored, by=by, at=at, data=data)
    return draft


def _fill(document: LibraryDocument, fields: Mapping[str, Any]) -> None:
    """Raises InvalidInput for what a document cannot hold."""
    for name in document.WRITTEN:
        if name in fields:
            value = fields[name]
            setattr(document, name, value.strip() if isinstance(value, str) else value)
    if not document.title:
        raise InvalidInput("Give the document a title. Nothing was saved.")
    try:
        document.clean_fields(exclude=["slug", "created_by", "latest_revision", "live_revision"])
    except ValidationError as error:
        raise InvalidInput(f"{' '.join(error.messages)} Nothing was saved.") from error


@transaction.atomic
def publish_document(*, document: LibraryDocument, latest_revision_id: int | None, by: Any) -> LibraryDocument:
    """Makes the newest draft public, as the next version.

    Raises PermissionDenied, StaleForm where another draft was read, NothingNew, PublicationRefused.
    """
    require(by, "cms.publish_document", document)
    stored = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    if stored.latest_revision_id != latest_revision_id:
        raise StaleForm
    if stored.live and not stored.has_unpublished_changes:
        raise NothingNew
    stored.latest_revision.publish(user=by)
    stored.refresh_from_db()
    return stored


def take_down(*, document: LibraryDocument, by: Any) -> None:
    """Nobody else finds it any more; its versions and who adopted it stay on record.

    Raises PermissionDenied, DocumentNotPublished.
    """
    document.unpublish(user=by)


@transaction.atomic
def delete_draft(*, document: LibraryDocument, by: Any, now: Clock = database_now) -> None:
    """Deletes what was never published. Raises PermissionDenied, DocumentKept."""
    require(by, "cms.write_document", document)
    stored = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    record(action="cms.document.deleted", obj=stored, by=by, at=now(), data={"title": stored.title})
    stored.delete()
