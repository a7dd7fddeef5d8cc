"""Joint orders on screens: the lead says who bears how much, each partner decides on its own share."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.orders.actions import ShareDecided, approve_share, refuse_share, share_order
from contracts.orders.forms import ReasonForm, SharesForm, VersionForm
from contracts.orders.models import JointShare, Order
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .pages import show_order, visible_order
from .requests import own_draft, step

VERBS = {
    "approve": ("Approve your share?", "Approve the share"),
    "refuse": ("Refuse your share?", "Refuse the share"),
}


@login_required
def order_shares(request: HttpRequest, reference: str) -> HttpResponse:
    """A side step of the request: which agencies bear which part of it."""
    order = own_draft(request, reference)
    form = SharesForm(request.POST or None, order=order, initial={"version": order.version})

    def save() -> Order:
        return share_order(order=order, parts=form.parts, version=form.cleaned_data["version"], by=request.user)

    return step(request, order, form, save, "order_shares.html", "order_check", {"step": 2})


@login_required
def order_share_decide(request: HttpRequest, reference: str, agency: str, verb: str) -> HttpResponse:
    """Asks before it happens."""
    order = visible_order(request, reference)
    shares = JointShare.objects.visible_to(request.user).of_partners().select_related("agency")
    share = get_object_or_404(shares, order=order, agency__slug=agency)
    share.order = order
    if not allowed(request.user, "contracts.decide_share", share):
        raise PermissionDenied("contracts.decide_share")
    form = (ReasonForm if verb == "refuse" else VersionForm)(request.POST or None, initial={"version": order.version})

    def act() -> Order:
        if verb == "approve":
            return approve_share(share=share, by=request.user)
        return refuse_share(share=share, reason=form.cleaned_data["reason"], by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, f"The share of {share.agency} in {reference} is {verb}d.")
        return redirect(order)
    if not form.is_bound and (share.decision or order.status != Order.Status.SUBMITTED):
        return show_order(request, order, status=409, refusal=ShareDecided.sentence)
    question, button = VERBS[verb]
    context = {"order": order, "share": share, "form": form, "verb": verb, "question": question, "button": button}
    return render(request, "contracts/orders/share_decide.html", context, status=status_of(form))
