"""Promises between an agency and the office on screens: both sides with their scores, making one, each step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions import make_commitment
from ..meeting_forms import CommitmentForm, WordsOfPromiseForm
from ..models import AgencyMeeting, Commitment, agencies_seen_by
from ..promise_steps import STEPS, with_steps
from ..queries.promises import people_by_side, scores


@login_required
@require_safe
def agency_promises(request: HttpRequest, slug: str) -> HttpResponse:
    """What each side owes the other, open ones first by their day, with how many were kept on time."""
    agency = get_object_or_404(agencies_seen_by(request.user), slug=slug)
    seen, at = Commitment.objects.visible_to(request.user).filter(agency=agency), database_now()
    over = request.GET.get("state") == "over"
    rows = seen.exclude(pk__in=seen.open().values("pk")).order_by("-due_on", "-pk") if over else seen.open()
    page = page_of(rows.with_people(), request.GET.get("page"))
    context = {
        "agency": agency,
        "page": page,
        "promises": with_steps(page, request.user),
        "over": over,
        "scores": scores(seen, at=at),
        "today": office_day(at),
        "may_promise": allowed(request.user, "contracts.make_commitment", agency),
    }
    return render(request, "contracts/relationships/agency_promises.html", context)


@login_required
def agency_promise_make(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what somebody promises; `meeting` in the address says in which meeting."""
    agency, user, at = get_object_or_404(agencies_seen_by(request.user), slug=slug), request.user, database_now()
    require(user, "contracts.make_commitment", agency)
    named = request.GET.get("meeting", "")
    in_meetings = AgencyMeeting.objects.visible_to(user).filter(agency=agency)
    meeting = get_object_or_404(in_meetings, pk=int(named)) if named.isascii() and named.isdigit() else None
    form = CommitmentForm(request.POST or None, sides=people_by_side(agency, at=at))
    if request.method == "POST" and form.is_valid():
        given = {"agency": agency, "meeting": meeting, "by": user, **form.cleaned_data}
        made = attempt(form, lambda: make_commitment(**given))
        if made:
            agreed = made.status == Commitment.Status.OPEN
            messages.success(request, "It is promised." if agreed else "The other side is asked to agree.")
            return redirect(meeting or made)
    follows = "Who keeps it is told. A promise of the other side counts once that side agrees. Its day is never moved."
    context = {"form": form, "agency": agency, "title": "Write a promise down", "submit": "Write it down"}
    context["follows"] = follows
    return render(request, "contracts/relationships/agency_form.html", context, status=status_of(form))


@login_required
def agency_promise_step(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """Agree, decline, say that it is done, confirm, reopen or release."""
    seen = Commitment.objects.visible_to(request.user).with_people().filter(agency__slug=slug)
    promise, step = get_object_or_404(seen, pk=pk), STEPS.get(verb)
    if step is None:
        raise Http404("A promise has no such step. Open the list of promises and choose one.")
    require(request.user, step.permission, promise)
    form = WordsOfPromiseForm(request.POST if request.method == "POST" else None, label=step.asks)
    if form.is_valid():
        given = {"commitment": promise, "by": request.user, **form.cleaned_data}
        if attempt(form, lambda: step.act(**given)):
            messages.success(request, step.done)
            return redirect(promise)
    follows = f"“{promise}”, promised by {promise.owner} to {promise.made_to} for {promise.due_on:%-d %B %Y}."
    context = {"form": form, "agency": promise.agency, "title": step.title, "submit": step.button}
    context["follows"] = follows
    return render(request, "contracts/relationships/agency_form.html", context, status=status_of(form))
