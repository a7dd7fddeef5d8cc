"""Coming to a forum: asking for a place, confirming and giving it back; who was there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.errors import DomainError
from marketplace.permissions import organisations_for, require

from ..actions import confirm_place, record_attendance, register_for_forum, withdraw_from_forum
from ..forms.planning import AttendanceForm, RegistrationForm
from ..models import Forum, Registration
from ..queries import own_registration, places_of
from .pages import show, step, visible_forum

TAKEN = {
    Registration.Status.REGISTERED: "You have a place. The page says where and how.",
    Registration.Status.WAITING: "Every place is taken. You are on the waiting list, and hear once a place is free.",
}


@login_required
def forum_register(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for a place, or for one in line."""
    forum = visible_forum(request, slug)
    if not organisations_for(request.user, "rfp.register_for_forum"):
        raise PermissionDenied("rfp.register_for_forum")
    form = RegistrationForm(request.POST or None, reader=request.user, forum=forum)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: register_for_forum(forum=forum, by=request.user, **form.cleaned_data))
        if row:
            messages.success(request, TAKEN[row.status])
            return redirect(forum)
    context = {"forum": forum, "form": form, "places": places_of([forum], at=timezone.now())[forum.pk]}
    return render(request, "rfp/forums/forum_register.html", context, status=status_of(form))


@login_required
@require_POST
def forum_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes the place that is held for the reader."""
    forum = visible_forum(request, slug)
    try:
        confirm_place(registration=_own(request, forum), by=request.user)
    except DomainError as refusal:
        return show(request, forum, refusal.status, str(refusal))
    messages.success(request, "The place is yours.")
    return redirect(forum)


@login_required
@require_POST
def forum_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Gives the reader's place, or place in line, back."""
    forum = visible_forum(request, slug)
    try:
        withdraw_from_forum(registration=_own(request, forum), by=request.user)
    except DomainError as refusal:
        return show(request, forum, refusal.status, str(refusal))
    messages.success(request, "Your place is given back. Whoever is first in line is asked.")
    return redirect(forum)


@login_required
def forum_attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was there; closes the list."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.record_attendance")
    form = AttendanceForm(request.POST if request.method == "POST" else None, forum=forum)

    def close() -> Forum:
        return record_attendance(forum=forum, present=form.ids, by=request.user)

    return step(request, forum, form, close, "forum_attendance.html", "The list is closed.")


def _own(request: HttpRequest, forum: Forum) -> Registration:
    row = own_registration(forum, request.user)
    if row is None:
        raise Http404("You are not registered for this forum. Go back to its page.")
    return row
