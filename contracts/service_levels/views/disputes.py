"""Screens of disputes. The results themselves stand on the contract's page."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.agreements.models import ServiceLevelTerm
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from ..actions.disputes import decide_dispute, dispute_result, withdraw_dispute
from ..forms.disputes import DecisionForm, DisputeForm
from ..models import Dispute, PeriodResult
from .terms import term_of


@login_required
def result_dispute(request: HttpRequest, reference: str, code: str, year: int, month: int) -> HttpResponse:
    """Say what is wrong with a month's result."""
    term = term_of(request, reference, code)
    results = PeriodResult.objects.visible_to(request.user).latest_revisions().select_related("term__contract")
    result = get_object_or_404(results, term=term, period__year=year, period__month=month)
    if not allowed(request.user, "contracts.dispute_result", Dispute(result=result)):
        raise PermissionDenied("contracts.dispute_result")
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: dispute_result(result=result, by=request.user, **form.cleaned_data)):
            messages.success(request, "Your dispute is on record. The other side and the broker office are told.")
            return redirect(_month_address(term, result.period))
    context = {"form": form, "term": term, "result": result}
    return render(request, "contracts/service_levels/result_dispute.html", context, status=status_of(form))


def _month_address(term: ServiceLevelTerm, period: datetime.date) -> str:
    return f"{term.contract.get_absolute_url()}?month={period:%Y-%m}"


@login_required
def dispute_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is disputed, why, and what can be done: withdraw it, or decide it."""
    disputes = Dispute.objects.visible_to(request.user).select_related(
        "result__term__contract", "organisation", "raised_by"
    )
    dispute = get_object_or_404(disputes, pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        doing, by = request.POST.get("doing"), request.user
        done = None
        if doing == "withdraw":
            done = attempt(form, lambda: withdraw_dispute(dispute=dispute, by=by))
        elif form.is_valid():
            upheld, reason = doing == "uphold", form.cleaned_data["reason"]
            done = attempt(form, lambda: decide_dispute(dispute=dispute, upheld=upheld, reason=reason, by=by))
        if done:
            messages.success(request, "It is on record, and both sides are told.")
            return redirect("dispute_page", pk=pk)
    may = {name: allowed(request.user, f"contracts.{name}_dispute", dispute) for name in ("withdraw", "decide")}
    context = {"dispute": dispute, "result": dispute.result, "form": form, "may": may}
    return render(request, "contracts/service_levels/dispute_page.html", context, status=status_of(form))
