"""Rates on screens: the list, one with its parts, a new version, the end of its year, what an agency paid before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.offerings.plans import price_day
from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, organisations_for, own_organisations, require

from ..actions import close_rate_year, declare_former_cost, draft_rate_card, publish_rate_card
from ..forms.rates import FormerForm, PublishForm, RateForm, YearForm
from ..models import RateCard
from ..queries.agencies import rates_in_force, units_of
from ..queries.rates import bar_of, before, former_of, like_for_like, rows_of, steps_between, year_of

FORM = "contracts/costs/rate_form.html"


def _found(request: HttpRequest, reference: str) -> RateCard:
    seen = RateCard.objects.visible_to(request.user).select_related("offering__vendor", "drafted_by", "published_by")
    return get_object_or_404(seen.prefetch_related("pools"), reference=reference)


@require_safe
def rate_list(request: HttpRequest) -> HttpResponse:
    """Every rate that the reader may see, by service, the newest year first."""
    seen = RateCard.objects.visible_to(request.user).select_related("offering")
    context = {
        "page": page_of(seen.order_by("offering__name", "plan_name", "-holds_from", "-pk"), request.GET.get("page")),
        "in_force": rates_in_force(price_day(database_now())),
        "may_draft": allowed(request.user, "contracts.draft_rate_card"),
    }
    return render(request, "contracts/costs/rate_list.html", context)


@require_safe
def rate_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One rate with its parts, last year's beside it, and what the reader's agency has and paid before."""
    card, own = _found(request, reference), own_organisations(request.user)
    units = units_of(card, own) if own else 0
    rows, last = rows_of(card, units=units), before(card)
    former = former_of(card, own) if own else None
    context = {
        "card": card,
        "rows": rows,
        "bar": bar_of(rows),
        "units": units,
        "own_total": card.rate * units,
        "last": last,
        "steps": steps_between(last, card) if last else [],
        "difference": card.rate - last.rate if last else None,
        "year": year_of(card),
        "former": like_for_like(card, former) if former else None,
        "may_publish": card.is_draft and allowed(request.user, "contracts.publish_rate_card", card),
        "may_close": not card.is_draft and allowed(request.user, "contracts.draft_rate_card"),
        "may_declare": bool(own and organisations_for(request.user, "contracts.declare_former_cost")),
    }
    return render(request, "contracts/costs/rate_page.html", context)


@login_required
def rate_new(request: HttpRequest) -> HttpResponse:
    """The next version of a plan's rate."""
    require(request.user, "contracts.draft_rate_card")
    form = RateForm(request.POST or None, today=price_day(database_now()))
    if request.method == "POST" and form.is_valid():
        card = attempt(form, lambda: draft_rate_card(terms=form.terms, by=request.user))
        if card:
            messages.success(request, "The rate is drafted. Somebody else publishes it.")
            return redirect(card)
    context = {"form": form, "title": "Draft a rate", "submit": "Work out the rate"}
    return render(request, FORM, context, status=status_of(form))


@login_required
def rate_publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Let everybody read it; it stands from then on."""
    card = _found(request, reference)
    require(request.user, "contracts.publish_rate_card", card)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: publish_rate_card(card=card, by=request.user)):
            messages.success(request, "The rate is published.")
            return redirect(card)
    context = {"form": form, "title": f"Publish {card}", "submit": "Publish it", "card": card, "rows": rows_of(card)}
    return render(request, FORM, context, status=status_of(form))


@login_required
def rate_close(request: HttpRequest, reference: str) -> HttpResponse:
    """What the year cost, was billed, and left in reserve."""
    card = _found(request, reference)
    require(request.user, "contracts.draft_rate_card")
    form = YearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: close_rate_year(card=card, year=form.year, by=request.user)):
            messages.success(request, "The year is closed. What is over or short goes into the next rate.")
            return redirect(card)
    context = {"form": form, "title": f"Close the year of {card}", "submit": "Close the year", "card": card}
    return render(request, FORM, context, status=status_of(form))


@login_required
def rate_before(request: HttpRequest, reference: str) -> HttpResponse:
    """What the reader's agency paid before, by pool."""
    card = _found(request, reference)
    agencies = organisations_for(request.user, "contracts.declare_former_cost")
    if not agencies:
        require(request.user, "contracts.declare_former_cost")
    form = FormerForm(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("agency", "units", "note")}
        act = {"card": card, "amounts": form.amounts, "by": request.user}
        if attempt(form, lambda: declare_former_cost(**act, **given)):
            messages.success(request, "It stands beside the rate now. Your agency and the office read it.")
            return redirect(f"{card.get_absolute_url()}#before")
    context = {"form": form, "title": "What you used to pay", "submit": "Set it beside the rate", "card": card}
    return render(request, FORM, context, status=status_of(form))
