"""Feeds (Atom, RFC 4287) and other public texts that readers fetch again and again."""

import datetime
import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed

# Characters that XML 1.0 has no place for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class DatedFeed(Atom1Feed):
    """A feed that is as old as its newest entry, so that an empty one does not change with each reading."""

    since = SINCE

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=self.since)


def feed_of(*, title: str, page: str, own: str, subtitle: str = "Stoa", since: datetime.datetime = SINCE) -> DatedFeed:
    """An empty feed of Stoa's; `since` is its age until it has an entry."""
    told: dict[str, Any] = {"subtitle": clean(subtitle), "author_name": "Stoa", "language": "en"}
    feed = DatedFeed(title=clean(title), link=page, description=None, feed_url=own, feed_guid=own, **told)
    feed.since = since
    return feed


def clean(text: str) -> str:
    """Without what XML cannot hold."""
    return _NOT_XML.sub(" ", text)


def public_text(request: HttpRequest, body: str, kind: str) -> HttpResponse:
    """The body, or 304 for a reader who has it."""
    answer = HttpResponse(body.encode(), content_type=f"{kind}; charset=utf-8")
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer["ETag"], answer["Cache-Control"] = etag, "public, max-age=300"
    return get_conditional_response(request, etag, response=answer) or answer
