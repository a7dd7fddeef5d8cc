"""Suspending and lifting, and the notice to cure with its answer."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contracts.agreements.actions import NotRunning
from contracts.agreements.asking import Question, ask, visible_contract
from marketplace.permissions import require

from ..actions import (
    AlreadySuspended,
    CureClosed,
    NotSuspended,
    answer_cure_notice,
    close_cure_notice,
    give_cure_notice,
    lift_suspension,
    suspend_contract,
)
from ..forms import AnswerForm, BreachForm, FindingForm, LiftForm, SuspensionForm
from ..models import CureNotice
from ..queries import cure_verbs

SUSPEND = Question(
    "Suspend this contract?",
    "Suspend the contract",
    "The contract is suspended. Both sides have been told.",
    (
        "Nothing can be ordered under it, and nothing of it amended, until it is lifted.",
        "Orders that run go on, and so do their fees, unless the service stands still.",
        "Its last day stays where it is, and while it is suspended it does not renew itself.",
        "Everybody reads in the register that it is suspended, and why.",
    ),
)
LIFT = Question(
    "Lift the suspension?",
    "Lift the suspension",
    "The suspension is lifted. Both sides have been told.",
    ("From now on it can be ordered under and amended again.", "Its service levels count again."),
)
ANSWERS = {
    "answer": (
        answer_cure_notice,
        AnswerForm,
        Question(
            "Answer the notice?",
            "Send the answer",
            "Your answer is with the agency and the broker office.",
            (
                "The agency and the broker office read it; it cannot be changed afterwards.",
                "The time to cure is not moved by it.",
            ),
        ),
    ),
    "close": (
        close_cure_notice,
        FindingForm,
        Question(
            "Is the breach put right?",
            "Find it put right",
            "The breach counts as put right.",
            ("The contract cannot be ended for this breach any more.", "Who provides reads your finding."),
        ),
    ),
}


@login_required
def contract_suspend(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before the contract stands still."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.suspend_contract", contract)
    if not contract.is_in_force:
        raise NotRunning
    if contract.status == contract.Status.SUSPENDED:
        raise AlreadySuspended
    act = partial(suspend_contract, contract=contract, by=request.user)
    return ask(request, SUSPEND, contract=contract, form=SuspensionForm, act=act, initial={"pauses_levels": "no"})


@login_required
def contract_lift(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it goes on."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.suspend_contract", contract)
    if contract.status != contract.Status.SUSPENDED:
        raise NotSuspended
    act = partial(lift_suspension, contract=contract, by=request.user)
    return ask(request, LIFT, contract=contract, form=LiftForm, act=act)


@login_required
def cure_notice_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before a breach is held against who provides."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.give_cure_notice", contract)
    if not contract.is_in_force:
        raise NotRunning
    question = Question(
        "Give notice to cure a breach?",
        "Give the notice",
        "The notice is given. Both sides have been told.",
        (
            f"{contract.vendor} has {contract.cure_days} days to put it right, as the contract says.",
            "Once they have passed without a cure, the contract can be ended for this breach.",
            f"{contract.agency} and {contract.vendor} read it; the public does not.",
        ),
    )
    act = partial(give_cure_notice, contract=contract, by=request.user)
    return ask(request, question, contract=contract, form=BreachForm, act=act)


@login_required
def cure_notice_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The breach, the time left, the answer."""
    notice, at = _visible(request, pk), timezone.now()
    context = {
        "notice": notice,
        "contract": notice.contract,
        "verbs": cure_verbs(notice, request.user),
        "lapsed": notice.has_lapsed(at=at),
    }
    return render(request, "contracts/exits/cure_notice_page.html", context)


@login_required
def cure_notice_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Asks before it is answered, or found put right."""
    if verb not in ANSWERS:
        raise Http404("A notice to cure is answered, or closed.")
    notice = _visible(request, pk)
    require(request.user, f"contracts.{verb}_cure_notice", notice)
    if verb not in cure_verbs(notice, request.user):
        raise CureClosed
    action, form, question = ANSWERS[verb]
    act = partial(action, notice=notice, by=request.user)
    return ask(request, question, contract=notice.contract, form=form, act=act, back=notice.get_absolute_url())


def _visible(request: HttpRequest, pk: int) -> CureNotice:
    parties = ("contract__agency", "contract__vendor", "given_by", "answered_by", "closed_by")
    return get_object_or_404(CureNotice.objects.visible_to(request.user).select_related(*parties), pk=pk)
