"""Atom feeds (RFC 4287): what is new in the catalogue, whole or as a search finds it. They hold public facts alone."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date

from catalog.offerings.models import Offering

from .models import SavedSearchHit

# Characters that XML 1.0 has no place for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _DatedFeed(Atom1Feed):
    """A feed whose age is told, so that an empty one does not change with each reading."""

    def __init__(self, *args: Any, updated: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.updated = updated

    def latest_post_date(self) -> datetime.datetime:
        return self.updated


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
    updated = max((entry.at for entry in entries), default=since)
    feed = _DatedFeed(
        updated=updated,
        title=_clean(title),
        link=f"{settings.SITE_ADDRESS}{page}",
        description=None,
        subtitle=_clean(subtitle),
        author_name="Stoa",
        feed_url=f"{settings.SITE_ADDRESS}{request.get_full_path()}",
        feed_guid=f"{settings.SITE_ADDRESS}{request.get_full_path()}",
        language="en",
    )
    for entry in entries:
        feed.add_item(**_item(entry))
    body = feed.writeString("utf-8").encode()
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(updated.timestamp())
    answer["Cache-Control"] = "private, max-age=300"
    return get_conditional_response(request, etag, int(updated.timestamp()), response=answer) or answer


def _item(entry: Entry) -> dict:
    offering = entry.offering
    address = f"{settings.SITE_ADDRESS}{offering.get_absolute_url()}"
    return {
        "title": _clean(offering.name),
        "link": address,
        "unique_id": address,
        "description": _clean(offering.summary or offering.description[:300] or offering.name),
        "author_name": _clean(offering.vendor.name),
        "pubdate": entry.at,
        "updateddate": entry.at,
    }


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)
