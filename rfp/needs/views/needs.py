"""Screens of needs: the list, stating one, its page with what can be done now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.offerings.models import Offering
from catalog.offerings.plans import price_day
from catalog.offerings.spend import spend_like
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, organisations_for

from ..actions import decide_need, state_need, take_up_need, withdraw_need
from ..forms import DecisionForm, NeedForm, WithdrawalForm
from ..models import Need
from ..queries import chain_of, history_of, needs_for, proposals_of, similar_needs
from ..triage import money_notes, ways_for


@login_required
def need_list(request: HttpRequest) -> HttpResponse:
    """The reader's needs: an agency's own, or all of them for the broker office."""
    page = page_of(needs_for(request.user, request.GET.get("status", "")), request.GET.get("page"))
    may_state = bool(organisations_for(request.user, "rfp.state_need"))
    context = {"page": page, "may_state": may_state, "statuses": Need.Status.choices, "now": timezone.now()}
    return render(request, "rfp/needs/need_list.html", context)


@login_required
def need_state(request: HttpRequest) -> HttpResponse:
    """State a need; words or an offering from the catalogue are carried over."""
    if not organisations_for(request.user, "rfp.state_need"):
        raise PermissionDenied("rfp.state_need")
    seen = Offering.objects.visible_to(request.user).filter(slug=request.GET.get("offering", "")).first()
    words = request.GET.get("q", "")[:120]
    initial = {"title": seen.name[:120] if seen else words, "offering": seen.slug if seen else ""}
    form = NeedForm(request.POST or None, reader=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        agency = form.cleaned_data["agency"]
        need = attempt(form, lambda: state_need(wish=form.wish, agency=agency, by=request.user))
        if need:
            messages.success(request, f"{need.reference} is with the broker office. You hear by the date on this page.")
            return redirect(need)
    return render(request, "rfp/needs/need_state.html", {"form": form, "seen": seen}, status=status_of(form))


def _page(request: HttpRequest, need: Need, **forms) -> HttpResponse:
    shown = forms.get("decision") or forms.get("withdrawal")
    may_decide = need.status == Need.Status.IN_TRIAGE and need.owner_id == request.user.pk
    context = {
        "need": need,
        "lessons": need.lessons.select_related("recorded_by"),
        "funding": need.funding.all(),
        "spend": spend_like(need.offering),
        "money_notes": money_notes(need),
        "proposals": proposals_of(need, request.user),
        "similar": similar_needs(need) if may_decide else [],
        "ways": ways_for(need, on=price_day(timezone.now())) if may_decide else [],
        "chain": chain_of(need),
        "events": history_of(need),
        "may_take_up": need.status == Need.Status.STATED and allowed(request.user, "rfp.triage_need", need),
        "decision": forms.get("decision") or DecisionForm(reader=request.user),
        "may_decide": may_decide,
        "withdrawal": forms.get("withdrawal") or WithdrawalForm(),
        "may_withdraw": need.status in {"stated", "in_triage"} and allowed(request.user, "rfp.withdraw_need", need),
    }
    return render(request, "rfp/needs/need_page.html", context, status=status_of(shown) if shown else 200)


def _visible(request: HttpRequest, reference: str) -> Need:
    needs = Need.objects.visible_to(request.user).select_related("agency", "offering", "stated_by", "owner")
    return get_object_or_404(needs, reference=reference)


@login_required
def need_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is wanted, where it stands, who decides by when."""
    return _page(request, _visible(request, reference))


@login_required
@require_POST
def need_take_up(request: HttpRequest, reference: str) -> HttpResponse:
    """The officer takes the need up."""
    need = take_up_need(need=_visible(request, reference), by=request.user)
    messages.success(request, f"{need.reference} is yours to decide.")
    return redirect(need)


@login_required
@require_POST
def need_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The officer decides the route."""
    need, form = _visible(request, reference), DecisionForm(request.POST, reader=request.user)
    if form.is_valid() and attempt(form, lambda: decide_need(need=need, by=request.user, **form.decision)):
        messages.success(request, f"{need.reference} is decided. {need.stated_by} is told.")
        return redirect(need)
    return _page(request, need, decision=form)


@login_required
@require_POST
def need_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """The agency takes its need back."""
    need, form = _visible(request, reference), WithdrawalForm(request.POST)
    if form.is_valid() and attempt(form, lambda: withdraw_need(need=need, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{need.reference} is withdrawn.")
        return redirect(need)
    return _page(request, need, withdrawal=form)
