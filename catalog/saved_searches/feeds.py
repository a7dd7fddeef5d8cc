"""Atom feeds (RFC 4287): what is new in the catalogue, whole or as a search finds it. They hold public facts alone."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from catalog.offerings.models import Offering
from marketplace.components.atom import clean, feed_of

from .models import SavedSearchHit


@dataclass(frozen=True)
class Entry:
    """One offering, and when it came."""

    offering: Offering
    at: datetime.datetime


def of_hits(hits: Iterable[SavedSearchHit]) -> list[Entry]:
    return [Entry(hit.offering, hit.since) for hit in hits]


def of_offerings(offerings: Iterable[Offering]) -> list[Entry]:
    return [Entry(row, row.first_published_at) for row in offerings if row.first_published_at]


def atom_answer(
    request: HttpRequest,
    entries: Sequence[Entry],
    *,
    title: str,
    subtitle: str,
    page: str,
    since: datetime.datetime,
) -> HttpResponse:
    """The feed, or 304 for a reader who has it. `page` is the path for people, `since` its age while it is empty."""
    own = f"{settings.SITE_ADDRESS}{request.get_full_path()}"
    feed = feed_of(title=title, page=f"{settings.SITE_ADDRESS}{page}", own=own, subtitle=subtitle, since=since)
    for entry in entries:
        feed.add_item(**_item(entry))
    body = feed.writeString("utf-8").encode()
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["ETag"] = etag
    updated = int(feed.latest_post_date().timestamp())
    answer["Last-Modified"] = http_date(updated)
    answer["Cache-Control"] = "private, max-age=300"
    return get_conditional_response(request, etag, updated, response=answer) or answer


def _item(entry: Entry) -> dict:
    offering = entry.offering
    address = f"{settings.SITE_ADDRESS}{offering.get_absolute_url()}"
    return {
        "title": clean(offering.name),
        "link": address,
        "unique_id": address,
        "description": clean(offering.summary or offering.description[:300] or offering.name),
        "author_name": clean(offering.vendor.name),
        "pubdate": entry.at,
        "updateddate": entry.at,
    }
