"""What needs no session: the forums as an Atom feed (RFC 4287) and as calendars. They hold public facts alone."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.atom import clean, feed_of, public_text
from marketplace.components.formats import moment

from .calendar import calendar_of
from .models import Forum

MOST = 50


@require_safe
def forum_feed(request: HttpRequest) -> HttpResponse:
    """What was announced, changed or called off last, first."""
    page, own = (f"{settings.SITE_ADDRESS}{reverse(name)}" for name in ("forum_list", "forum_feed"))
    feed = feed_of(title="Market forums", page=page, own=own)
    at = timezone.now()
    for forum in Forum.objects.announced().order_by("-changed_at", "-pk")[:MOST]:
        address = f"{settings.SITE_ADDRESS}{forum.get_absolute_url()}"
        released = forum.is_released(at=at)
        off = forum.status == Forum.Status.CANCELLED
        feed.add_item(
            title=f"{'Called off: ' if off else 'Minutes: ' if released else ''}{clean(forum.title)}",
            link=address,
            unique_id=address,
            description=clean(f"{moment(forum.starts_at)}. {forum.reason if off else forum.purpose}"),
            pubdate=forum.announced_at,
            updateddate=max(forum.changed_at, forum.release_at) if released else forum.changed_at,
        )
    return public_text(request, feed.writeString("utf-8"), "application/atom+xml")


@require_safe
def forum_calendar(request: HttpRequest) -> HttpResponse:
    """Every forum of the last year and to come."""
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=365)
    forums = Forum.objects.announced().filter(starts_at__gte=since).order_by("starts_at", "pk")
    return public_text(request, calendar_of(forums, name="Market forums"), "text/calendar")


@require_safe
def forum_day(request: HttpRequest, slug: str) -> HttpResponse:
    """One forum, for one's own calendar."""
    forum = get_object_or_404(Forum.objects.announced(), slug=slug)
    answer = public_text(request, calendar_of([forum], name=forum.title), "text/calendar")
    answer["Content-Disposition"] = f'attachment; filename="{forum.slug}.ics"'
    return answer
