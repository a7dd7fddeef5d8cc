"""The list of notices, the notice of one award, and the steps that lead to a contract."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, reads_all, require
from rfp.solicitations.models import Solicitation, SolicitationLot

from ..actions import approve_award, conclude_award, decline_award, judge_lot_anew, propose_award, withdraw_award
from ..forms import AnewForm, ConcludeForm, EndForm, NothingForm, ProposeForm
from ..models import Award
from ..notices import announced_awards, figures_of, notices_table
from ..page import award_page as page_for
from ..queries import candidates_of, result_of, why_nobody


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Every award that was announced, the latest first."""
    related = ("lot__solicitation__agency", "bid__vendor", "result")
    awards = Award.objects.visible_to(request.user).select_related(*related)
    page = page_of(awards, request.GET.get("page"))
    rows = [(award, figures_of(award.result)) for award in page]
    context = {"page": page, "rows": rows, "reads_records": allowed(request.user, "rfp.read_records")}
    return render(request, "rfp/awards/notice_list.html", context)


@require_safe
def notices_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every announced award as a table for programs."""
    lines = csv_lines(notices_table(announced_awards()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="awards.csv"'
    return response


@require_safe
def award_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The notice of a lot's award. Raises Http404 before the second person approved, but for the office and agency."""
    lot = visible_lot(request, reference, number)
    page = page_for(lot, reader=request.user, at=timezone.now())
    if not (page.award or page.earlier or lot.solicitation.status == "cancelled" or reads_all(request.user)):
        raise Http404("Nothing is awarded here yet. Go back to the opportunity.")
    return render(request, "rfp/awards/award_page.html", {"lot": lot, "page": page})


@login_required
def award_propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Proposes the next place of the ranking."""
    lot = visible_lot(request, reference, number)
    require(request.user, "rfp.propose_award")
    result = result_of(lot)
    form = ProposeForm(request.POST or None)
    candidates = candidates_of(result) if result else []

    def propose() -> Award:
        return propose_award(lot=lot, reason=form.cleaned_data["reason"], by=request.user)

    done = "The award waits for a second person."
    context = {"candidates": candidates, "result": result, "nobody": why_nobody(result) if result else ""}
    return step(request, lot, form, propose, "award_propose.html", done, **context)


@login_required
def award_anew(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Has a lot judged anew that is awarded to nobody now."""
    lot = visible_lot(request, reference, number)
    require(request.user, "rfp.judge_anew")
    form = AnewForm(request.POST or None)

    def judge() -> Any:
        return judge_lot_anew(lot=lot, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, lot, form, judge, "award_anew.html", "The result is set aside. Form another panel.")


@login_required
def award_approve(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Asks before everybody is told."""
    lot, award = live_award(request, reference, number)
    require(request.user, "rfp.approve_award", award)
    form = NothingForm(request.POST if request.method == "POST" else None)

    def approve() -> Award:
        return approve_award(award=award, by=request.user)

    done = "The award is announced, and every bidder is told."
    return step(request, lot, form, approve, "award_approve.html", done, award=award)


@login_required
def award_withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Takes an award back; it stays on record."""
    lot, award = live_award(request, reference, number)
    require(request.user, "rfp.withdraw_award")
    form = EndForm(request.POST or None)

    def withdraw() -> Award:
        return withdraw_award(award=award, reason=form.cleaned_data["reason"], by=request.user)

    return step(
        request, lot, form, withdraw, "award_end.html", "The award is taken back.", award=award, verb="withdraw"
    )


@login_required
def award_decline(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The winner says no."""
    lot, award = live_award(request, reference, number)
    require(request.user, "rfp.decline_award", award)
    form = EndForm(request.POST or None)

    def decline() -> Award:
        return decline_award(award=award, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, lot, form, decline, "award_end.html", "You declined the award.", award=award, verb="decline")


@login_required
def award_conclude(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Draws up the contract once nothing blocks it."""
    lot, award = live_award(request, reference, number)
    require(request.user, "rfp.conclude_award")
    form = ConcludeForm(request.POST or None, initial={"starts_on": lot.solicitation.starts_planned_on})

    def conclude() -> Any:
        return conclude_award(award=award, by=request.user, **form.told)

    done = "The contract is drawn up. Both sides are asked to sign."
    return step(request, lot, form, conclude, "award_conclude.html", done, award=award)


def visible_lot(request: HttpRequest, reference: str, number: int) -> SolicitationLot:
    """The lot of an address. Raises Http404 for a solicitation that the reader may not see."""
    visible = Solicitation.objects.visible_to(request.user).published()
    solicitation = get_object_or_404(visible, reference=reference)
    lots = solicitation.lots.select_related("solicitation__agency", "solicitation__need")
    return get_object_or_404(lots, number=number)


def live_award(request: HttpRequest, reference: str, number: int) -> tuple[SolicitationLot, Award]:
    """The lot of an address with its live award. Raises Http404 where the reader sees none."""
    lot = visible_lot(request, reference, number)
    awards = Award.objects.visible_to(request.user).live().filter(lot=lot)
    award = awards.select_related("bid__vendor", "lot__solicitation__agency").first()
    if award is None:
        raise Http404("Nothing is awarded here yet. Go back to the opportunity.")
    return lot, award


def step(
    request: HttpRequest,
    lot: SolicitationLot,
    form: Any,
    act: Callable[[], Any],
    template: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect("award_page", lot.solicitation.reference, lot.number)
    context |= {"form": form, "lot": lot}
    return render(request, f"rfp/awards/{template}", context, status=status_of(form))
