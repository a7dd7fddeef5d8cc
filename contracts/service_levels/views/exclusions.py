"""Screens of time that is agreed not to count."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from ..actions.exclusions import approve_exclusion, refuse_exclusion, request_exclusion
from ..forms.disputes import DecisionForm
from ..forms.exclusions import ExclusionForm
from ..models import Exclusion
from .terms import term_of


@login_required
def exclusion_request(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Ask for a stretch of time not to count."""
    term = term_of(request, reference, code)
    if not allowed(request.user, "contracts.request_exclusion", Exclusion(term=term)):
        raise PermissionDenied("contracts.request_exclusion")
    form = ExclusionForm(request.POST or None, zone=term.contract.time_zone)
    if request.method == "POST" and form.is_valid():
        exclusion = attempt(form, lambda: request_exclusion(term=term, by=request.user, **form.stretch))
        if exclusion:
            messages.success(request, f"{exclusion.reference} is asked for. It counts as agreed once it is approved.")
            return redirect("exclusion_page", reference=exclusion.reference)
    context = {"form": form, "term": term}
    return render(request, "contracts/service_levels/exclusion_request.html", context, status=status_of(form))


@login_required
def exclusion_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is asked for, by whom, and its decision."""
    asked = Exclusion.objects.visible_to(request.user).select_related("term__contract", "requested_by", "decided_by")
    exclusion = get_object_or_404(asked, reference=reference)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = approve_exclusion if request.POST.get("doing") == "approve" else refuse_exclusion
        if attempt(form, lambda: decide(exclusion=exclusion, by=request.user, reason=form.cleaned_data["reason"])):
            messages.success(request, f"{exclusion.reference} is decided.")
            return redirect("exclusion_page", reference=reference)
    open_to = exclusion.status == Exclusion.Status.REQUESTED
    may_decide = open_to and allowed(request.user, "contracts.decide_exclusion", exclusion)
    context = {"exclusion": exclusion, "form": form, "may_decide": may_decide}
    return render(request, "contracts/service_levels/exclusion_page.html", context, status=status_of(form))
