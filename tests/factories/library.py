"""Documents, requests and data-sharing agreements of the library, made by the real actions."""

import datetime
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.library.actions import (
    SharingTerms,
    adopt_document,
    ask_for_document,
    ask_question,
    clear_sharing,
    draft_sharing,
    publish_document,
    send_to_review,
    sign_sharing,
    start_document,
    write_document,
)
from cms.library.actions.sharing import digest_of
from cms.library.models import DocumentRequest, DocumentVersion, LibraryDocument, SharingAgreement
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import person

PDF = b"%PDF-1.7\nA memorandum.\n%%EOF\n"
A_YEAR = datetime.timedelta(days=365)
SAID = {
    "kind": "mou",
    "title": "Sharing an office",
    "summary": "For two agencies under one roof.",
    "text": "## Rooms\n\nEach keeps its own keys.\n\nVisitors are met at the door.",
    "licence": "public_domain",
    "readers": "everybody",
}


def a_file(content: bytes = PDF, name: str = "Memorandum.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def said(**changes: Any) -> dict[str, Any]:
    return SAID | {"review_on": timezone.localdate() + A_YEAR} | changes


def started(owner: Organisation, *, by: Any = None, upload: Any = None, **changes: Any) -> LibraryDocument:
    by = by or person(Role.AGENCY_ADMIN, of=owner)
    return start_document(owner=owner, fields=said(**changes), upload=upload, by=by)


def published(owner: Organisation, *, by: Any = None, upload: Any = None, **changes: Any) -> LibraryDocument:
    by = by or person(Role.AGENCY_ADMIN, of=owner)
    draft = started(owner, by=by, upload=upload, **changes)
    return publish_document(document=draft, latest_revision_id=draft.latest_revision_id, by=by)


def next_version(document: LibraryDocument, *, by: Any, **changes: Any) -> LibraryDocument:
    """Changed and published again."""
    known = {"document": document, "by": by}
    draft = write_document(fields=changes, latest_revision_id=document.latest_revision_id, **known)
    return publish_document(latest_revision_id=draft.latest_revision_id, **known)


def version_of(document: LibraryDocument) -> DocumentVersion:
    return DocumentVersion.objects.current().select_related("document__owner").get(document=document)


def wanted_by(organisation: Organisation, *, by: Any = None, **changes: Any) -> DocumentRequest:
    by = by or person(Role.REQUESTER, of=organisation)
    asked = {"title": "Memorandum on shared parking", "words": "We share a car park.", "kind": "mou"} | changes
    return ask_for_document(organisation=organisation, by=by, **asked)


def terms(provider: Organisation, recipient: Organisation, **changes: Any) -> SharingTerms:
    today = timezone.localdate()
    told = {
        "title": "Addresses for school buses",
        "purpose": "To plan routes.",
        "datasets": ({"name": "Addresses", "holds": "Street and number of pupils.", "terms": "No names."},),
        "retention": "One school year, then deleted.",
        "legal_basis": "Transport Act, section 4.",
        "contact": "Data office, data@roads.example",
        "starts_on": today,
        "review_on": today + A_YEAR,
    }
    return SharingTerms(provider=provider, recipient=recipient, **told | changes)


def sides(provider: Organisation, recipient: Organisation) -> SimpleNamespace:
    """Somebody who signs for each, and the legal review."""
    return SimpleNamespace(
        giver=person(Role.AGENCY_ADMIN, of=provider),
        taker=person(Role.APPROVER, of=recipient),
        reviewer=person(Role.CONTRACT_MANAGER),
    )


def drafted(provider: Organisation, recipient: Organisation, *, by: Any = None, now=None, **changes: Any):
    by = by or person(Role.REQUESTER, of=provider)
    clock = {"now": lambda: now} if now else {}
    return draft_sharing(terms=terms(provider, recipient, **changes), by=by, **clock)


def cleared(agreement: SharingAgreement, people: SimpleNamespace, **clock: Any) -> SharingAgreement:
    agreement = send_to_review(agreement=agreement, version=agreement.version, by=people.giver, **clock)
    return clear_sharing(agreement=agreement, version=agreement.version, by=people.reviewer, **clock)


def signed(agreement: SharingAgreement, people: SimpleNamespace, **clock: Any) -> SharingAgreement:
    """By both sides."""
    agreement = cleared(agreement, people, **clock)
    for side, by in ((agreement.provider, people.giver), (agreement.recipient, people.taker)):
        told = {"agreement": agreement, "organisation": side, "digest": digest_of(agreement)}
        agreement = sign_sharing(by=by, **told, **clock)
    return agreement


def shared_things(people: dict[str, Any], *, agency: Organisation, other: Organisation) -> dict[str, Any]:
    """For the small world: a document with a file, adopted and asked about, a draft, a request, two agreements."""
    admin, neighbour = people["agency_admin"], people["other_agency"]
    document = published(agency, by=admin, upload=a_file())
    adopt_document(version=version_of(document), agency=other, by=neighbour)
    question = ask_question(document=document, organisation=other, words="Who keeps the keys?", by=neighbour)
    both = SimpleNamespace(giver=admin, taker=neighbour, reviewer=people["contract_manager"])
    return {
        "library_document": document,
        "library_question": question,
        "library_draft": started(agency, by=admin, title="Sharing a garage"),
        "wanted": wanted_by(agency, by=people["requester"]),
        "sharing": drafted(agency, other, by=admin, title="Addresses for snow ploughs"),
        "shared": signed(drafted(agency, other, by=admin), both),
    }
