"""The tree of goals on screens, one goal, and setting priorities, goals and measures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, reads_all, require

from ..actions import end_measure, set_goal, set_measure, set_priority
from ..charts import trend_chart
from ..forms import GoalForm, MeasureForm, PriorityForm
from ..models import Goal, Measure
from ..queries import measures_of, quarters_of, settable_agencies, tree_for, trends_of
from ..serving_queries import covered, serving_of


@login_required
@require_safe
def goal_tree(request: HttpRequest) -> HttpResponse:
    """Priorities of the state, the goals of agencies under them, and how their last quarter went."""
    may_set_goal = settable_agencies(request.user).exists()
    context = {
        "tree": tree_for(request.user, on=office_day(database_now())),
        "covered": covered(request.user, on=office_day(database_now())),
        "may_set_priority": allowed(request.user, "contracts.set_priority"),
        "may_set_goal": may_set_goal,
        "may_freeze": allowed(request.user, "contracts.freeze_quarter"),
        "sees_all": reads_all(request.user),
    }
    return render(request, "contracts/portfolio/goal_tree.html", context)


@login_required
def priority_new(request: HttpRequest) -> HttpResponse:
    """Set what the state wants first."""
    require(request.user, "contracts.set_priority")
    form = PriorityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: set_priority(by=request.user, **form.cleaned_data)):
            messages.success(request, "The priority stands. Agencies can set goals under it.")
            return redirect("goal_tree")
    return _form(request, form, "Set a priority of the state", "Set the priority")


@login_required
def goal_new(request: HttpRequest) -> HttpResponse:
    """Set what an agency wants to reach for a priority."""
    agencies = settable_agencies(request.user)
    require(request.user, "contracts.set_goal", agencies.first() or Organisation())
    form = GoalForm(request.POST or None, agencies=agencies, initial={"priority": request.GET.get("priority")})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: set_goal(by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, "The goal stands. Say now how you will know that it is reached.")
            return redirect(made)
    return _form(request, form, "Set a goal", "Set the goal")


def _goal(request: HttpRequest, pk: int) -> Goal:
    named = Goal.objects.visible_to(request.user).select_related("priority", "agency", "set_by")
    return get_object_or_404(named, pk=pk)


@login_required
@require_safe
def goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One goal: its measures, and each quarter with its value and what was done about a miss."""
    goal = _goal(request, pk)
    lines = quarters_of(goal)
    context = {
        "goal": goal,
        "measures": measures_of(goal),
        "lines": lines,
        "trends": [trend_chart(measure, quarters) for measure, quarters in trends_of(lines)],
        "serving": serving_of(goal, request.user),
        "may": allowed(request.user, "contracts.set_goal", goal.agency),
    }
    return render(request, "contracts/portfolio/goal_page.html", context)


@login_required
def measure_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say by which question a goal is judged."""
    goal = _goal(request, pk)
    require(request.user, "contracts.set_goal", goal.agency)
    form = MeasureForm(request.POST or None, agency=goal.agency, at=database_now())
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: set_measure(goal=goal, by=request.user, **form.cleaned_data)):
            messages.success(request, "The measure stands. Its first quarter is judged once it is over.")
            return redirect(goal)
    return _form(request, form, f"Measure: {goal}", "Set the measure")


@login_required
@require_POST
def measure_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a measure; quarters that are frozen keep it."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user).select_related("goal__agency"), pk=pk)
    end_measure(measure=measure, by=request.user)
    messages.success(request, "The measure has ended. Quarters that are frozen keep it.")
    return redirect(measure.goal)


def _form(request: HttpRequest, form, title: str, submit: str) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit}
    return render(request, "contracts/portfolio/goal_form.html", context, status=status_of(form))
