"""Overlaps on screens: the list of groups, one group with what it would save, and one pair with its verdict."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from .actions import judge_overlap
from .forms import SavingForm, VerdictForm
from .queries import group_numbers, groups_on, history_of, items_named, latest_run, members_of, pairs_of, uses_of
from .saving import cheapest, saving
from .weighing import ALIKE_FROM, STRONG_FROM, WEIGHTS

POINTS = {kind: round(weight * 100) for kind, weight in WEIGHTS.items()}


@login_required
@require_safe
def overlap_list(request: HttpRequest) -> HttpResponse:
    """Groups of offerings and systems that may do the same, the largest first."""
    require(request.user, "contracts.read_overlaps")
    page: Page = page_of(group_numbers(), request.GET.get("page"))
    context = {
        "page": page,
        "groups": groups_on(row["group"] for row in page),
        "run": latest_run(),
        "weights": POINTS,
        "least": round(ALIKE_FROM * 100),
        "strong": round(STRONG_FROM * 100),
    }
    return render(request, "contracts/portfolio/overlap_list.html", context)


@login_required
@require_safe
def overlap_group(request: HttpRequest, number: int) -> HttpResponse:
    """One group: its pairs with what they have in common, who pays what, and what one for all would save."""
    require(request.user, "contracts.read_overlaps")
    members = members_of(number)
    if not members:
        raise Http404
    uses = uses_of(members, on=timezone.localdate())
    asked = "keep" in request.GET
    best = cheapest(uses)
    form = SavingForm(request.GET if asked else None, members=members, initial={"keep": best, "years": 5})
    computed = saving(uses, **form.cleaned_data) if asked and form.is_valid() else None
    context = {
        "members": members,
        "pairs": pairs_of(members),
        "uses": uses,
        "form": form,
        "saving": computed,
        "unknown": asked and form.is_valid() and computed is None,
        "may_judge": allowed(request.user, "contracts.judge_overlap"),
    }
    return render(request, "contracts/portfolio/overlap_group.html", context, status=status_of(form) if asked else 200)


@login_required
def overlap_pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two things side by side, what was decided of them before, and the form to decide."""
    require(request.user, "contracts.read_overlaps")
    one, other = (get_object_or_404(items_named(), pk=number) for number in sorted((first, second)))
    if one == other:
        raise Http404
    may_judge = allowed(request.user, "contracts.judge_overlap")
    if request.method == "POST":
        require(request.user, "contracts.judge_overlap")
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict = attempt(form, lambda: judge_overlap(first=one, second=other, by=request.user, **form.cleaned_data))
        if verdict:
            messages.success(request, "It is decided. The catalogue, requests and the groups follow it from now on.")
            return redirect(verdict)
    context = {
        "pair": pairs_of([one, other])[0],
        "history": history_of(one, other),
        "form": form,
        "may_judge": may_judge,
        "weights": POINTS,
    }
    return render(request, "contracts/portfolio/overlap_pair.html", context, status=status_of(form))
