"""Screens of incidents: saying what happened, agreeing on it or contesting it, saying it anew."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.agreements.models import Contract
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from ..actions.incidents import (
    agree_incident,
    contest_incident,
    propose_incident,
    revise_incident,
    withdraw_incident,
)
from ..forms.disputes import DecisionForm
from ..forms.incidents import IncidentForm
from ..models import Incident

PEOPLE = ("contract__agency", "contract__vendor", "proposed_by", "proposed_for", "to_answer", "answered_by")
SAID = {
    "agree": "Both sides agree. The incident stands in the contract’s month.",
    "contest": "It is contested. The other side can say it anew.",
    "withdraw": "It is withdrawn.",
}


@login_required
def incident_propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what happened; the other side is asked."""
    seen = Contract.objects.signed().visible_to(request.user).with_parties()
    contract = get_object_or_404(seen, reference=reference)
    if not allowed(request.user, "contracts.propose_incident", Incident(contract=contract)):
        raise PermissionDenied("contracts.propose_incident")
    form = IncidentForm(request.POST or None, contract=contract)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: propose_incident(contract=contract, by=request.user, **form.incident))
        if made:
            messages.success(request, f"{made.reference} is proposed. {made.to_answer} is asked to answer.")
            return redirect(made)
    context = {"form": form, "contract": contract}
    return render(request, "contracts/service_levels/incident_form.html", context, status=status_of(form))


def _seen(request: HttpRequest, reference: str) -> Incident:
    incidents = Incident.objects.visible_to(request.user).select_related(*PEOPLE)
    return get_object_or_404(incidents, reference=reference)


@login_required
def incident_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What one side says happened, and what the other one says to it."""
    incident, by = _seen(request, reference), request.user
    doing = request.POST.get("doing", "")
    answer = DecisionForm(request.POST if doing == "contest" else None)
    form = answer if doing == "contest" else Form(request.POST or None)
    acts: dict[str, Callable[[], Incident]] = {
        "agree": lambda: agree_incident(incident=incident, by=by),
        "contest": lambda: contest_incident(incident=incident, reason=answer.cleaned_data["reason"], by=by),
        "withdraw": lambda: withdraw_incident(incident=incident, by=by),
    }
    if request.method == "POST" and doing in acts and form.is_valid() and attempt(form, acts[doing]):
        messages.success(request, SAID[doing])
        return redirect(incident)
    waits, contested = (incident.status == status for status in (Incident.Status.PROPOSED, Incident.Status.CONTESTED))
    own = allowed(by, "contracts.revise_incident", incident)
    context = {
        "incident": incident,
        "levels": incident.levels.all(),
        "form": form,
        "answer": answer,
        "may_answer": waits and allowed(by, "contracts.answer_incident", incident),
        "may_revise": contested and own,
        "may_withdraw": (waits or contested) and own,
    }
    return render(request, "contracts/service_levels/incident_page.html", context, status=status_of(form))


@login_required
def incident_revise(request: HttpRequest, reference: str) -> HttpResponse:
    """Say anew what happened, after the other side contested it."""
    incident = _seen(request, reference)
    if not allowed(request.user, "contracts.revise_incident", incident):
        raise PermissionDenied("contracts.revise_incident")
    form = IncidentForm(request.POST or None, contract=incident.contract, incident=incident)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: revise_incident(incident=incident, by=request.user, **form.incident)):
            messages.success(request, f"{incident.reference} is proposed anew.")
            return redirect(incident)
    context = {"form": form, "contract": incident.contract, "incident": incident}
    return render(request, "contracts/service_levels/incident_form.html", context, status=status_of(form))
