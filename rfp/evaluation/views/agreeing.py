"""The board of all scores, and what the chair records as agreed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.errors import DomainError
from marketplace.permissions import require

from ..actions import NotNow, agree_quality, agree_score, agree_what_is_alike
from ..board import board_page
from ..forms.panels import NothingForm
from ..forms.scores import AgreeForm
from ..models import Consensus, Panel, Score
from .pages import step, visible_panel
from .panels import proposal_and_criterion


@login_required
@require_safe
def evaluation_consensus(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Agreed scores with the spread of the evaluators', prices, totals, and how firm the result is."""
    return show_board(request, visible_panel(request, reference, number))


def show_board(request: HttpRequest, panel: Panel, status: int = 200, refusal: str = "") -> HttpResponse:
    """The board; before all have submitted it says what it waits for."""
    if not panel.shows_scores:
        raise NotNow(panel, "Scores are shown once every evaluator has submitted. Nothing is shown before.")
    context = {"panel": panel, "page": board_page(panel, reader=request.user), "refusal": refusal}
    return render(request, "rfp/evaluation/evaluation_consensus.html", context, status=status)


@login_required
def evaluation_agree(request: HttpRequest, reference: str, number: int, letter: str, code: str) -> HttpResponse:
    """What was agreed for one criterion of one proposal, beside what each gave and why."""
    panel = visible_panel(request, reference, number)
    proposal, criterion = proposal_and_criterion(panel, letter, code)
    require_chair(panel, request.user)
    scores = Score.objects.visible_to(request.user).filter(proposal=proposal, criterion=criterion)
    scores = list(scores.filter(member__left_at__isnull=True).select_related("member__user"))
    kept = proposal.agreed.filter(criterion=criterion).first()
    initial = {"points": kept.points, "reason": kept.reason} if kept else {}
    form = AgreeForm(request.POST or None, initial=initial)

    def agree() -> Consensus:
        return agree_score(proposal=proposal, criterion=criterion, by=request.user, **form.cleaned_data)

    context = {"proposal": proposal, "criterion": criterion, "scores": scores}
    after = f"{panel.get_absolute_url()}consensus/"
    return step(request, panel, form, agree, "evaluation_agree.html", "It is agreed.", after=after, **context)


@login_required
@require_POST
def evaluation_alike(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Agrees what all gave alike."""
    panel = visible_panel(request, reference, number)
    require_chair(panel, request.user)
    try:
        count = agree_what_is_alike(panel=panel, by=request.user)
    except DomainError as refusal:
        return show_board(request, panel, refusal.status, str(refusal))
    messages.success(request, f"{count} agreed as all evaluators gave them.")
    return redirect(f"{panel.get_absolute_url()}consensus/")


@login_required
def evaluation_quality(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Asks before the agreed scores stand for good."""
    panel = visible_panel(request, reference, number)
    require_chair(panel, request.user)
    form = NothingForm(request.POST if request.method == "POST" else None)

    def agree() -> Panel:
        return agree_quality(panel=panel, by=request.user)

    after = f"{panel.get_absolute_url()}consensus/"
    return step(request, panel, form, agree, "evaluation_quality.html", "Quality is agreed.", after=after)


def require_chair(panel: Panel, user: Any) -> None:
    """Raises PermissionDenied for everybody but the chair."""
    chair = panel.members.filter(is_chair=True, left_at__isnull=True).first()
    require(user, "rfp.sit_on_panel", chair)
