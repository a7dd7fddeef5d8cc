"""What needs no session: opportunities as an Atom feed and as calendars. They hold public facts alone."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.components.atom import clean, feed_of, public_text
from marketplace.components.formats import moment

from .calendar import calendar_of
from .models import Solicitation

MOST = 50


@require_safe
def opportunity_feed(request: HttpRequest) -> HttpResponse:
    """What was published, changed by an addendum or cancelled last, first."""
    page, own = (f"{settings.SITE_ADDRESS}{reverse(name)}" for name in ("opportunity_list", "opportunity_feed"))
    feed = feed_of(title="Opportunities", page=page, own=own)
    rows = Solicitation.objects.published().select_related("agency").order_by("-changed_at", "-pk")
    for one in rows[:MOST]:
        address = f"{settings.SITE_ADDRESS}{one.get_absolute_url()}"
        off = one.status == Solicitation.Status.CANCELLED
        said = one.cancel_reason if off else f"Responses until {moment(one.bids_due_at, 'second')}."
        feed.add_item(
            title=clean(f"{'Cancelled: ' if off else ''}{one.title}"),
            link=address,
            unique_id=address,
            description=clean(f"{one.get_kind_display()}, {one.agency}. {said}"),
            pubdate=one.published_at,
            updateddate=one.changed_at,
        )
    return public_text(request, feed.writeString("utf-8"), "application/atom+xml")


@require_safe
def opportunity_calendar(request: HttpRequest) -> HttpResponse:
    """The deadlines of the last year and to come."""
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=365)
    rows = Solicitation.objects.published().filter(bids_due_at__gte=since).select_related("agency")
    return public_text(request, calendar_of(rows.order_by("bids_due_at", "pk"), name="Opportunities"), "text/calendar")


@require_safe
def opportunity_day(request: HttpRequest, reference: str) -> HttpResponse:
    """The deadlines of one, for one's own calendar."""
    one = get_object_or_404(Solicitation.objects.published().select_related("agency"), reference=reference)
    answer = public_text(request, calendar_of([one], name=one.title), "text/calendar")
    answer["Content-Disposition"] = f'attachment; filename="{one.reference}.ics"'
    return answer
