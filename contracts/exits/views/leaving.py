"""The plan of the exit on screens: proposed, agreed by each side, its steps done."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from contracts.agreements.asking import Question, ask, visible_contract
from contracts.agreements.models import Contract
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import (
    PlanDecided,
    PlanOpen,
    StepDone,
    agree_exit_plan,
    do_exit_step,
    propose_exit_plan,
    refuse_exit_plan,
)
from ..forms import NoteForm, ReasonForm, StepFormSet, first_steps
from ..models import ExitPlan, ExitStep
from ..queries import SIDES, plan_sides, step_rows

CONFIRMS = {
    ExitStep.Kind.DATA_RETURN: ("Confirm that the data came back?", "Confirm it"),
    ExitStep.Kind.DELETION: ("Certify that the data is deleted?", "Certify it"),
    ExitStep.Kind.OTHER: ("Is this step done?", "It is done"),
}


@login_required
def exit_plan_new(request: HttpRequest, reference: str) -> HttpResponse:
    """A plan, begun with the standard steps."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.propose_exit_plan", contract)
    if contract.exit_plans.filter(status=ExitPlan.Status.PROPOSED).exists():
        raise PlanOpen
    rows, whole = StepFormSet(request.POST or None, initial=first_steps()), forms.Form(request.POST or None)
    if request.method == "POST" and rows.is_valid():
        whole = forms.Form(request.POST)
        whole.is_valid()
        plan = attempt(whole, lambda: _propose(contract, rows, request))
        if plan:
            messages.success(request, "The plan is proposed. Both sides are asked to agree.")
            return redirect(plan)
    status = 422 if request.method == "POST" and not rows.is_valid() else status_of(whole)
    context = {"contract": contract, "rows": rows, "form": whole}
    return render(request, "contracts/exits/exit_plan_form.html", context, status=status)


def _propose(contract: Contract, rows: forms.BaseFormSet, request: HttpRequest) -> ExitPlan:
    steps = [row.terms for row in rows if row.terms]
    return propose_exit_plan(contract=contract, steps=steps, by=request.user)


@login_required
def exit_plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Its steps with owners and days, who agreed, and what the reader may do."""
    plan = _visible(request, pk)
    context = {
        "plan": plan,
        "contract": plan.contract,
        "rows": step_rows(plan, plan.contract, request.user, at=timezone.now()),
        "sides": plan_sides(plan, request.user),
    }
    return render(request, "contracts/exits/exit_plan_page.html", context)


@login_required
def exit_plan_decide(request: HttpRequest, pk: int, side: str, verb: str) -> HttpResponse:
    """Asks before one side agrees to a plan or refuses it."""
    if side not in SIDES or verb not in ("agree", "refuse"):
        raise Http404("A plan is agreed or refused by the agency and by who provides.")
    plan = _visible(request, pk)
    require(request.user, f"contracts.agree_exit_plan_for_{side}", plan)
    if side not in plan_sides(plan, request.user):
        raise PlanDecided
    act = partial(agree_exit_plan, plan=plan, side=side, by=request.user)
    question, form = AGREE, forms.Form
    if verb == "refuse":
        act = partial(refuse_exit_plan, plan=plan, side=side, by=request.user)
        question, form = REFUSE, ReasonForm
    return ask(request, question, contract=plan.contract, form=form, act=act, back=plan.get_absolute_url())


AGREE = Question(
    "Agree to this plan?",
    "Agree to the plan",
    "You agreed to the plan.",
    (
        "Your side does its steps by their days, reckoned from the end as it then stands.",
        "From now on none of its steps can be changed; a newer plan can replace it.",
    ),
)
REFUSE = Question(
    "Refuse this plan?",
    "Refuse the plan",
    "The plan is refused. The broker office reads why.",
    ("The plan before it, where there is one, stays in force.", "The broker office reads your reason."),
)


@login_required
def exit_step_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a side says that its step is done."""
    seen = ExitStep.objects.visible_to(request.user)
    parties = ("plan__contract__agency", "plan__contract__vendor", "plan__contract__broker")
    step = get_object_or_404(seen.select_related(*parties), pk=pk)
    require(request.user, "contracts.do_exit_step", step)
    if step.done_at is not None or step.plan.status != ExitPlan.Status.AGREED:
        raise StepDone
    title, button = CONFIRMS[ExitStep.Kind(step.kind)]
    consequences = (f"{step.what}.", f"It stands for {step.organisation}, with your name and today’s date.")
    question = Question(title, button, "It is noted, and the others have been told.", consequences)
    act = partial(do_exit_step, step=step, by=request.user)
    return ask(request, question, contract=step.plan.contract, form=NoteForm, act=act)


def _visible(request: HttpRequest, pk: int) -> ExitPlan:
    parties = ("contract__agency", "contract__vendor", "contract__broker")
    people = ("proposed_by", "agreed_by_agency", "agreed_by_vendor")
    rows = ExitPlan.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*parties, *people), pk=pk)
