"""Deciding on an order: one page that asks, for each of the verbs, and the action behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from contracts.orders.actions import (
    AlreadyMoved,
    accept_order,
    approve_order,
    cancel_order,
    decline_order,
    reject_order,
    return_order,
)
from contracts.orders.forms import ReasonForm, VersionForm
from contracts.orders.models import Order
from contracts.orders.page import order_page, possible_actions
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .pages import show_order, visible_order


@dataclass(frozen=True)
class Decision:
    """A verb: its action, the words of its page, and what is said once it is done."""

    act: Callable[..., Order]
    question: str
    button: str
    done: str
    form: type[VersionForm] = VersionForm


DECISIONS = {
    "approve": Decision(
        approve_order,
        "Approve this order?",
        "Approve the order",
        "{order.reference} is approved. {order.vendor} is asked to accept it.",
    ),
    "return": Decision(
        return_order,
        "Return it for changes?",
        "Return the request",
        "{order.reference} is back with {order.requester}, with your reason.",
        ReasonForm,
    ),
    "reject": Decision(
        reject_order,
        "Reject this request?",
        "Reject the request",
        "{order.reference} is rejected. {order.requester} is told why.",
        ReasonForm,
    ),
    "accept": Decision(
        accept_order,
        "Accept this order?",
        "Accept the order",
        "{order.reference} is accepted under contract {order.contract.reference}.",
    ),
    "decline": Decision(
        decline_order,
        "Decline this order?",
        "Decline the order",
        "{order.reference} is declined. {order.agency} is told why.",
        ReasonForm,
    ),
    "cancel": Decision(
        cancel_order,
        "Take this request back?",
        "Cancel the request",
        "{order.reference} is cancelled. Nothing was ordered.",
    ),
}


@login_required
def order_decide(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Asks before it happens; a second press, or a press on an old page, changes nothing and says why."""
    order, decision = visible_order(request, reference), DECISIONS[verb]
    if not allowed(request.user, f"contracts.{verb}_order", order):
        raise PermissionDenied(f"contracts.{verb}_order")
    form = decision.form(request.POST or None, initial={"version": order.version})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: decision.act(order=order, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _done(decision, done))
            return redirect(done)
        order = visible_order(request, reference)
    if verb not in possible_actions(order, request.user):
        return show_order(request, order, status=409, refusal=str(AlreadyMoved(order)))
    return _ask(request, order, verb, decision, form)


def _done(decision: Decision, order: Order) -> str:
    if decision.act is approve_order and order.status == Order.Status.SUBMITTED:
        return f"Your approval of {order.reference} is recorded. The policy asks for another person’s as well."
    return decision.done.format(order=order)


def _ask(request: HttpRequest, order: Order, verb: str, decision: Decision, form: Any) -> HttpResponse:
    overtaken = form.is_bound and str(order.version) != form.data.get("version")
    if overtaken:
        # The next press of the button is about the version that is shown now.
        form.data = form.data.copy()
        form.data["version"] = str(order.version)
    page = order_page(order, reader=request.user, at=timezone.now())
    context = {"order": order, "page": page, "verb": verb, "decision": decision, "form": form, "overtaken": overtaken}
    return render(request, "contracts/orders/order_decide.html", context, status=status_of(form))
