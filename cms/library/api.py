"""The library and its register for programs: what the reader may read, as on the screens."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from marketplace.clock import database_now, office_day
from marketplace.errors import InvalidInput
from marketplace.schemas import Paged, PageOf, Schema, paged

from .actions.sharing import digest_of
from .models import DocumentVersion, SharingAgreement
from .models.document import Kind, Readers
from .queries.found import Asked, find_documents
from .queries.sharing import STATES, find_agreements

router = Router(tags=["library"])


class LibraryQuery(PageOf):
    q: str = Field("", max_length=200, description="Words that it holds.")
    kind: str = Field("", max_length=20, description="One of its kinds, such as mou.")
    owner: str = Field("", max_length=100, description="The slug of the body that made it.")


class LibraryDocumentOut(Schema):
    """The newest version. `digest` is the SHA-256 of all it says; `stars` the mean rating from 1 to 5;
    `adapted_from` is given where everybody may know it."""

    slug: str
    title: str
    kind: str
    owner: str
    summary: str
    version: int
    published_at: datetime.datetime
    licence: str
    readers: str
    review_on: datetime.date
    adopted_by: int
    stars: float | None
    adapted_from: str | None
    digest: str

    @staticmethod
    def resolve_slug(version: Any) -> str:
        return version.document.slug

    @staticmethod
    def resolve_owner(version: Any) -> str:
        return version.document.owner.slug

    @staticmethod
    def resolve_version(version: Any) -> int:
        return version.number

    @staticmethod
    def resolve_adopted_by(version: Any) -> int:
        return version.adopted or 0

    @staticmethod
    def resolve_adapted_from(version: Any) -> str | None:
        origin = version.document.adapted_from
        return origin.document.slug if origin and origin.readers == Readers.EVERYBODY else None


class LibraryTextOut(LibraryDocumentOut):
    """With its words. `file` is the name of the file that goes with it."""

    text: str
    file: str | None
    note: str

    @staticmethod
    def resolve_file(version: Any) -> str | None:
        return version.file.name if version.file else None


@router.get("/documents", response=Paged[LibraryDocumentOut], url_name="library_documents")
def list_documents(request: HttpRequest, asked: Query[LibraryQuery]) -> dict:
    """Shared documents that you may read, the newest first; with words, the best match first."""
    if asked.kind and asked.kind not in Kind.values:
        raise InvalidInput(f"A kind is one of {', '.join(Kind.values)}.")
    kinds, owners = (asked.kind,) if asked.kind else (), (asked.owner,) if asked.owner else ()
    return paged(request, find_documents(request.user, Asked(asked.q, kinds, owners)), asked)


@router.get("/documents/{slug}", response=LibraryTextOut, url_name="library_document")
def get_document(request: HttpRequest, slug: str) -> DocumentVersion:
    """The newest version of one document."""
    return get_object_or_404(find_documents(request.user, Asked()), document__slug=slug)


class SharingQuery(PageOf):
    q: str = Field("", max_length=200, description="Words of its title, purpose, data or legal basis.")
    party: str = Field("", max_length=100, description="The slug of one of its sides.")
    state: str = Field("", max_length=20, description="force, review_due, preparing or ended.")


class SharedDatasetOut(Schema):
    name: str
    holds: str
    terms: str


class SharingAgreementOut(Schema):
    """`state` is as of today: a first day or a review that has come counts."""

    reference: str
    title: str
    state: str
    provider: str
    recipient: str
    further: list[str]
    purpose: str
    datasets: list[SharedDatasetOut]
    retention: str
    legal_basis: str
    contact: str
    starts_on: datetime.date
    review_on: datetime.date
    signed_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    ended_because: str
    digest: str

    @staticmethod
    def resolve_state(agreement: SharingAgreement) -> str:
        return str(SharingAgreement.Status(agreement.state(on=office_day(database_now()))).value)

    @staticmethod
    def resolve_provider(agreement: SharingAgreement) -> str:
        return agreement.provider.slug

    @staticmethod
    def resolve_recipient(agreement: SharingAgreement) -> str:
        return agreement.recipient.slug

    @staticmethod
    def resolve_further(agreement: SharingAgreement) -> list[str]:
        return [one.slug for one in agreement.further.all()]

    @staticmethod
    def resolve_digest(agreement: SharingAgreement) -> str:
        return digest_of(agreement)


@router.get("/agreements", response=Paged[SharingAgreementOut], url_name="sharing_agreements")
def list_sharing_agreements(request: HttpRequest, asked: Query[SharingQuery]) -> dict:
    """Data-sharing agreements of the public register, and those of your own bodies; the newest first."""
    if asked.state and asked.state not in STATES:
        raise InvalidInput(f"A state is one of {', '.join(STATES)}.")
    said = {"words": asked.q, "party": asked.party, "state": asked.state}
    return paged(request, find_agreements(request.user, on=office_day(database_now()), **said), asked)


@router.get("/agreements/{reference}", response=SharingAgreementOut, url_name="sharing_agreement")
def get_sharing_agreement(request: HttpRequest, reference: str) -> SharingAgreement:
    """One data-sharing agreement."""
    rows = SharingAgreement.objects.visible_to(request.user).select_related("provider", "recipient")
    return get_object_or_404(rows, reference=reference)
