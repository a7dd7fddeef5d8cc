"""Changing a running order: what it would cost first, then the request; and one page that asks for each decision."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.plans import price_day
from contracts.orders.actions import (
    ChangeDecided,
    agree_to_change,
    approve_change,
    decline_change,
    reject_change,
    request_change,
    request_ending,
    withdraw_change,
)
from contracts.orders.changes import ChangeTerms
from contracts.orders.forms import ChangeForm, EndingForm, QuantityForm, ReasonForm, VersionForm
from contracts.orders.models import Order, OrderChange
from contracts.orders.page import possible_on_change
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .pages import show_order, visible_order


@dataclass(frozen=True)
class Kind:
    """What is asked for: the form, the action, and the words of the page."""

    form: type[ChangeForm]
    act: Callable[..., OrderChange]
    title: str
    button: str


KINDS = {
    "quantity": Kind(QuantityForm, request_change, "Change the quantity", "Ask for this quantity"),
    "end": Kind(EndingForm, request_ending, "End the order early", "Ask to end it"),
}
RUNNING = (Order.Status.ACCEPTED, Order.Status.ACTIVE)


@login_required
def order_change(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """First the figures, from the address; asked for is only with the button below them."""
    order, asked = visible_order(request, reference), KINDS[kind]
    if not allowed(request.user, "contracts.change_order", order):
        raise PermissionDenied("contracts.change_order")
    if order.status not in RUNNING or order.changes.open().exists():
        words = "This order cannot be changed now: it does not run, or another change waits for an answer."
        return show_order(request, order, status=409, refusal=words)
    sent = request.POST or (request.GET if "words" in request.GET else None)
    at = timezone.now()
    form = asked.form(sent or None, order=order, on=price_day(at), initial={"version": order.version})
    terms = attempt(form, lambda: form.terms) if form.is_bound and form.is_valid() else None
    if request.method == "POST" and terms:
        done = attempt(form, lambda: asked.act(order=order, by=request.user, **form.asked))
        if done:
            messages.success(request, f"Change {done.number} of {reference} is asked for. Those who approve are told.")
            return redirect(order)
    context = {"order": order, "form": form, "terms": terms, "asked": asked, "kind": kind, "at": at}
    context |= {"difference": terms.difference(order) if isinstance(terms, ChangeTerms) else None}
    return render(request, "contracts/orders/order_change.html", context, status=status_of(form))


@dataclass(frozen=True)
class Verb:
    """One decision on a change."""

    act: Callable[..., OrderChange]
    action: str
    question: str
    button: str
    done: str
    form: type[VersionForm] = VersionForm


VERBS = {
    "approve": Verb(
        approve_change, "contracts.approve_change", "Approve this change?", "Approve the change", "is approved"
    ),
    "reject": Verb(
        reject_change, "contracts.approve_change", "Reject this change?", "Reject the change", "is rejected", ReasonForm
    ),
    "agree": Verb(
        agree_to_change, "contracts.agree_to_change", "Agree to this change?", "Agree to the change", "is in force"
    ),
    "decline": Verb(
        decline_change,
        "contracts.agree_to_change",
        "Decline this change?",
        "Decline the change",
        "is declined",
        ReasonForm,
    ),
    "withdraw": Verb(
        withdraw_change, "contracts.withdraw_change", "Take this change back?", "Take it back", "is taken back"
    ),
}


@login_required
def order_change_decide(request: HttpRequest, reference: str, number: int, verb: str) -> HttpResponse:
    """Asks before it happens; a second press changes nothing and says so."""
    order, decision = visible_order(request, reference), VERBS.get(verb)
    if decision is None:
        raise Http404
    change = get_object_or_404(order.changes.with_people(), number=number)
    change.order = order
    if not allowed(request.user, decision.action, change):
        raise PermissionDenied(decision.action)
    form = decision.form(request.POST or None, initial={"version": order.version})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason",) if name in form.cleaned_data}
        if attempt(form, lambda: decision.act(change=change, by=request.user, **said)):
            messages.success(request, f"Change {number} of {reference} {decision.done}.")
            return redirect(order)
    if verb not in possible_on_change(change, request.user) and not form.is_bound:
        return show_order(request, order, status=409, refusal=str(ChangeDecided(change)))
    context = {"order": order, "change": change, "verb": verb, "decision": decision, "form": form}
    return render(request, "contracts/orders/change_decide.html", context, status=status_of(form))
