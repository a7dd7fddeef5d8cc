"""Prices: opened by the chair, explained by a vendor where unusually low; the result frozen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions import conclude_evaluation, decide_price, explain_price, open_panel_prices
from ..forms.panels import NothingForm
from ..forms.scores import PriceAnswerForm, PriceDecisionForm, RecommendForm
from ..models import EvaluationResult, Panel, PriceInquiry
from ..queries import board_of
from .agreeing import require_chair
from .pages import step, visible_panel


@login_required
def evaluation_prices(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Asks before prices are opened."""
    panel = visible_panel(request, reference, number)
    require_chair(panel, request.user)
    form = NothingForm(request.POST if request.method == "POST" else None)

    def open_them() -> Panel:
        return open_panel_prices(panel=panel, by=request.user)

    told: dict[bool, list[str]] = {True: [], False: []}
    for column in board_of(panel).columns:
        told[bool(column.failed)].append(f"proposal {column.proposal.letter}")
    shown = {"after": f"{panel.get_absolute_url()}consensus/", "opened": told[False], "closed": told[True]}
    return step(request, panel, form, open_them, "evaluation_prices.html", "Prices are opened.", **shown)


@login_required
def evaluation_price_decide(request: HttpRequest, reference: str, number: int, letter: str) -> HttpResponse:
    """Whether an unusually low price holds."""
    panel = visible_panel(request, reference, number)
    require_chair(panel, request.user)
    inquiry = get_object_or_404(
        PriceInquiry.objects.visible_to(request.user), proposal__panel=panel, proposal__letter=letter
    )
    form = PriceDecisionForm(request.POST or None)

    def decide() -> PriceInquiry:
        told = form.cleaned_data
        accepted = told["verdict"] == "accept"
        return decide_price(inquiry=inquiry, accepted=accepted, decision=told["decision"], by=request.user)

    after = f"{panel.get_absolute_url()}consensus/"
    return step(
        request, panel, form, decide, "evaluation_price_decide.html", "It is decided.", after=after, inquiry=inquiry
    )


@login_required
def evaluation_conclude(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Freezes the result, with what the panel recommends."""
    panel = visible_panel(request, reference, number)
    require_chair(panel, request.user)
    form = RecommendForm(request.POST or None)

    def conclude() -> EvaluationResult:
        return conclude_evaluation(panel=panel, words=form.cleaned_data["words"], by=request.user)

    after = f"{panel.get_absolute_url()}consensus/"
    board = board_of(panel)
    return step(
        request, panel, form, conclude, "evaluation_conclude.html", "The result is frozen.", after=after, board=board
    )


@login_required
def price_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """The vendor's page about its own price."""
    inquiries = PriceInquiry.objects.visible_to(request.user).select_related("proposal__panel__lot__solicitation")
    inquiry = get_object_or_404(inquiries, pk=pk)
    require(request.user, "rfp.explain_price", inquiry)
    form = PriceAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: explain_price(inquiry=inquiry, by=request.user, **form.cleaned_data)):
            return redirect("price_explain", pk=inquiry.pk)
    waits = inquiry.status == PriceInquiry.Status.ASKED and timezone.now() < inquiry.due_at
    may = waits and allowed(request.user, "rfp.explain_price", inquiry)
    context = {"inquiry": inquiry, "form": form, "may": may}
    return render(request, "rfp/evaluation/price_explain.html", context, status=status_of(form))
