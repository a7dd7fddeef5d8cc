"""Complaints on screens: the list, raising one, its page, each step of the office, and the complainant's answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, organisations_for, require

from ..actions.complaining import (
    OFFICE_STEPS,
    answer_question,
    answer_remedy,
    decide_finally,
    propose_remedy,
    raise_complaint,
    take_step,
)
from ..complaint_forms import ComplaintForm, ContestForm, DecisionForm, RemedyForm, StepForm, WordsForm
from ..models import Complaint
from ..queries.complaints import named_organisations

Status = Complaint.Status


def _complaint(request: HttpRequest, reference: str) -> Complaint:
    seen = Complaint.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("organisation", "raised_by", "contract"), reference=reference)


@login_required
@require_safe
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints that the reader may see, the newest first; open ones alone by a filter."""
    found = Complaint.objects.visible_to(request.user).select_related("organisation")
    if request.GET.get("state") == "open":
        found = found.open()
    context = {
        "page": page_of(found, request.GET.get("page")),
        "open_only": request.GET.get("state") == "open",
        "may_raise": bool(organisations_for(request.user, "contracts.raise_complaint")),
        "now": database_now(),
    }
    return render(request, "contracts/relationships/complaint_list.html", context)


@login_required
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Say what went wrong."""
    own = organisations_for(request.user, "contracts.raise_complaint")
    organisation = get_object_or_404(named_organisations(own)[:1])
    form = ComplaintForm(request.POST or None, organisation=organisation, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = {"organisation": organisation, "by": request.user, **form.cleaned_data}
        made = attempt(form, lambda: raise_complaint(**given))
        if made:
            messages.success(request, f"{made.reference} is taken in. You are told who looks into it.")
            return redirect(made)
    context = {"form": form, "title": "Make a complaint", "submit": "Send the complaint"}
    return render(request, "contracts/relationships/complaint_form.html", context, status=status_of(form))


@login_required
@require_safe
def complaint_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One, with its facts and every step, for the complainant and the office alike."""
    complaint = _complaint(request, reference)
    handles = allowed(request.user, "contracts.handle_complaint", complaint)
    context = {
        "complaint": complaint,
        "steps": complaint.steps.select_related("by"),
        "next_steps": _next(complaint) if handles else [],
        "may_propose": handles and Status.PROPOSED in Complaint.TRANSITIONS.get(complaint.status, ()),
        "may_answer": allowed(request.user, "contracts.answer_complaint", complaint),
        "may_decide": allowed(request.user, "contracts.decide_complaint", complaint)
        and complaint.status == Status.ESCALATED,
        "now": database_now(),
    }
    return render(request, "contracts/relationships/complaint_page.html", context)


def _next(complaint: Complaint) -> list[tuple[str, str]]:
    """Key and words of the steps the office can take now."""
    words = {
        Status.ACKNOWLEDGED: "Acknowledge",
        Status.ASSESSED: "Assess",
        Status.INVESTIGATING: "Look into it",
        Status.AWAITING: "Ask the complainant",
    }
    reachable = Complaint.TRANSITIONS.get(complaint.status, ())
    if complaint.status == Status.AWAITING:
        return []
    return [(str(step.value), words[step]) for step in OFFICE_STEPS if step in reachable]


@login_required
def complaint_step(request: HttpRequest, reference: str, to: str) -> HttpResponse:
    """The office takes a step."""
    complaint = _complaint(request, reference)
    require(request.user, "contracts.handle_complaint", complaint)
    known = to if to in OFFICE_STEPS else Status.ACKNOWLEDGED
    form = StepForm(request.POST or None, to=known, label=OFFICE_STEPS[Status(known)])
    done = "The step is on record, and the complainant is told."
    return _acted(request, complaint, form, lambda given: take_step(to=to, **given), "Next step", done)


@login_required
def complaint_remedy(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose a remedy with its cause."""
    complaint = _complaint(request, reference)
    require(request.user, "contracts.handle_complaint", complaint)
    done = "The remedy is proposed. The complainant accepts or contests it."
    form = RemedyForm(request.POST or None)
    return _acted(request, complaint, form, lambda given: propose_remedy(**given), "Propose a remedy", done)


@login_required
def complaint_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The complainant answers what was asked."""
    complaint = _complaint(request, reference)
    require(request.user, "contracts.answer_complaint", complaint)
    form = WordsForm(request.POST or None)
    done = "Your answer is on record."
    return _acted(request, complaint, form, lambda given: answer_question(**given), "Answer", done)


@login_required
def complaint_verdict(request: HttpRequest, reference: str) -> HttpResponse:
    """The complainant accepts the remedy or contests it."""
    complaint = _complaint(request, reference)
    require(request.user, "contracts.answer_complaint", complaint)
    form = ContestForm(request.POST or None)
    done = "Your answer to the remedy is on record."
    return _acted(request, complaint, form, lambda given: answer_remedy(**given), "Accept or contest", done)


@login_required
def complaint_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The last word."""
    complaint = _complaint(request, reference)
    require(request.user, "contracts.decide_complaint", complaint)
    form = DecisionForm(request.POST or None, initial={"remedy": complaint.remedy})
    done = "It is decided, the complainant is told, and the complaint is closed."
    return _acted(request, complaint, form, lambda given: decide_finally(**given), "Decide finally", done)


def _acted(
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Complaint],
    title: str,
    done: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        given = {"complaint": complaint, "by": request.user, **form.cleaned_data}
        if attempt(form, lambda: act(given)):
            messages.success(request, done)
            return redirect(complaint)
    context = {"form": form, "title": title, "submit": "Put it on record", "complaint": complaint}
    return render(request, "contracts/relationships/complaint_form.html", context, status=status_of(form))
