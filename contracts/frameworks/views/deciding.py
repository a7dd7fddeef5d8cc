"""A signed agreement on screens: an amendment or its end is proposed by one person and decided by another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.frameworks.actions import (
    FrameworkEnded,
    NotSigned,
    ProposalDecided,
    ProposalOpen,
    approve_framework_proposal,
    propose_framework_amendment,
    propose_framework_ending,
    refuse_framework_proposal,
    withdraw_framework_proposal,
)
from contracts.frameworks.forms import AmendForm, CloseForm, EndForm
from contracts.frameworks.models import Framework, FrameworkProposal
from contracts.frameworks.page import changes_of, proposal_of
from marketplace.components.attempts import attempt, status_of
from marketplace.errors import DomainError
from marketplace.permissions import require

from .preparing import show_framework, take_step, visible_framework

PROPOSED = "It is proposed. Somebody else of the office decides on it."


@dataclass(frozen=True)
class Decision:
    """The words of a page that asks before a proposal is decided."""

    act: Callable[..., Any]
    question: str
    button: str
    done: str
    permission: str
    form: type[forms.Form] = CloseForm
    consequences: tuple[str, ...] = ("The agreement stays as it is.", "Whoever proposed it reads your reason.")


APPROVE = "contracts.approve_framework_proposal"
DECISIONS = {
    "approve": Decision(
        approve_framework_proposal,
        "Approve this?",
        "Approve",
        "It is approved, in force and public.",
        APPROVE,
        forms.Form,
        (
            "It is in force at once, and public with its grounds.",
            "Orders that were placed before run to their own ends.",
            "It cannot be taken back.",
        ),
    ),
    "refuse": Decision(
        refuse_framework_proposal, "Refuse this?", "Refuse", "It is refused. The agreement stays as it is.", APPROVE
    ),
    "withdraw": Decision(
        withdraw_framework_proposal,
        "Take this back?",
        "Take it back",
        "It is taken back. The agreement stays as it is.",
        "contracts.amend_framework",
    ),
}


def _refusal(framework: Framework) -> DomainError | None:
    """Why nothing can be proposed now."""
    if framework.is_draft:
        return NotSigned()
    if framework.ended_at is not None:
        return FrameworkEnded(framework)
    return ProposalOpen() if proposal_of(framework) else None


@login_required
def framework_amend(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposes a new version of a signed agreement."""
    framework = visible_framework(request, reference)
    require(request.user, "contracts.amend_framework")
    if refusal := _refusal(framework):
        return show_framework(request, framework, refusal=str(refusal))
    form = AmendForm(request.POST or None, framework=framework)

    def propose() -> FrameworkProposal:
        said = {name: form.cleaned_data[name] for name in ("grounds", "rationale", "version")}
        return propose_framework_amendment(framework=framework, terms=form.terms, by=request.user, **said)

    return take_step(request, framework, form, propose, "framework_amend.html", PROPOSED)


@login_required
def framework_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposes that nothing more is ordered under it."""
    framework = visible_framework(request, reference)
    require(request.user, "contracts.amend_framework")
    if refusal := _refusal(framework):
        return show_framework(request, framework, refusal=str(refusal))
    form = EndForm(request.POST or None, initial={"version": framework.version})

    def propose() -> FrameworkProposal:
        return propose_framework_ending(framework=framework, by=request.user, **form.cleaned_data)

    return take_step(request, framework, form, propose, "framework_end.html", PROPOSED)


@login_required
def framework_decide(request: HttpRequest, reference: str, pk: int, verb: str) -> HttpResponse:
    """Asks before a proposal is approved, refused or taken back."""
    if verb not in DECISIONS:
        raise Http404("A proposal is approved, refused or withdrawn.")
    framework, decision = visible_framework(request, reference), DECISIONS[verb]
    rows = framework.proposals.select_related("framework", "proposed_by")
    proposal = get_object_or_404(rows, pk=pk)
    require(request.user, decision.permission, proposal)
    if not proposal.is_open:
        return show_framework(request, framework, refusal=str(ProposalDecided(proposal)))
    form = decision.form(request.POST) if request.method == "POST" else decision.form()
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: decision.act(proposal=proposal, by=request.user, **form.cleaned_data)):
            messages.success(request, decision.done)
            return redirect(framework)
    context = {"form": form, "framework": framework, "decision": decision, "proposal": proposal}
    context["rows"] = changes_of(proposal)
    return render(request, "contracts/frameworks/framework_decide.html", context, status=status_of(form))
