"""Screens of time that is agreed not to count: asking, deciding, its documents, and when the work really took place."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from catalog.question_sets.evidence import CONTENT_TYPES
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from ..actions.exclusion_evidence import add_exclusion_evidence, read_exclusion_evidence
from ..actions.exclusions import approve_exclusion, refuse_exclusion, request_exclusion
from ..actions.maintenance import record_maintenance_times
from ..forms.disputes import DecisionForm
from ..forms.exclusions import EvidenceForm, ExclusionForm, TimesForm
from ..models import Exclusion, ExclusionEvidence
from .terms import term_of


@login_required
def exclusion_request(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Ask for a stretch of time not to count."""
    term = term_of(request, reference, code)
    if not allowed(request.user, "contracts.request_exclusion", Exclusion(term=term)):
        raise PermissionDenied("contracts.request_exclusion")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ExclusionForm(*sent, zone=term.contract.time_zone)
    if sent and form.is_valid():
        exclusion = attempt(form, lambda: _asked(form, term=term, by=request.user))
        if exclusion:
            messages.success(request, f"{exclusion.reference} is asked for. It counts as agreed once it is approved.")
            return redirect("exclusion_page", reference=exclusion.reference)
    context = {"form": form, "term": term}
    return render(request, "contracts/service_levels/exclusion_request.html", context, status=status_of(form))


def _asked(form: ExclusionForm, *, term: Any, by: Any) -> Exclusion:
    """The request with its document: both or neither."""
    exclusion = request_exclusion(term=term, by=by, **form.stretch)
    if form.cleaned_data["evidence"]:
        add_exclusion_evidence(exclusion=exclusion, file=form.cleaned_data["evidence"], by=by)
    return exclusion


def _seen(request: HttpRequest, reference: str) -> Exclusion:
    people = ("term__contract", "requested_by", "decided_by", "times_recorded_by")
    return get_object_or_404(Exclusion.objects.visible_to(request.user).select_related(*people), reference=reference)


@login_required
def exclusion_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is asked for, by whom, with which evidence, its decision, and how it went."""
    exclusion, by = _seen(request, reference), request.user
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = approve_exclusion if request.POST.get("doing") == "approve" else refuse_exclusion
        if attempt(form, lambda: decide(exclusion=exclusion, by=by, reason=form.cleaned_data["reason"])):
            messages.success(request, f"{exclusion.reference} is decided.")
            return redirect("exclusion_page", reference=reference)
    is_open = exclusion.status == Exclusion.Status.REQUESTED
    context = {
        "exclusion": exclusion,
        "evidence": exclusion.evidence.select_related("added_by"),
        "form": form,
        "may_decide": is_open and allowed(by, "contracts.decide_exclusion", exclusion),
        "may_add": is_open and allowed(by, "contracts.add_exclusion_evidence", exclusion),
        "may_record": _waits_for_times(exclusion) and allowed(by, "contracts.record_maintenance", exclusion),
    }
    return render(request, "contracts/service_levels/exclusion_page.html", context, status=status_of(form))


def _waits_for_times(exclusion: Exclusion) -> bool:
    approved = exclusion.is_maintenance and exclusion.status == Exclusion.Status.APPROVED
    return approved and exclusion.began_at is None


@login_required
def exclusion_evidence_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a document before the decision."""
    exclusion = _seen(request, reference)
    if not allowed(request.user, "contracts.add_exclusion_evidence", exclusion):
        raise PermissionDenied("contracts.add_exclusion_evidence")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*sent)
    if sent and form.is_valid():
        file, by = form.cleaned_data["file"], request.user
        if attempt(form, lambda: add_exclusion_evidence(exclusion=exclusion, file=file, by=by)):
            messages.success(request, "The document stands with the request. Both sides read it.")
            return redirect("exclusion_page", reference=reference)
    context = {"form": form, "exclusion": exclusion, "title": "Add a document", "submit": "Add it"}
    return render(request, "contracts/service_levels/exclusion_form.html", context, status=status_of(form))


@login_required
def exclusion_times(request: HttpRequest, reference: str) -> HttpResponse:
    """Record when approved maintenance really took place."""
    exclusion = _seen(request, reference)
    if not allowed(request.user, "contracts.record_maintenance", exclusion):
        raise PermissionDenied("contracts.record_maintenance")
    form = TimesForm(request.POST or None, zone=exclusion.term.contract.time_zone)
    form.initial = form.told(began=exclusion.starts_at, finished=exclusion.ends_at)
    if request.method == "POST" and form.is_valid():
        times = {"began_at": form.moment_of("began"), "finished_at": form.moment_of("finished")}
        if attempt(form, lambda: record_maintenance_times(exclusion=exclusion, by=request.user, **times)):
            messages.success(request, "The times are on record. They are not changed again.")
            return redirect("exclusion_page", reference=reference)
    context = {"form": form, "exclusion": exclusion, "title": "When it really took place", "submit": "Put it on record"}
    return render(request, "contracts/service_levels/exclusion_form.html", context, status=status_of(form))


@login_required
@require_safe
def exclusion_document(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The document itself, always as a download: it was written by others."""
    evidence = get_object_or_404(ExclusionEvidence, exclusion=_seen(request, reference), pk=pk)
    response = HttpResponse(read_exclusion_evidence(evidence))
    response["Content-Type"] = CONTENT_TYPES.get(evidence.suffix, "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=evidence.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
