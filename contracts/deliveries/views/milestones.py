"""Milestones on screens: proposed, agreed, delivered, accepted or rejected."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contracts.agreements.actions import NotRunning
from contracts.agreements.asking import Question, ask, visible_contract
from marketplace.components.formats import moment, money
from marketplace.permissions import require

from ..actions import (
    AcceptedBySilence,
    DeliveryDecided,
    MilestoneDecided,
    NotToDeliver,
    accept_delivery,
    agree_milestone,
    deliver_milestone,
    drop_milestone,
    propose_milestone,
    reject_delivery,
)
from ..forms import DeliveryForm, DropForm, MilestoneForm, RejectionForm
from ..models import ContractDocument, Milestone
from ..queries import WORDS, milestone_verbs

ACTION_OF = {
    "agree": "contracts.agree_milestone",
    "deliver": "contracts.deliver_milestone",
    "accept": "contracts.decide_delivery",
    "reject": "contracts.decide_delivery",
}
FORMS = {"deliver": DeliveryForm, "reject": RejectionForm, "drop": DropForm}


@login_required
def milestone_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposes one."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.propose_milestone", contract)
    if not contract.is_in_force:
        raise NotRunning
    question = Question(
        "Add a milestone?",
        "Propose the milestone",
        f"Proposed. {contract.vendor} is asked to agree.",
        (
            f"It binds once {contract.vendor} has agreed to it; then nothing of it changes.",
            "What falls due counts as delivered on time, or not, where the contract promises that.",
            "What is paid for it is billed once, with the month in which it is accepted.",
            "Everybody reads in the register what is due, and whether it was accepted.",
        ),
    )

    def act(**answers: Any) -> Milestone:
        form = MilestoneForm(request.POST)
        form.is_valid()
        return propose_milestone(contract=contract, terms=form.terms, by=request.user)

    return ask(request, question, contract=contract, form=MilestoneForm, act=act)


@login_required
def milestone_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is due, what was delivered, and what was said of it."""
    milestone, at = _visible(request, pk), timezone.now()
    words, tone = WORDS[milestone.state(at=at)]
    documents = ContractDocument.objects.visible_to(request.user).filter(delivery__milestone=milestone)
    context = {
        "milestone": milestone,
        "contract": milestone.contract,
        "words": words,
        "tone": tone,
        "deliveries": milestone.deliveries.all(),
        "documents": documents.select_related("file"),
        "verbs": milestone_verbs(milestone, request.user, at=at),
        "now": at,
    }
    return render(request, "contracts/deliveries/milestone_page.html", context)


@login_required
def milestone_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Asks before a step is taken."""
    if verb not in ("agree", "deliver", "accept", "reject", "drop"):
        raise Http404("A milestone is agreed, delivered, accepted, rejected or dropped.")
    milestone, at = _visible(request, pk), timezone.now()
    if verb not in milestone_verbs(milestone, request.user, at=at):
        raise _too_late(request, milestone, verb, at)
    act = partial(_act, milestone, verb, request)
    question = _question(milestone, verb)
    back, form = milestone.get_absolute_url(), FORMS.get(verb, forms.Form)
    return ask(request, question, contract=milestone.contract, form=form, act=act, back=back)


def _too_late(request: HttpRequest, milestone: Milestone, verb: str, at: Any) -> Exception:
    """403 for those whose step it never is; for the others, what happened meanwhile."""
    latest = milestone.latest
    if verb == "drop":
        require(request.user, "contracts.propose_milestone", milestone.contract)
    elif verb in ("accept", "reject"):
        if latest is None:
            raise Http404("Nothing was delivered.")
        require(request.user, ACTION_OF[verb], latest)
        return AcceptedBySilence(latest) if not latest.verdict and latest.verdict_at(at) else DeliveryDecided()
    else:
        require(request.user, ACTION_OF[verb], milestone)
    return NotToDeliver() if verb == "deliver" else MilestoneDecided()


def _act(milestone: Milestone, verb: str, request: HttpRequest, **answers: Any) -> Any:
    if verb == "agree":
        return agree_milestone(milestone=milestone, by=request.user)
    if verb == "drop":
        return drop_milestone(milestone=milestone, by=request.user, **answers)
    if verb == "deliver":
        files = [answers["file"]] if answers["file"] else []
        return deliver_milestone(milestone=milestone, note=answers["note"], files=files, by=request.user)
    decide = accept_delivery if verb == "accept" else reject_delivery
    return decide(delivery=milestone.latest, by=request.user, **answers)


def _question(milestone: Milestone, verb: str) -> Question:
    contract, due = milestone.contract, moment(milestone.due_at)
    days = milestone.accept_days
    paid = f"{money((milestone.amount, contract.currency))} is billed once it is accepted." if milestone.amount else ""
    silence = f"Without an answer within {days} working days it counts as accepted." if days else ""
    texts: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
        "agree": (
            "Agree to this milestone?", "Agree", "You agreed to the milestone.",
            (f"You deliver it by {due}: {milestone.title}.", f"Accepted is: {milestone.criteria}", silence, paid),
        ),
        "deliver": (
            "Deliver this milestone?", "Deliver it", "It is delivered. The agency has been told.",
            (f"{contract.agency} accepts it, or says what is missing.", silence, f"It is due {due}."),
        ),
        "accept": (
            "Accept what was delivered?", "Accept it", "It is accepted.",
            (f"{milestone.title}: {milestone.criteria}", paid, "This cannot be taken back."),
        ),
        "reject": (
            "Reject what was delivered?", "Reject it", "It is rejected. It can be delivered again.",
            (f"{contract.vendor} reads what is missing and delivers again.", f"It stays due {due}."),
        ),
        "drop": (
            "Drop this milestone?", "Drop it", "It is dropped.",
            ("It is not to be delivered any more, and counts for nothing.",),
        ),
    }  # fmt: skip
    title, button, done, lines = texts[verb]
    return Question(title, button, done, tuple(filter(None, lines)))


def _visible(request: HttpRequest, pk: int) -> Milestone:
    people = ("contract__agency", "contract__vendor", "proposed_by", "agreed_by")
    rows = Milestone.objects.visible_to(request.user).select_related(*people)
    return get_object_or_404(rows.prefetch_related("deliveries__delivered_by", "deliveries__decided_by"), pk=pk)
