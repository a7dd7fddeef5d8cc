"""An evaluator alone with one proposal and one criterion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from marketplace.components.attempts import attempt, status_of
from rfp.solicitations.models import Criterion

from ..actions import save_score, submit_scores
from ..forms.panels import NothingForm
from ..forms.scores import ScoreForm
from ..models import Panel, Score
from ..page import Cell, evaluation_page, readings_of
from ..queries import may_read_proposals, seat_of
from .pages import step, visible_panel
from .panels import proposal_and_criterion


@login_required
def evaluation_score(request: HttpRequest, reference: str, number: int, letter: str, code: str) -> HttpResponse:
    """What the proposal says, and the points that one gives."""
    panel = visible_panel(request, reference, number)
    seat = seat_of(panel, request.user)
    if seat is None or seat.is_chair or not may_read_proposals(panel, seat):
        raise PermissionDenied("rfp.sit_on_panel")
    proposal, criterion = proposal_and_criterion(panel, letter, code)
    own = Score.objects.visible_to(request.user).filter(member=seat, proposal=proposal, criterion=criterion).first()
    initial = {"points": f"{own.points:f}".rstrip("0").rstrip(".") or "0", "rationale": own.rationale} if own else {}
    form = ScoreForm(request.POST or None, criterion=criterion, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {"member": seat, "proposal": proposal, "criterion": criterion, "by": request.user}
        if attempt(form, lambda: save_score(**told, **form.told)):
            messages.success(request, f"Saved for proposal {proposal.letter}, {criterion.title}.")
            following = evaluation_page(panel, reader=request.user, at=timezone.now()).next_cell()
            return redirect(following.url if following else panel)
    page, readings = evaluation_page(panel, reader=request.user, at=timezone.now()), readings_of(proposal)
    context = {
        "form": form,
        "panel": panel,
        "proposal": proposal,
        "criterion": criterion,
        "page": page,
        "seat": seat,
        "readings": readings,
        "removed": sum(len(one.parts) - 1 for one in readings),
        "place": 1 + [row.criterion for row in page.rows].index(criterion),
        "submit": _save_words(page.next_cell(beside=(proposal, criterion)), criterion),
    }
    return render(request, "rfp/evaluation/evaluation_score.html", context, status=status_of(form))


def _save_words(following: Cell | None, criterion: Criterion) -> str:
    """What saving leads to."""
    if following is None:
        return "Save"
    return f"Save and go to {following.proposal.letter}" if following.criterion == criterion else "Save and go on"


@login_required
def evaluation_submit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Asks before one's scores are handed in for good."""
    panel = visible_panel(request, reference, number)
    seat = seat_of(panel, request.user)
    if seat is None or seat.is_chair:
        raise PermissionDenied("rfp.sit_on_panel")
    form = NothingForm(request.POST if request.method == "POST" else None)

    def submit() -> Panel:
        return submit_scores(member=seat, by=request.user)

    page = evaluation_page(panel, reader=request.user, at=timezone.now())
    return step(request, panel, form, submit, "evaluation_submit.html", "Your scores are submitted.", page=page)
