"""Which goal a request or a contract serves, on a page of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import name_goal, take_goal_off
from ..forms import ServesForm
from ..models import Serving
from ..serving_queries import goals_to_name, served_by, work_of


@login_required
def goal_serves(request: HttpRequest, reference: str) -> HttpResponse:
    """The goals that it serves, and the form to name one more."""
    work = work_of(request.user, reference)
    require(request.user, "contracts.name_goal", work)
    form = ServesForm(request.POST or None, goals=goals_to_name(work))
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: name_goal(work=work, goal=form.cleaned_data["goal"], by=request.user)):
            messages.success(request, "It serves this goal from now on. The goal’s page lists it.")
            return redirect("goal_serves", reference)
    context = {"work": work, "form": form, "served": served_by(work), "goals": goals_to_name(work)}
    return render(request, "contracts/portfolio/goal_serves.html", context, status=status_of(form))


@login_required
@require_POST
def goal_serves_end(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer serves the goal."""
    serving = get_object_or_404(Serving.objects.visible_to(request.user).select_related("order", "contract"), pk=pk)
    require(request.user, "contracts.name_goal", serving.work)
    take_goal_off(serving=serving, by=request.user)
    messages.success(request, "It is taken off. That it served the goal stays on record.")
    return redirect("goal_serves", serving.work.reference)
