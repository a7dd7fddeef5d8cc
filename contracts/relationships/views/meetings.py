"""Meetings with an agency on screens: planning, moving, one's page, agenda, notes, calling off, calendars."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.formats import moment
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, require

from ..actions import (
    add_agenda_point,
    call_meeting_off,
    move_meeting,
    plan_meeting,
    write_contact_down,
    write_meeting_down,
)
from ..meeting_calendar import A_YEAR, calendar_of
from ..meeting_forms import ContactDownForm, MoveForm, NotesForm, PlanForm, PointForm, ReasonForm
from ..models import AgencyMeeting, Commitment, agencies_seen_by
from ..models.meeting import AgencyMeetingQuerySet
from ..promise_steps import with_steps


def _agency(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(agencies_seen_by(request.user), slug=slug)


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.ics"'}


def _seen(request: HttpRequest, slug: str) -> AgencyMeetingQuerySet:
    return AgencyMeeting.objects.visible_to(request.user).filter(agency__slug=slug).with_people()


def _meeting(request: HttpRequest, slug: str, pk: int) -> AgencyMeeting:
    return get_object_or_404(_seen(request, slug), pk=pk)


@login_required
def agency_meeting_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting with its agenda."""
    agency = _agency(request, slug)
    require(request.user, "contracts.hold_meeting")
    form = PlanForm(request.POST or None)
    given = {"agency": agency, "by": request.user}
    words = ("Plan a meeting", "Plan it", "It is planned. The agency’s people are told and can add to the agenda.")
    return _acted(request, agency, form, lambda told: plan_meeting(**given, **told), *words)


@login_required
def agency_contact_write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a call or meeting that took place."""
    agency = _agency(request, slug)
    require(request.user, "contracts.hold_meeting")
    now = timezone.localtime()
    form = ContactDownForm(request.POST or None, initial={"kind": "call", "starts_on": now.date()})
    given = {"agency": agency, "by": request.user}
    words = ("Record a contact", "Write it down", "It is written down. Add what each side promised.")
    return _acted(request, agency, form, lambda told: write_contact_down(**given, **told), *words)


@login_required
@require_safe
def agency_meeting_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting: agenda before, notes after, and what each side owes."""
    meeting, user = _meeting(request, slug, pk), request.user
    promises = Commitment.objects.visible_to(user).filter(meeting=meeting).with_people()
    planned = meeting.status == AgencyMeeting.Status.PLANNED
    context = {
        "meeting": meeting,
        "agency": meeting.agency,
        "promises": with_steps(promises, user),
        "begun": database_now() >= meeting.starts_at,
        "may_hold": planned and allowed(user, "contracts.hold_meeting"),
        "may_add": planned and allowed(user, "contracts.add_agenda_point", meeting),
        "may_promise": allowed(user, "contracts.make_commitment", meeting.agency),
        "point_form": PointForm(),
    }
    return render(request, "contracts/relationships/agency_meeting_page.html", context)


@login_required
def agency_meeting_point(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a point to the agenda."""
    meeting = _meeting(request, slug, pk)
    require(request.user, "contracts.add_agenda_point", meeting)
    form = PointForm(request.POST or None)
    words = ("Add a point to the agenda", "Add the point", "Your point stands on the agenda.")
    return _of_meeting(request, meeting, form, add_agenda_point, *words)


@login_required
def agency_meeting_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move it to another time."""
    meeting = _meeting(request, slug, pk)
    require(request.user, "contracts.hold_meeting")
    form = MoveForm(request.POST or None, initial={"place": meeting.place})
    words = (f"Move the meeting of {moment(meeting.starts_at)}", "Move it", "It is moved. Both sides are told.")
    return _of_meeting(request, meeting, form, move_meeting, *words)


@login_required
@require_safe
def agency_meeting_day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting, for one's own calendar."""
    meeting = _meeting(request, slug, pk)
    text = calendar_of([meeting], name=meeting.title, at=database_now())
    return HttpResponse(text, "text/calendar", headers=_kept_as(f"meeting-{meeting.pk}"))


@login_required
@require_safe
def agency_meeting_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings with an agency of the last year and to come, for one's own calendar."""
    agency, at = _agency(request, slug), database_now()
    found = _seen(request, slug).since(at - A_YEAR).order_by("starts_at", "pk")
    text = calendar_of(found, name=f"Meetings with {agency}", at=at)
    return HttpResponse(text, "text/calendar", headers=_kept_as(f"meetings-{slug}"))


@login_required
def agency_meeting_write(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down who was there and what was said."""
    meeting = _meeting(request, slug, pk)
    require(request.user, "contracts.hold_meeting")
    form = NotesForm(request.POST or None)
    words = ("Write the meeting down", "Write it down", "It is written down. Add what each side promised.")
    return _of_meeting(request, meeting, form, write_meeting_down, *words)


@login_required
def agency_meeting_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Call it off."""
    meeting = _meeting(request, slug, pk)
    require(request.user, "contracts.hold_meeting")
    form = ReasonForm(request.POST or None)
    words = ("Call the meeting off", "Call it off", "It is called off. The agency’s people are told.")
    return _of_meeting(request, meeting, form, call_meeting_off, *words)


def _of_meeting(
    request: HttpRequest, meeting: AgencyMeeting, form: forms.Form, act: Callable[..., AgencyMeeting], *words: str
) -> HttpResponse:
    given = {"meeting": meeting, "by": request.user}
    return _acted(request, meeting.agency, form, lambda told: act(**given, **told), *words)


def _acted(
    request: HttpRequest,
    agency: Organisation,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    title: str,
    submit: str,
    done: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: act(form.cleaned_data))
        if made:
            messages.success(request, done)
            return redirect(made)
    follows = "Both sides read it, on the agency’s page and here. The agency’s people are told."
    context = {"form": form, "agency": agency, "title": title, "submit": submit, "follows": follows}
    return render(request, "contracts/relationships/agency_form.html", context, status=status_of(form))
