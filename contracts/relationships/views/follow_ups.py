"""Follow-ups of low ratings on screens: the list, one, the call, its outcome, and the customer's word on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions import (
    agree_action,
    close_follow_up,
    confirm_outcome,
    contest_outcome,
    record_attempt,
    record_contact,
)
from ..forms import AgreeForm, CloseForm, ContactForm, OutcomeWordForm
from ..models import FollowUp
from ..queries.satisfaction import loop_of


def _follow_up(request: HttpRequest, pk: int) -> FollowUp:
    return get_object_or_404(FollowUp.objects.visible_to(request.user).with_answers(), pk=pk)


@login_required
@require_safe
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """Open ones first, the next due on top; closed ones by a filter."""
    at = database_now()
    seen = FollowUp.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    over = {"closed": FollowUp.Status.CLOSED, "unreachable": FollowUp.Status.UNREACHABLE}.get(state)
    found = seen.filter(status=over).order_by("-closed_at", "-attempted_at", "-pk") if over else seen.open()
    context = {
        "page": page_of(found.with_answers(), request.GET.get("page")),
        "state": over or "",
        "loop": loop_of(seen, at=at),
        "now": at,
    }
    return render(request, "contracts/relationships/follow_up_list.html", context)


@login_required
@require_safe
def follow_up_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One, for the office and for whoever gave the rating."""
    found = _follow_up(request, pk)
    at, words = database_now(), list(found.outcome_words.select_related("given_by", "closed_by"))
    context = {
        "follow_up": found,
        "may": allowed(request.user, "contracts.follow_up"),
        "may_judge": allowed(request.user, "contracts.judge_outcome", found) and found.is_to_be_judged(words, at=at),
        "word": next((one for one in words if one.closed_at == found.closed_at), None),
        "before": [one for one in words if one.closed_at != found.closed_at],
        "now": at,
    }
    return render(request, "contracts/relationships/follow_up_page.html", context)


@login_required
def follow_up_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the customer said."""
    found = _follow_up(request, pk)
    require(request.user, "contracts.follow_up")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: record_contact(follow_up=found, by=request.user, **form.cleaned_data)):
            messages.success(request, "It is written down. Close the follow-up once something was done.")
            return redirect(found)
    context = {"form": form, "follow_up": found, "title": "What did the customer say?", "submit": "Write it down"}
    return render(request, "contracts/relationships/follow_up_form.html", context, status=status_of(form))


@login_required
@require_POST
def follow_up_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody answered today."""
    found = _follow_up(request, pk)
    require(request.user, "contracts.follow_up")
    found = record_attempt(follow_up=found, by=request.user)
    over = found.status == FollowUp.Status.UNREACHABLE
    messages.success(request, "The customer is asked to call." if over else "The attempt is written down.")
    return redirect(found)


@login_required
def follow_up_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is done about it."""
    found = _follow_up(request, pk)
    require(request.user, "contracts.follow_up")
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: agree_action(follow_up=found, by=request.user, **form.cleaned_data)):
            messages.success(request, "It is agreed, and the customer reads it. Close the follow-up once it is done.")
            return redirect(found)
    context = {"form": form, "follow_up": found, "title": "What is agreed?", "submit": "Write it down"}
    return render(request, "contracts/relationships/follow_up_form.html", context, status=status_of(form))


@login_required
def follow_up_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it with an outcome that was checked with the customer."""
    found = _follow_up(request, pk)
    require(request.user, "contracts.follow_up")
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: close_follow_up(follow_up=found, by=request.user, **form.cleaned_data)):
            messages.success(request, "It is closed. The customer reads the outcome and is asked again in 30 days.")
            return redirect(found)
    context = {"form": form, "follow_up": found, "title": "What came of it?", "submit": "Close the follow-up"}
    return render(request, "contracts/relationships/follow_up_form.html", context, status=status_of(form))


@login_required
def follow_up_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer confirms or contests the outcome."""
    found = _follow_up(request, pk)
    require(request.user, "contracts.judge_outcome", found)
    form = OutcomeWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"follow_up": found, "by": request.user, "words": form.cleaned_data["words"]}
        act = confirm_outcome if form.cleaned_data["content"] else contest_outcome
        if attempt(form, lambda: act(**given)):
            content = act is confirm_outcome
            messages.success(request, "Thank you. It is confirmed." if content else "It is open again. We call you.")
            return redirect(found)
    context = {"form": form, "follow_up": found, "title": "Is this what was needed?", "submit": "Send your word"}
    return render(request, "contracts/relationships/follow_up_form.html", context, status=status_of(form))
