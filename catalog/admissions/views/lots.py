"""The lots of a vendor: where it is admitted, what it asks for, what the broker office decides."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions.lots import NotAsked, ask_for_lots, decide_admission, end_admission
from ..forms import DecisionForm, LotsForm
from ..models import Admission
from ..page import lots_context
from ..queries import admissions_to_decide
from .found import company_of


@login_required
@require_http_methods(["GET", "POST"])
def admission_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a company is admitted; POST asks for more lots."""
    vendor = company_of(request, slug)
    form = LotsForm(request.POST if request.method == "POST" else None, vendor=vendor)
    if request.method == "POST":
        require(request.user, "catalog.ask_admission", Admission(vendor=vendor))
        if form.is_valid():
            asked = attempt(form, lambda: ask_for_lots(vendor=vendor, lots=form.cleaned_data["lots"], by=request.user))
            if asked:
                messages.success(request, _said(asked))
                return redirect("admission_page", vendor.slug)
    context = lots_context(vendor, reader=request.user, at=database_now()) | {"form": form}
    return render(request, "catalog/admissions/admission_page.html", context, status=status_of(form))


def _said(asked: list[Admission]) -> str:
    admitted = ", ".join(str(row.lot) for row in asked if row.status == Admission.Status.ADMITTED)
    waiting = ", ".join(str(row.lot) for row in asked if row.status == Admission.Status.ASKED)
    parts = [f"Admitted to {admitted}." if admitted else "", f"Asked for {waiting}; you hear of it." if waiting else ""]
    return " ".join(part for part in parts if part)


@login_required
@require_safe
def admission_list(request: HttpRequest) -> HttpResponse:
    """Asks that wait for a person, the longest wait first."""
    require(request.user, "catalog.decide_admission")
    page = page_of(admissions_to_decide(at=database_now()), request.GET.get("page"))
    return render(request, "catalog/admissions/admission_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def admission_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Admit to a lot that was asked for, refuse it, or end an admission, with a reason."""
    rows = Admission.objects.visible_to(request.user).select_related("vendor", "lot", "asked_by")
    admission = get_object_or_404(rows, pk=pk)
    require(request.user, "catalog.decide_admission", admission)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decided = attempt(form, lambda: _decide(admission, form, request))
        if decided:
            words = {"admitted": "is admitted to", "refused": "is not admitted to", "ended": "is no longer admitted to"}
            messages.success(request, f"{decided.vendor} {words[decided.status]} {decided.lot}. It was told.")
            return redirect("admission_page", decided.vendor.slug)
    elif admission.status not in {Admission.Status.ASKED, Admission.Status.ADMITTED}:
        raise NotAsked
    earlier = (
        admission.vendor.admissions.filter(lot=admission.lot).exclude(pk=admission.pk).select_related("decided_by")
    )
    context = {"admission": admission, "form": form, "earlier": earlier[:10], **_standing(admission, request)}
    return render(request, "catalog/admissions/admission_decide.html", context, status=status_of(form))


def _decide(admission: Admission, form: forms.Form, request: HttpRequest) -> Admission:
    reason = form.cleaned_data["reason"]
    if request.POST.get("decision") == "end":
        return end_admission(admission=admission, reason=reason, by=request.user)
    admit = request.POST.get("decision") == "admit"
    return decide_admission(admission=admission, admit=admit, reason=reason, by=request.user)


def _standing(admission: Admission, request: HttpRequest) -> dict[str, Any]:
    at = database_now()
    in_force = admission.vendor.declarations.in_force(at=at).order_by("-valid_until").first()
    return {"in_force": in_force, "may_impose": allowed(request.user, "organisations.impose_sanction")}
