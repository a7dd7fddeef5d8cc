"""Contracts that change on screens: amendments proposed and decided, options exercised, renewals refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import (
    AlreadyDecided,
    NoticeGiven,
    NotRunning,
    Suspended,
    agree_amendment,
    approve_amendment,
    exercise_option,
    propose_amendment,
    refuse_amendment,
    refuse_renewal,
    withdraw_amendment,
)
from ..forms import AmendmentForm, ReasonForm
from ..models import AmendmentProposal, Contract
from ..queries import amendment_context, verbs_of
from ..underpinning import widened_by_change
from .steps import show_step, visible_contract


@dataclass(frozen=True)
class Decision:
    """A verb on a proposed amendment: its action, the words of its page, what it does."""

    act: Callable[..., AmendmentProposal]
    question: str
    button: str
    done: str
    form: type[forms.Form]
    consequences: tuple[str, ...]


DECISIONS = {
    "approve": Decision(
        approve_amendment,
        "Approve this amendment?",
        "Approve the amendment",
        "The amendment is approved. Who provides is asked to agree.",
        forms.Form,
        (
            "You bind the agency, and sign the version that it makes.",
            "Who provides is asked to agree; nothing changes before.",
        ),
    ),
    "agree": Decision(
        agree_amendment,
        "Agree to this amendment?",
        "Agree and sign",
        "The amendment is in force and public.",
        forms.Form,
        (
            "You bind your company, and sign the version that it makes.",
            "It is in force at once, and public in the register.",
        ),
    ),
    "refuse": Decision(
        refuse_amendment,
        "Refuse this amendment?",
        "Refuse the amendment",
        "The amendment is refused. The contract stays as it is.",
        ReasonForm,
        ("The contract stays as it is.", "Whoever proposed it reads your reason."),
    ),
    "withdraw": Decision(
        withdraw_amendment,
        "Withdraw this amendment?",
        "Withdraw the amendment",
        "The amendment is withdrawn. The contract stays as it is.",
        ReasonForm,
        ("The contract stays as it is.", "Both sides read your reason."),
    ),
}


@login_required
def amendment_propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposes a change of value, end or vendor."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.propose_amendment", contract)
    if contract.status == Contract.Status.SUSPENDED:
        raise Suspended
    if contract.ended_at is not None and contract.is_in_force:
        raise NoticeGiven(contract)
    if contract.status != Contract.Status.ACTIVE:
        raise NotRunning
    form = AmendmentForm(request.POST or None, contract=contract, reader=request.user)

    def propose() -> AmendmentProposal:
        return propose_amendment(contract=contract, terms=form.terms, by=request.user, **form.said)

    said = f"Proposed. An approver of {contract.agency} decides, then who provides."
    context = {"widened": widened_by_change(contract)}
    return show_step(request, contract, form, propose, "amendment_form.html", said, context)


@login_required
def amendment_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to change, who has decided, and what the reader may do."""
    proposal = _visible(request, pk)
    context = amendment_context(proposal, request.user)
    return render(request, "contracts/agreements/amendment_page.html", context)


@login_required
def amendment_decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Asks before it happens."""
    if verb not in DECISIONS:
        raise Http404("An amendment is approved, agreed, refused or withdrawn.")
    proposal, decision = _visible(request, pk), DECISIONS[verb]
    if verb not in verbs_of(proposal, request.user):
        if proposal.is_open:
            require(
                request.user, {"agree": "contracts.agree_amendment"}.get(verb, "contracts.approve_amendment"), proposal
            )
        raise AlreadyDecided(proposal)
    form = decision.form(request.POST or None) if request.method == "POST" else decision.form()
    if request.method == "POST" and (form.is_valid() or not form.fields):
        said = getattr(form, "cleaned_data", {})
        if attempt(form, lambda: decision.act(proposal=proposal, by=request.user, **said)):
            messages.success(request, decision.done)
            return redirect(proposal)
    context: dict[str, Any] = {"form": form, "decision": decision, **amendment_context(proposal, request.user)}
    return render(request, "contracts/agreements/amendment_decide.html", context, status=status_of(form))


@login_required
def option_exercise(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Asks before the contract runs on by an option."""
    contract = visible_contract(request, reference)
    option = get_object_or_404(contract.options.select_related("contract"), number=number)
    require(request.user, "contracts.exercise_option", option)
    form = forms.Form(request.POST) if request.method == "POST" else forms.Form()
    said = f"Option {option.number} is exercised. The contract runs on."
    widened = widened_by_change(contract)
    context = {"option": option, "value_after": contract.value + option.value_added, "widened": widened}

    def exercise() -> Any:
        return exercise_option(option=option, by=request.user)

    return show_step(request, contract, form, exercise, "option_exercise.html", said, context)


@login_required
def renewal_refuse(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before a contract that renews itself is let end."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.refuse_renewal", contract)
    form = forms.Form(request.POST) if request.method == "POST" else forms.Form()

    def refuse() -> Any:
        return refuse_renewal(contract=contract, by=request.user)

    said = f"The renewal is refused. {contract.reference} ends on its last day."
    return show_step(request, contract, form, refuse, "renewal_refuse.html", said, {})


def _visible(request: HttpRequest, pk: int) -> AmendmentProposal:
    parties = ("contract__agency", "contract__vendor", "vendor_before", "vendor_after", "agreed_for")
    rows = AmendmentProposal.objects.visible_to(request.user).distinct()
    return get_object_or_404(rows.select_related(*parties, "proposed_by", "approved_by", "agreed_by"), pk=pk)
