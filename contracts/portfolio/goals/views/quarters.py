"""Frozen quarters on screens, and the plans for what was missed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, require

from ..actions import StepPlanned, check_plan, finish_step, freeze_quarter, plan_improvement
from ..forms import CheckForm, FreezeForm, PlanForm
from ..models import GoalScorecard, GoalScorecardLine, ImprovementPlan, PlanStep, unit_of
from ..queries import lines_of, lines_seen, steps_seen


@login_required
@require_safe
def goal_scorecard_list(request: HttpRequest) -> HttpResponse:
    """Frozen quarters, the latest first, each in its last revision."""
    found = GoalScorecard.objects.visible_to(request.user).latest().select_related("agency")
    context = {
        "page": page_of(found, request.GET.get("page")),
        "may_freeze": allowed(request.user, "contracts.freeze_quarter"),
    }
    return render(request, "contracts/portfolio/goal_scorecard_list.html", context)


@login_required
def goal_scorecard_new(request: HttpRequest) -> HttpResponse:
    """Freeze an agency's quarter."""
    require(request.user, "contracts.freeze_quarter")
    form = FreezeForm(request.POST or None, today=office_day(database_now()))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: freeze_quarter(by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"{made.reference} is frozen. Owners of what was missed are told.")
            return redirect(made)
    context = {"form": form, "title": "Freeze a quarter", "submit": "Freeze it"}
    return render(request, "contracts/portfolio/goal_form.html", context, status=status_of(form))


def _scorecard(request: HttpRequest, reference: str) -> GoalScorecard:
    seen = GoalScorecard.objects.visible_to(request.user).select_related("agency", "drawn_up_by")
    return get_object_or_404(seen, reference=reference)


@login_required
@require_safe
def goal_scorecard_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One frozen quarter: each measure with value, target, what it rests on and its plan."""
    scorecard = _scorecard(request, reference)
    lines = list(lines_of(scorecard))
    context = {
        "scorecard": scorecard,
        "lines": lines,
        "met": sum(line.outcome == GoalScorecardLine.Outcome.MET for line in lines),
        "missed": sum(line.outcome == GoalScorecardLine.Outcome.MISSED for line in lines),
        "may_plan": allowed(request.user, "contracts.plan_improvement", scorecard.agency),
    }
    return render(request, "contracts/portfolio/goal_scorecard_page.html", context)


@login_required
@require_safe
def goal_scorecard_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """The same as a table, every line with its inputs."""
    scorecard = _scorecard(request, reference)
    answer = HttpResponse("".join(csv_lines(_table(lines_of(scorecard)))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{scorecard.reference}.csv"'
    return answer


def _table(lines: Any) -> Sequence[Sequence[Any]]:
    head = ["priority", "goal", "measured_by", "unit", "direction", "target", "value", "outcome", "rests_on", "rows"]
    rows = [
        [
            line.measure.goal.priority.title, line.measure.goal.title, line.measure.source,
            unit_of(line.measure.source), line.measure.direction, line.target, line.value, line.outcome,
            line.note, len(line.inputs),
        ]
        for line in lines
    ]  # fmt: skip
    return [head, *rows]


@login_required
def improvement_plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan what is done about a missed goal."""
    line = get_object_or_404(lines_seen(request.user), pk=pk)
    agency = line.scorecard.agency
    require(request.user, "contracts.plan_improvement", agency)
    form = PlanForm(request.POST or None, agency=agency, at=database_now())
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        given = {
            "cause": sent["cause"],
            "check_on": sent["check_on"],
            "steps": [StepPlanned(*each) for each in form.steps],
        }
        made = attempt(form, lambda: plan_improvement(line=line, by=request.user, **given))
        if made:
            messages.success(request, "The plan stands. Each step is on the desk of whoever does it.")
            return redirect(made)
    context = {"form": form, "title": f"Plan for: {line.measure.goal}", "submit": "Set the plan", "line": line}
    return render(request, "contracts/portfolio/goal_form.html", context, status=status_of(form))


def _plan(request: HttpRequest, pk: int) -> ImprovementPlan:
    named = ("agency", "planned_by", "checked_by", "line__scorecard", "line__measure__goal", "line__measure__owner")
    seen = ImprovementPlan.objects.visible_to(request.user).select_related(*named).prefetch_related("steps__owner")
    return get_object_or_404(seen, pk=pk)


@login_required
@require_safe
def improvement_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its cause, its steps, and its check."""
    plan = _plan(request, pk)
    today, by = office_day(database_now()), request.user
    may_check = allowed(by, "contracts.check_improvement", plan)
    context = {
        "plan": plan,
        "today": today,
        "may_do": allowed(by, "contracts.plan_improvement", plan.agency),
        "may_check": may_check and plan.status == plan.Status.OPEN and plan.check_on <= today,
    }
    return render(request, "contracts/portfolio/improvement_plan.html", context)


@login_required
@require_POST
def plan_step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a step is done."""
    step: PlanStep = get_object_or_404(steps_seen(request.user), pk=pk)
    finish_step(step=step, by=request.user)
    messages.success(request, "The step is done.")
    return redirect(step.plan)


@login_required
def improvement_plan_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check on its day whether a plan worked."""
    plan = _plan(request, pk)
    require(request.user, "contracts.check_improvement", plan)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: check_plan(plan=plan, by=request.user, **form.cleaned_data)):
            messages.success(request, "The check stands.")
            return redirect(plan)
    context = {"form": form, "title": f"Check: {plan.line.measure.goal}", "submit": "Write the check down"}
    return render(request, "contracts/portfolio/goal_form.html", context, status=status_of(form))
