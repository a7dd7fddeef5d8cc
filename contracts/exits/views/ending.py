"""Ending a contract before its last day: proposed, decided, withdrawn."""

from datetime import timedelta
from functools import partial

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contracts.agreements.actions import NotRunning
from contracts.agreements.asking import Question, ask, visible_contract
from marketplace.components.formats import day
from marketplace.permissions import require

from ..actions import (
    TerminationDecided,
    TerminationOpen,
    agree_termination,
    approve_termination,
    earliest_end,
    propose_termination,
    refuse_termination,
    withdraw_termination,
)
from ..forms import ReasonForm, TerminationForm
from ..models import Cause, Termination
from ..queries import termination_verbs

DONE = {
    "approve": ("Approve the early end?", "Approve it", "It is approved."),
    "agree": ("Agree to the early end?", "Agree", "You agreed, and notice is given."),
    "refuse": ("Refuse the early end?", "Refuse it", "It is refused. The contract stays as it is."),
    "withdraw": ("Withdraw the early end?", "Withdraw it", "It is withdrawn. The contract runs on."),
}
ACTIONS = {
    "approve": (approve_termination, forms.Form),
    "agree": (agree_termination, forms.Form),
    "refuse": (refuse_termination, ReasonForm),
    "withdraw": (withdraw_termination, ReasonForm),
}


@login_required
def termination_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposes an early end, with the earliest day that each cause allows."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.terminate_contract", contract)
    if not contract.is_in_force:
        raise NotRunning
    if contract.terminations.exclude(status__in=["refused", "withdrawn"]).exists():
        raise TerminationOpen
    at = timezone.now()
    with_notice = earliest_end(contract, Cause.CONVENIENCE, at=at) - timedelta(days=1)
    question = Question(
        "End this contract early?",
        "Propose the end",
        f"Proposed. An approver of {contract.agency} decides.",
        (
            f"Nothing ends before an approver of {contract.agency} has approved it; by agreement, "
            f"{contract.vendor} is asked too.",
            f"For convenience, or for want of money, the contract asks for {contract.notice_days} days of notice: its "
            f"last day is {day(with_notice)} or later.",
            "For a breach, a notice to cure must have run out. For all other causes it can end with today.",
            "Orders end with it. Service levels count, and credits are owed, to its last second.",
        ),
    )
    act = partial(propose_termination, contract=contract, by=request.user)
    return ask(request, question, contract=contract, form=TerminationForm, act=act)


@login_required
def termination_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The cause, the day, who decided, and what the reader may do."""
    termination = _visible(request, pk)
    context = {
        "termination": termination,
        "contract": termination.contract,
        "verbs": termination_verbs(termination, request.user, at=timezone.now()),
    }
    return render(request, "contracts/exits/termination_page.html", context)


@login_required
def termination_decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Asks before it is decided."""
    if verb not in ACTIONS:
        raise Http404("An early end is approved, agreed, refused or withdrawn.")
    termination = _visible(request, pk)
    if verb not in termination_verbs(termination, request.user, at=timezone.now()):
        _require(request, termination, verb)
        raise TerminationDecided(termination)
    action, form = ACTIONS[verb]
    title, button, done = DONE[verb]
    question = Question(title, button, done, _consequences(termination, verb))
    act = partial(action, termination=termination, by=request.user)
    back = termination.get_absolute_url()
    return ask(request, question, contract=termination.contract, form=form, act=act, back=back)


def _require(request: HttpRequest, termination: Termination, verb: str) -> None:
    """403 for those who never could; for the others it is too late."""
    if verb == "withdraw":
        require(request.user, "contracts.terminate_contract", termination.contract)
    else:
        turn = "agree" if verb == "agree" else "approve"
        require(request.user, f"contracts.{turn}_termination", termination)


def _consequences(termination: Termination, verb: str) -> tuple[str, ...]:
    contract = termination.contract
    if verb in ("refuse", "withdraw"):
        return ("The contract stays as it is.", "The others read your reason.")
    ends = f"The contract, and every order under it, ends with {day(termination.last_day_on)}."
    asked = verb == "approve" and termination.cause == Cause.AGREEMENT
    then = f"{contract.vendor} is asked to agree; nothing ends before." if asked else "Notice is given at once."
    return (
        then,
        ends,
        "Nothing can be ordered under it any more, and it does not renew itself.",
        "Everybody reads cause and last day in the register. Until that day the office can withdraw it.",
    )


def _visible(request: HttpRequest, pk: int) -> Termination:
    people = ("proposed_by", "approved_by", "agreed_by", "cure_notice")
    rows = Termination.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("contract__agency", "contract__vendor", *people), pk=pk)
