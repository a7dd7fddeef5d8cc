"""One-to-one meetings: the public record, and the steps that lead to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import DomainError
from marketplace.permissions import allowed, organisations_for, require

from ..actions import arrange_meeting, decline_meeting, record_meeting, request_meeting, withdraw_meeting
from ..forms.meetings import AnswerForm, RecordForm, RequestForm
from ..models import Meeting


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """What was held, for everybody; the parties and the office also see what is to come."""
    meetings = Meeting.objects.visible_to(request.user).select_related("vendor", "agency")
    may_ask = request.user.is_authenticated and bool(organisations_for(request.user, "rfp.request_meeting"))
    context = {"page": page_of(meetings, request.GET.get("page")), "may_ask": may_ask}
    return render(request, "rfp/forums/meeting_list.html", context)


@login_required
def meeting_new(request: HttpRequest) -> HttpResponse:
    """A vendor asks for a meeting."""
    if not organisations_for(request.user, "rfp.request_meeting"):
        raise PermissionDenied("rfp.request_meeting")
    form = RequestForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        meeting = attempt(form, lambda: request_meeting(by=request.user, **form.cleaned_data))
        if meeting:
            messages.success(request, f"{meeting.reference} is with the office, which arranges it or says why not.")
            return redirect(meeting)
    return render(request, "rfp/forums/meeting_form.html", {"form": form}, status=status_of(form))


@require_safe
def meeting_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who met, when, and what was said."""
    return _show(request, _visible(request, reference))


@login_required
def meeting_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The office arranges a meeting or declines it."""
    meeting = _visible(request, reference)
    require(request.user, "rfp.arrange_meeting")
    form = AnswerForm(request.POST or None, meeting=meeting)

    def answer() -> Meeting:
        told = form.cleaned_data
        if told["verb"] == "decline":
            return decline_meeting(meeting=meeting, reason=told["reason"], by=request.user)
        return arrange_meeting(meeting=meeting, starts_at=form.moment, place=told["place"], by=request.user)

    return _step(request, meeting, form, answer, "meeting_answer.html", "Your answer is with the vendor.")


@login_required
def meeting_record(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes down what was said; public at once."""
    meeting = _visible(request, reference)
    require(request.user, "rfp.record_meeting")
    form = RecordForm(request.POST or None)

    def keep() -> Meeting:
        return record_meeting(meeting=meeting, by=request.user, **form.cleaned_data)

    return _step(request, meeting, form, keep, "meeting_record.html", "Everybody reads the record from now on.")


@login_required
@require_POST
def meeting_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """The vendor takes its request back."""
    meeting = _visible(request, reference)
    try:
        withdraw_meeting(meeting=meeting, by=request.user)
    except DomainError as refusal:
        return _show(request, meeting, refusal.status, str(refusal))
    messages.success(request, "Your request is taken back.")
    return redirect(meeting)


def _visible(request: HttpRequest, reference: str) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).select_related("vendor", "agency", "forum", "requested_by")
    return get_object_or_404(meetings, reference=reference)


def _show(request: HttpRequest, meeting: Meeting, status: int = 200, refusal: str = "") -> HttpResponse:
    status_now, found = meeting.status, set()
    is_open = status_now in {Meeting.Status.REQUESTED, Meeting.Status.ARRANGED}
    if is_open and allowed(request.user, "rfp.arrange_meeting"):
        found |= {"answer"} if status_now == Meeting.Status.REQUESTED else {"answer", "record"}
    if is_open and allowed(request.user, "rfp.withdraw_meeting", meeting):
        found.add("withdraw")
    context = {"meeting": meeting, "actions": found, "refusal": refusal}
    return render(request, "rfp/forums/meeting_page.html", context, status=status)


def _step(request: HttpRequest, meeting: Meeting, form: Any, act: Any, template: str, done: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect(meeting)
    return render(request, f"rfp/forums/{template}", {"form": form, "meeting": meeting}, status=status_of(form))
