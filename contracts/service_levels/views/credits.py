"""The page of a credit or a claim: what is owed, why, and the next step of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from marketplace.billing.queries import invoices_with
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions import answer_claim, file_claim, grant_credit, release_credit
from ..forms.credits import ClaimAnswerForm
from ..models import ServiceCredit
from ..queries import ledger

SAID = {
    "release": "It is released. A second person of your organisation grants it.",
    "grant": "It is granted.",
    "file": "The claim is filed, with the calculation and its fingerprint.",
}


@login_required
def credit_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What one organisation owes another for a month, and who does what about it next."""
    people = ("debtor", "creditor", "released_by", "granted_by", "filed_by", "answered_by", "result__term__contract")
    credit = get_object_or_404(
        ServiceCredit.objects.visible_to(request.user).select_related(*people), reference=reference
    )
    form, by, doing = Form(request.POST or None), request.user, request.POST.get("doing", "")
    steps: dict[str, Callable[[], ServiceCredit]] = {
        "release": lambda: release_credit(credit=credit, by=by),
        "grant": lambda: grant_credit(credit=credit, by=by),
        "file": lambda: file_claim(claim=credit, by=by),
    }
    pressed = request.method == "POST" and doing in steps and form.is_valid()
    done = attempt(form, steps[doing]) if pressed else None
    if done:
        messages.success(request, SAID[doing])
        return redirect(credit)
    context = {"credit": credit, "result": credit.result, "ledger": ledger(credit.result), "form": form}
    context["invoices"] = invoices_with(credit.reference)
    context["next_step"] = _next_step(credit, by)
    context["may_answer"] = _may_answer(credit, by)
    return render(request, "contracts/service_levels/credit_page.html", context, status=status_of(form))


@login_required
def claim_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The vendor's answer to a claim, once."""
    people = ("debtor", "creditor", "result__term__contract")
    claim = get_object_or_404(
        ServiceCredit.objects.visible_to(request.user).select_related(*people), reference=reference
    )
    require(request.user, "contracts.answer_claim", claim)
    form = ClaimAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: answer_claim(claim=claim, by=request.user, **form.cleaned_data)):
            messages.success(request, "Your answer is on record, and the broker office is told.")
            return redirect(claim)
    context = {"claim": claim, "form": form}
    return render(request, "contracts/service_levels/claim_answer.html", context, status=status_of(form))


def _may_answer(credit: ServiceCredit, by: Any) -> bool:
    waits = credit.filed_at and not credit.answered_at and credit.status != ServiceCredit.Status.SUPERSEDED
    return bool(waits) and allowed(by, "contracts.answer_claim", credit)


def _next_step(credit: ServiceCredit, by: Any) -> str:
    """What this reader can do: "release", "grant", "file" or nothing."""
    if credit.kind == ServiceCredit.Kind.CLAIM and not credit.filed_at:
        due_at = credit.claim_due_at
        in_time = due_at is not None and timezone.now() < due_at
        if in_time and credit.status != ServiceCredit.Status.SUPERSEDED and allowed(by, "contracts.file_claim", credit):
            return "file"
    if credit.status != ServiceCredit.Status.PROPOSED or not allowed(by, "contracts.grant_credit", credit):
        return ""
    if credit.needs_two and credit.released_by_id is None:
        return "release"
    return "" if credit.needs_two and credit.released_by == by else "grant"
