"""Evidence on screen: the documents of an organisation, one with its badge, and its download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.paging import page_of
from marketplace.permissions import allowed

from .actions import verify_evidence
from .evidence import CONTENT_TYPES, read_evidence
from .models import EvidenceFile


def _files(request: HttpRequest):
    return EvidenceFile.objects.visible_to(request.user).select_related("organisation", "added_by", "verified_by")


@login_required
@require_safe
def evidence_list(request: HttpRequest) -> HttpResponse:
    """The documents that the reader may see; the office can ask for those that nobody has checked."""
    files = _files(request)
    unchecked = request.GET.get("unchecked") == "1"
    if unchecked:
        files = files.filter(verified_at__isnull=True)
    page = page_of(files, request.GET.get("page"))
    context = {"page": page, "unchecked": unchecked, "today": timezone.localdate()}
    return render(request, "catalog/question_sets/evidence_list.html", context)


@login_required
@require_safe
def evidence_page(request: HttpRequest, pk) -> HttpResponse:
    """One document: whose, until when, who checked it; and the badge for those who may give it."""
    evidence = get_object_or_404(_files(request), pk=pk)
    context = {
        "evidence": evidence,
        "lapsed": evidence.has_lapsed(on=timezone.localdate()),
        "may_verify": allowed(request.user, "catalog.verify_evidence") and not evidence.verified_at,
    }
    return render(request, "catalog/question_sets/evidence_page.html", context)


@login_required
@require_safe
def evidence_download(request: HttpRequest, pk) -> HttpResponse:
    """The document itself, always as a download: it was written by others."""
    evidence = get_object_or_404(_files(request), pk=pk)
    response = HttpResponse(read_evidence(evidence=evidence, by=request.user))
    response["Content-Type"] = CONTENT_TYPES.get(evidence.suffix, "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=evidence.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def evidence_verify(request: HttpRequest, pk) -> HttpResponse:
    """Gives the badge; pressed twice, it is given once."""
    evidence = get_object_or_404(_files(request), pk=pk)
    verify_evidence(evidence=evidence, by=request.user)
    messages.success(request, f"{evidence} carries the badge now. Every offering that names it shows it.")
    return redirect("evidence_page", pk)
