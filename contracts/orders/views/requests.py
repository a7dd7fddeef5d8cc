"""Requesting step by step, without script: plan, funding, check, receipt; ways.py has the step between.

Each step saves before it leads on.
"""

from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.models import Offering
from catalog.offerings.plans import price_day
from catalog.offerings.usage_fields import usage_sent
from contracts.orders.actions import AlreadyMoved, draft_order, edit_draft, fund_order, submit_order
from contracts.orders.duplicates import MOST_NAMED, agencies_in, similar_uses
from contracts.orders.forms import FundingForm, PlanForm, SubmitForm
from contracts.orders.models import Order
from contracts.orders.page import lines_of, order_page
from contracts.orders.pricing import NotOrderable
from contracts.orders.splitting import split_of
from contracts.policies.queries import policy_on
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, organisations_for

from .pages import show_order, visible_order

STEPS = ("Plan and term", "Purpose and funding", "How it is bought", "Check and send")
FROM_THE_ADDRESS = ("plan", "quantity", "months", "wanted_from", "need")


@login_required
def order_new(request: HttpRequest) -> HttpResponse:
    """Step 1 for an offering; quantity, term and need are carried over from the page before."""
    if not organisations_for(request.user, "contracts.draft_order"):
        raise PermissionDenied("contracts.draft_order")
    offerings = Offering.objects.visible_to(request.user).select_related("vendor")
    offering = get_object_or_404(offerings, slug=request.GET.get("offering", ""))
    if offering.vendor.sanction_in_force or not offering.is_orderable:
        raise NotOrderable(offering)
    initial = usage_sent(request.GET) | {name: request.GET[name] for name in FROM_THE_ADDRESS if name in request.GET}
    form = PlanForm(request.POST or None, offering=offering, reader=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        order = attempt(form, lambda: _draft(request, form))
        if order:
            return redirect("order_funding", order.reference)
    context = {"form": form, "offering": offering, "step": 1, "steps": STEPS}
    return render(request, "contracts/orders/order_plan.html", context, status=status_of(form))


def _draft(request: HttpRequest, form: PlanForm) -> Order:
    sent = form.cleaned_data
    return draft_order(
        wanted=form.wanted,
        agency=sent["agency"],
        form_token=sent["form_token"],
        need_reference=sent["need"],
        by=request.user,
    )


@login_required
def order_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Step 1 again: another plan, quantity or term, at today's price."""
    order = own_draft(request, reference)
    initial = {name: getattr(order, name) for name in ("agency", "quantity", "months", "wanted_from", "version")}
    initial |= {"plan": str(order.plan_code), "form_token": order.form_token}
    initial |= {f"usage-{key}": expected for key, expected in order.usage_expected.items()}
    form = PlanForm(request.POST or None, offering=order.offering, reader=request.user, initial=initial)

    def save() -> Order:
        version = form.cleaned_data["version"] or 0
        return edit_draft(order=order, wanted=form.wanted, version=version, by=request.user)

    return step(request, order, form, save, "order_plan.html", "order_funding", {"offering": order.offering, "step": 1})


@login_required
def order_funding(request: HttpRequest, reference: str) -> HttpResponse:
    """Step 2: who pays which part, and what it is for."""
    order = own_draft(request, reference)
    initial = {"justification": order.justification, "version": order.version}
    form = FundingForm(request.POST or None, shares=order.funding.all(), initial=initial)

    def save() -> Order:
        answers = form.cleaned_data
        return fund_order(
            order=order,
            shares=form.shares,
            justification=answers["justification"],
            version=answers["version"],
            by=request.user,
        )

    return step(request, order, form, save, "order_funding.html", "order_way", {"step": 2})


@login_required
def order_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Step 4: what will be sent, and who has it already; nothing is sent before the button at the end."""
    order, at = own_draft(request, reference), timezone.now()
    uses = similar_uses(offering=order.offering, agency=order.agency, on=at.date())
    form = SubmitForm(request.POST or None, uses=uses, initial=_answered(order) | {"version": order.version})
    context = {"step": 4, "page": order_page(order, reader=request.user, at=at)}
    context |= {"uses": uses[:MOST_NAMED], "agencies": agencies_in(uses)}
    context |= {"split": split_of(order, policy_on(price_day(at)), at=at)}

    def save() -> Order:
        return submit_order(order=order, version=form.cleaned_data["version"], answer=form.answer, by=request.user)

    return step(request, order, form, save, "order_check.html", "order_submitted", context)


def _answered(order: Order) -> dict[str, str]:
    """What was answered before a return; which one to join is chosen anew from those in force."""
    apart = order.similar_words if order.similar_answer == Order.SimilarAnswer.APART else ""
    return {"similar": order.similar_answer, "apart": apart}


@login_required
def order_submitted(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt: what was sent, who decides until when, what happens next."""
    order = visible_order(request, reference)
    if order.submitted_at is None:
        return redirect(order)
    page = order_page(order, reader=request.user, at=timezone.now())
    return render(request, "contracts/orders/order_submitted.html", {"order": order, "page": page})


def own_draft(request: HttpRequest, reference: str) -> Order:
    """The draft that the reader may change. Raises Http404, PermissionDenied."""
    order = visible_order(request, reference)
    if not allowed(request.user, "contracts.edit_order", order):
        raise PermissionDenied("contracts.edit_order")
    return order


def step(
    request: HttpRequest,
    order: Order,
    form: forms.Form,
    save: Callable[[], Order],
    template: str,
    following: str,
    context: dict,
) -> HttpResponse:
    """Shows or saves one step. Where somebody was quicker, what is on record stands beside what was typed."""
    if order.is_editable and request.method == "POST" and form.is_valid() and attempt(form, save):
        return redirect(following, order.reference)
    order = visible_order(request, order.reference)
    if not order.is_editable:
        return show_order(request, order, status=409, refusal=str(AlreadyMoved(order)))
    overtaken = form.is_bound and form.is_valid() is False and str(order.version) != form.data.get("version")
    if overtaken:
        # The next press of the button is about the version that is shown now.
        form.data = form.data.copy()
        form.data["version"] = str(order.version)
    context |= {"form": form, "order": order, "lines": lines_of(order), "overtaken": overtaken, "steps": STEPS}
    return render(request, f"contracts/orders/{template}", context, status=status_of(form))
