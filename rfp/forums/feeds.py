"""What needs no session: the forums as an Atom feed (RFC 4287) and as calendars. They hold public facts alone."""

import datetime
import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from marketplace.components.formats import moment

from .calendar import calendar_of
from .models import Forum

MOST = 50
# Characters that XML 1.0 has no place for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class _DatedFeed(Atom1Feed):
    """A feed that is as old as its newest entry, so that an empty one does not change with each reading."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=SINCE)


@require_safe
def forum_feed(request: HttpRequest) -> HttpResponse:
    """What was announced, changed or called off last, first."""
    page, own = (f"{settings.SITE_ADDRESS}{reverse(name)}" for name in ("forum_list", "forum_feed"))
    feed = _DatedFeed(
        title="Market forums", link=page, description=None, subtitle="Stoa", author_name="Stoa", feed_url=own,
        feed_guid=own, language="en",
    )  # fmt: skip
    at = timezone.now()
    for forum in Forum.objects.announced().order_by("-changed_at", "-pk")[:MOST]:
        address = f"{settings.SITE_ADDRESS}{forum.get_absolute_url()}"
        released = forum.is_released(at=at)
        off = forum.status == Forum.Status.CANCELLED
        feed.add_item(
            title=f"{'Called off: ' if off else 'Minutes: ' if released else ''}{_clean(forum.title)}",
            link=address,
            unique_id=address,
            description=_clean(f"{moment(forum.starts_at)}. {forum.reason if off else forum.purpose}"),
            pubdate=forum.announced_at,
            updateddate=max(forum.changed_at, forum.release_at) if released else forum.changed_at,
        )
    return _answer(request, feed.writeString("utf-8"), "application/atom+xml")


@require_safe
def forum_calendar(request: HttpRequest) -> HttpResponse:
    """Every forum of the last year and to come."""
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=365)
    forums = Forum.objects.announced().filter(starts_at__gte=since).order_by("starts_at", "pk")
    return _answer(request, calendar_of(forums, name="Market forums"), "text/calendar")


@require_safe
def forum_day(request: HttpRequest, slug: str) -> HttpResponse:
    """One forum, for one's own calendar."""
    forum = get_object_or_404(Forum.objects.announced(), slug=slug)
    answer = _answer(request, calendar_of([forum], name=forum.title), "text/calendar")
    answer["Content-Disposition"] = f'attachment; filename="{forum.slug}.ics"'
    return answer


def _answer(request: HttpRequest, body: str, kind: str) -> HttpResponse:
    """The body, or 304 for a reader who has it."""
    answer = HttpResponse(body.encode(), content_type=f"{kind}; charset=utf-8")
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer["ETag"], answer["Cache-Control"] = etag, "public, max-age=300"
    return get_conditional_response(request, etag, response=answer) or answer


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)
