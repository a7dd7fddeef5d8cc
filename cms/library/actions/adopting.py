"""An agency works by a document of somebody else's, as of a version."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Adoption, DocumentVersion, LibraryDocument


class NotToAdopt(DomainError):
    sentence = "Only the newest version of another organisation's document can be adopted. Nothing was changed."


class NotAdopted(DomainError):
    sentence = "Your agency has not adopted this document. Nothing was changed."


@transaction.atomic
def adopt_document(
    *, version: DocumentVersion, agency: Organisation, note: str = "", by: Any, now: Clock = database_now
) -> Adoption:
    """Puts on record that an agency works by this version; again, with a newer one, moves it on.

    Raises PermissionDenied, NotToAdopt.
    """
    require(by, "cms.adopt_document", agency)
    document = LibraryDocument.objects.select_for_update().get(pk=version.document_id)
    if document.owner_id == agency.pk or not document.live or document.number != version.number:
        raise NotToAdopt
    at = now()
    said = {"version": version, "note": note.strip(), "adopted_by": by, "adopted_at": at}
    adoption, _ = Adoption.objects.update_or_create(document=document, agency=agency, defaults=said)
    data = {"agency": agency.pk, "version": version.number, "digest": version.digest}
    record(action="cms.document.adopted", obj=document, by=by, at=at, data=data)
    return adoption


@transaction.atomic
def give_up_document(*, document: LibraryDocument, agency: Organisation, by: Any, now: Clock = database_now) -> None:
    """An agency works by it no more; that it did stays in the trail. Raises PermissionDenied, NotAdopted."""
    require(by, "cms.adopt_document", agency)
    adoption = Adoption.objects.select_for_update().filter(document=document, agency=agency).first()
    if adoption is None:
        raise NotAdopted
    data = {"agency": agency.pk, "version": adoption.version_id}
    record(action="cms.document.given_up", obj=document, by=by, at=now(), data=data)
    adoption.delete()
