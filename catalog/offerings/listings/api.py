"""The door through which a vendor's system lists offerings: drafted, changed and sent for review as on the screens."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import Field

from catalog.offerings.drafting.queries import may_offer, own_offerings, standings_of
from catalog.offerings.models import Offering
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.organisations.token_auth import LIST, READ
from marketplace.schemas import Input, Paged, PageOf, Schema, paged

from .actions import change_listing, draft_listing, send_listing
from .documents import ListingChange, ListingIn, document_of

router = Router(tags=["listings"])


class ListingsAsked(PageOf):
    code: str = Field("", max_length=60, description="The vendor’s own number.")


class ListingRowOut(Schema):
    """`version` is what a change has to name; `standing` is draft, review, returned, published, newer or withdrawn."""

    slug: str
    code: str = Field(alias="vendor_code")
    name: str
    version: int | None = Field(alias="latest_revision_id")
    standing: str
    remark: str = Field(description="What the reviewer asked to be changed.")


class ListingOut(Schema):
    """The newest version, under the names by which it is sent, and where it stands."""

    slug: str
    version: int | None
    standing: str
    remark: str
    code: str
    name: str
    summary: str
    description: str
    service_models: list[str]
    deployment: str
    impact_level: str
    topics: list[str]
    website: str
    certification: str
    authorised_on: str | None
    authorised_until: str | None
    data_location: str
    sign_in: str
    open_api: bool | None
    support_hours: str
    support_channels: str
    exit_terms: str
    delivery_mode: str
    on_standard_terms: bool
    no_service_level_promised: bool
    availability: Decimal | None
    availability_credits: list[dict]
    availability_credit_cap: Decimal | None
    prices_from: str | None
    prices_until: str | None
    plans: list[dict]


class ListingChangeIn(ListingChange):
    version: int = Field(ge=1, lt=2**31, description="The version that was read.")


class ReviewIn(Input):
    version: int = Field(ge=1, lt=2**31, description="The version that was read, which the reviewers get.")


@router.get("", response=Paged[ListingRowOut], auth=READ, url_name="listings", summary="Own offerings")
def list_listings(request: HttpRequest, asked: Query[ListingsAsked]) -> dict[str, Any]:
    """The offerings of the token's vendor, drafts among them, the latest changed first."""
    rows = _own(request)
    page = paged(request, rows.filter(vendor_code=asked.code) if asked.code else rows, asked)
    standings = standings_of(page["items"])
    for offering in page["items"]:
        offering.standing, offering.remark = standings[offering.pk].code, standings[offering.pk].remark
    return page


@router.post("", response={201: ListingOut}, auth=LIST, url_name="listings", summary="Draft an offering")
def post_listing(request: HttpRequest, sent: ListingIn) -> Status[dict[str, Any]]:
    """Drafts an offering; nobody but its vendor and the broker office sees it yet. The same code again is refused."""
    return Status(201, _told(draft_listing(vendor=_vendor(request), said=_said(sent), by=request.user)))


@router.get("/{slug:slug}", response=ListingOut, auth=READ, url_name="listing", summary="An own offering")
def get_listing(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The newest version of an own offering."""
    return _told(get_object_or_404(_own(request), slug=slug))


@router.patch("/{slug:slug}", response=ListingOut, auth=LIST, url_name="listing", summary="Change an offering")
def patch_listing(request: HttpRequest, slug: str, sent: ListingChangeIn) -> dict[str, Any]:
    """Saves a change as the newest version; what the public sees changes with publication.

    409 with `current` and `sent` where somebody changed it after the version that was read.
    """
    offering = get_object_or_404(_own(request), slug=slug)
    said = _said(sent)
    return _told(change_listing(offering=offering, said=said, version=said.pop("version"), by=request.user))


@router.post(
    "/{slug:slug}/review", response=ListingOut, auth=LIST, url_name="listing_review", summary="Send for review"
)
def post_listing_review(request: HttpRequest, slug: str, sent: ReviewIn) -> dict[str, Any]:
    """Sends the version that was read to the reviewers; 409 with what is missing where it is not complete."""
    offering = get_object_or_404(_own(request), slug=slug)
    return _told(send_listing(offering=offering, version=sent.version, by=request.user))


def _said(sent: Input) -> dict[str, Any]:
    return sent.model_dump(by_alias=True, exclude_unset=True)


def _own(request: HttpRequest) -> QuerySet[Offering]:
    """The offerings of whoever asks: of the token's organisation alone, or of those of somebody signed in."""
    token, own = getattr(request, "api_token", None), own_offerings(request.user)
    return own.filter(vendor_id=token.organisation_id) if token is not None else own


def _vendor(request: HttpRequest) -> Organisation:
    """In whose name a new offering is drafted."""
    token = getattr(request, "api_token", None)
    if token is not None:
        return token.organisation
    vendors = list(may_offer(request.user)[:2])
    if len(vendors) != 1:
        raise InvalidInput(
            "You do not act for one vendor alone. Nothing was drafted. Send it with a token of that vendor."
        )
    return vendors[0]


def _told(offering: Offering) -> dict[str, Any]:
    standing = standings_of([offering])[offering.pk]
    beside = {"slug": offering.slug, "version": offering.latest_revision_id}
    beside |= {"standing": standing.code, "remark": standing.remark}
    return document_of(offering.get_latest_revision_as_object()) | beside
