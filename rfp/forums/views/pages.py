"""The list of forums, a page each, preparing, announcing, calling off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, require

from ..actions import announce_forum, cancel_forum, draft_forum, edit_forum
from ..filters import ForumFilter
from ..forms.planning import ForumForm, ReasonForm, VersionForm, as_answers
from ..models import Forum
from ..page import forum_page as page_of_forum
from ..queries import forum_table, places_of, state_of


def _filtered(request: HttpRequest) -> ForumFilter:
    listed = ForumFilter(request.GET, queryset=Forum.objects.visible_to(request.user))
    if not listed.form.is_valid():
        raise InvalidInput("Forums cannot be filtered like this. Choose one of the values offered.")
    return listed


@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    """Forums to come and those held; the office sees what it prepares too."""
    listed = _filtered(request)
    page, at = page_of(listed.qs, request.GET.get("page")), timezone.now()
    places = places_of(page, at=at)
    context = {
        "filter": listed,
        "page": page,
        "rows": [(forum, state_of(forum, places[forum.pk], at=at), places[forum.pk]) for forum in page],
        "may_plan": allowed(request.user, "rfp.plan_forum"),
    }
    return render(request, "rfp/forums/forum_list.html", context)


@require_safe
def forum_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table for programs."""
    lines = csv_lines(forum_table(_filtered(request).qs, at=timezone.now()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="forums.csv"'
    return response


@require_safe
def forum_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, when and where, places, and what came of it."""
    return show(request, visible_forum(request, slug))


@login_required
def forum_new(request: HttpRequest) -> HttpResponse:
    """Begins a forum."""
    require(request.user, "rfp.plan_forum")
    form = ForumForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        forum = attempt(form, lambda: draft_forum(terms=form.terms, by=request.user))
        if forum:
            messages.success(request, f"{forum.reference} is kept as a draft. Announce it once everything is right.")
            return redirect(forum)
    return render(request, "rfp/forums/forum_form.html", {"form": form}, status=status_of(form))


@login_required
def forum_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Changes a forum until it begins."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.plan_forum")
    form = ForumForm(request.POST or None, reader=request.user, initial=as_answers(forum))

    def save() -> Forum:
        return edit_forum(forum=forum, terms=form.terms, version=form.cleaned_data["version"] or 0, by=request.user)

    return step(request, forum, form, save, "forum_form.html", "The forum is saved.")


@login_required
def forum_announce(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks before a forum becomes public."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.plan_forum")
    form = VersionForm(request.POST or None, initial={"version": forum.version})

    def announce() -> Forum:
        return announce_forum(forum=forum, version=form.cleaned_data["version"], by=request.user)

    return step(request, forum, form, announce, "forum_announce.html", f"{forum.reference} is announced.")


@login_required
def forum_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks why before a forum is called off."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.plan_forum")
    form = ReasonForm(request.POST or None)

    def cancel() -> Forum:
        return cancel_forum(forum=forum, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, forum, form, cancel, "forum_cancel.html", f"{forum.reference} is called off.")


def visible_forum(request: HttpRequest, slug: str) -> Forum:
    """The forum of an address. Raises Http404 for one that the reader may not see."""
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("prepared_by"), slug=slug)


def show(request: HttpRequest, forum: Forum, status: int = 200, refusal: str = "") -> HttpResponse:
    """The page of a forum; `refusal` says why nothing was changed."""
    page = page_of_forum(forum, reader=request.user, at=timezone.now())
    context = {"forum": forum, "page": page, "refusal": refusal}
    return render(request, "rfp/forums/forum_page.html", context, status=status)


def step(
    request: HttpRequest,
    forum: Forum,
    form: Any,
    act: Callable[[], Any],
    template: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect(forum)
    context |= {"form": form, "forum": forum}
    return render(request, f"rfp/forums/{template}", context, status=status_of(form))
