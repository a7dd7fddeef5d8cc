"""Who judges: forming, replacing, declaring, stepping down, letters."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.errors import DomainError
from marketplace.permissions import require
from rfp.solicitations.models import Solicitation

from ..actions import assign_letters, declare_conflicts, form_panel, replace_member, step_down
from ..forms.panels import DeclarationForm, PanelForm, ReasonForm, ReplaceForm, seat_for
from ..models import Panel, PanelMember
from ..queries import bidders_of, seat_of
from .pages import show, step, visible_panel


@login_required
def evaluation_form(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Names who judges a lot."""
    solicitations = Solicitation.objects.visible_to(request.user).select_related("agency")
    solicitation = get_object_or_404(solicitations.published(), reference=reference)
    lot = get_object_or_404(solicitation.lots, number=number)
    require(request.user, "rfp.form_panel")
    form = PanelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chair, evaluators = form.seats
        panel = attempt(form, lambda: form_panel(lot=lot, chair=chair, evaluators=evaluators, by=request.user))
        if panel:
            messages.success(request, "The panel is formed, and everybody on it is told.")
            return redirect(panel)
    context = {"form": form, "lot": lot, "solicitation": solicitation}
    return render(request, "rfp/evaluation/evaluation_form.html", context, status=status_of(form))


@login_required
def evaluation_replace(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Somebody else sits down for a member."""
    panel = visible_panel(request, reference, number)
    require(request.user, "rfp.form_panel")
    member = get_object_or_404(panel.members.select_related("user"), pk=pk)
    form = ReplaceForm(request.POST or None, member=member)

    def replace() -> PanelMember:
        successor, reason = seat_for(form.cleaned_data["successor"]), form.cleaned_data["reason"]
        return replace_member(member=member, successor=successor, reason=reason, by=request.user)

    return step(request, panel, form, replace, "evaluation_replace.html", "The panel is changed.", member=member)


@login_required
def evaluation_declare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Conflicts of interest, before anything is shown."""
    panel = visible_panel(request, reference, number)
    seat = _own_seat(panel, request)
    bidders = bidders_of(panel.lot) if panel.solicitation.opened_at else []
    form = DeclarationForm(request.POST or None, bidders=bidders)

    def declare():
        told = form.cleaned_data
        return declare_conflicts(member=seat, with_bidders=told["with_bidders"], words=told["words"], by=request.user)

    done = "Your declaration is on record."
    return step(request, panel, form, declare, "evaluation_declare.html", done, after="workspace", bidders=bidders)


@login_required
def evaluation_step_down(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A conflict shows later."""
    panel = visible_panel(request, reference, number)
    seat = _own_seat(panel, request)
    form = ReasonForm(request.POST or None)

    def leave() -> PanelMember:
        return step_down(member=seat, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, panel, form, leave, "evaluation_step_down.html", "You stepped down.", after="workspace")


@login_required
@require_POST
def evaluation_letters(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Letters in place of names."""
    panel = visible_panel(request, reference, number)
    try:
        assign_letters(panel=panel, by=request.user)
    except DomainError as refusal:
        return show(request, panel, refusal.status, str(refusal))
    messages.success(request, "Each bid has its letter. Evaluators can score.")
    return redirect(panel)


def _own_seat(panel: Panel, request: HttpRequest) -> PanelMember:
    seat = seat_of(panel, request.user)
    if seat is None:
        raise PermissionDenied("rfp.sit_on_panel")
    return seat


def proposal_and_criterion(panel: Panel, letter: str, code: str):
    """What an address names. Raises Http404."""
    proposal = panel.proposals.filter(letter=letter, fault="").first()
    criterion = panel.lot.criteria.filter(code__iexact=code).exclude(kind="price").first()
    if proposal is None or criterion is None:
        raise Http404("There is no such proposal or criterion here. Go back to the evaluation.")
    return proposal, criterion
