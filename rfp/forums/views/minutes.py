"""After a forum: minutes, their release, what agencies learnt."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from marketplace.permissions import organisations_for, require
from rfp.needs.models import MarketLesson, Need

from ..actions import record_lesson, release_minutes, write_minutes
from ..forms.minutes import LessonForm, MinutesForm, ReleaseForm, as_lines
from ..models import Forum, MinutesVersion
from .pages import step, visible_forum


@login_required
def forum_minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Writes the next version of the minutes."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.write_minutes")
    form = MinutesForm(request.POST or None, forum=forum, initial=as_lines(forum))

    def write() -> MinutesVersion:
        return write_minutes(forum=forum, by=request.user, **form.told)

    return step(request, forum, form, write, "forum_minutes.html", "The minutes are kept.")


@login_required
def forum_release(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the one moment at which everybody reads answers and minutes."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.release_minutes")
    form = ReleaseForm(request.POST or None)

    def release() -> Forum:
        return release_minutes(forum=forum, release_at=form.moment, by=request.user)

    return step(request, forum, form, release, "forum_release.html", "The release is set.")


@login_required
def forum_lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agency learnt, as a part of its need."""
    forum = visible_forum(request, slug)
    own = organisations_for(request.user, "rfp.record_lesson")
    needs = Need.objects.visible_to(request.user).filter(forums__forum=forum, agency_id__in=own)
    if not needs:
        raise PermissionDenied("rfp.record_lesson")
    form = LessonForm(request.POST or None, needs=needs)

    def keep() -> MarketLesson:
        return record_lesson(forum=forum, by=request.user, **form.cleaned_data)

    return step(request, forum, form, keep, "forum_lesson.html", "It is part of your need now.")
