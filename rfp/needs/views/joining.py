"""Meeting two needs together: the office proposes, each agency answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import answer_join, propose_join, withdraw_join
from ..forms import JoinAnswerForm, JoinForm
from ..models import JoinProposal, Need
from ..queries import similar_needs


def _proposal(request: HttpRequest, pk: int) -> JoinProposal:
    rows = JoinProposal.objects.visible_to(request.user).select_related("need__agency", "partner__agency")
    return get_object_or_404(rows, pk=pk)


@login_required
def need_join(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose a need of another agency that speaks of the same, and ask both."""
    need = get_object_or_404(Need.objects.visible_to(request.user), reference=reference)
    require(request.user, "rfp.triage_need", need)
    form = JoinForm(request.POST or None, similar=similar_needs(need))
    if request.method == "POST" and form.is_valid():
        proposal = attempt(form, lambda: propose_join(need=need, by=request.user, **form.proposal))
        if proposal:
            messages.success(request, f"{need.agency} and {proposal.partner.agency} are asked.")
            return redirect(need)
    return render(request, "rfp/needs/need_join.html", {"need": need, "form": form}, status=status_of(form))


@login_required
def need_join_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency's yes or no."""
    proposal = _proposal(request, pk)
    side = proposal.side_of(request.user)
    require(request.user, "rfp.answer_join", side)
    form = JoinAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        consents, reason = form.cleaned_data["answer"] == "yes", form.cleaned_data["reason"]
        if attempt(form, lambda: answer_join(proposal=proposal, consents=consents, reason=reason, by=request.user)):
            messages.success(request, "Your answer is with the broker office.")
            return redirect(side)
    context = {"proposal": proposal, "side": side, "other": proposal.other_than(side), "form": form}
    return render(request, "rfp/needs/need_join_answer.html", context, status=status_of(form))


@login_required
@require_POST
def need_join_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The office takes its proposal back."""
    proposal = _proposal(request, pk)
    withdraw_join(proposal=proposal, by=request.user)
    messages.success(request, "The proposal is taken back.")
    return redirect(proposal.need)
