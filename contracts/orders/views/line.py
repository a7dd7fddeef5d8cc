"""Orders by rank: drawing up the line on the draft, and each vendor's own offer with its two answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.plans import price_day
from contracts.orders.actions import accept_offer, decline_offer, draw_line
from contracts.orders.forms import LineForm, ReasonForm, VersionForm
from contracts.orders.line_choices import ranked_vendors
from contracts.orders.models import CascadeOffer, Order
from contracts.orders.page import offer_page
from contracts.orders.vehicles import lot_options
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .requests import own_draft, step

VERBS = {
    "accept": ("Accept this offer?", "Accept the order"),
    "decline": ("Decline this offer?", "Decline the order"),
}


@login_required
def order_line(request: HttpRequest, reference: str) -> HttpResponse:
    """Step 3 of an order by rank: which vendor is asked with what, in the order of their ranks."""
    order, at = own_draft(request, reference), timezone.now()
    asked = request.GET.get("lot") or str(order.framework_lot_id or "")
    lot = next((option.lot for option in lot_options(order, at=at) if str(option.lot.pk) == asked), None)
    if lot is None:
        raise Http404
    ranked = ranked_vendors(order, lot, on=price_day(at))
    form = LineForm(request.POST or None, order=order, ranked=ranked, initial={"version": order.version})

    def save() -> Order:
        version = form.cleaned_data["version"]
        return draw_line(order=order, lot=lot, places=form.places, version=version, by=request.user)

    return step(request, order, form, save, "order_line.html", "order_check", {"step": 3, "lot": lot})


def visible_offer(request: HttpRequest, reference: str, rank: int) -> CascadeOffer:
    """One offer of the line. Raises Http404 where the reader may not see it."""
    offers = CascadeOffer.objects.visible_to(request.user).with_order().asked()
    return get_object_or_404(offers, order__reference=reference, rank=rank, opens_at__isnull=False)


@login_required
def order_offer(request: HttpRequest, reference: str, rank: int) -> HttpResponse:
    """What one vendor is offered, until when, and what became of it. It says nothing of the others."""
    offer = visible_offer(request, reference, rank)
    context = {"offer": offer, "page": offer_page(offer, reader=request.user, at=timezone.now())}
    return render(request, "contracts/orders/offer_page.html", context)


@login_required
def order_offer_answer(request: HttpRequest, reference: str, rank: int, verb: str) -> HttpResponse:
    """Asks before it happens."""
    offer = visible_offer(request, reference, rank)
    if not allowed(request.user, "contracts.answer_offer", offer):
        raise PermissionDenied("contracts.answer_offer")
    form = (ReasonForm if verb == "decline" else VersionForm)(request.POST or None, initial={"version": 1})

    def act() -> Order:
        if verb == "accept":
            return accept_offer(offer=offer, by=request.user)
        return decline_offer(offer=offer, reason=form.cleaned_data["reason"], by=request.user)

    if request.method == "POST" and form.is_valid() and (order := attempt(form, act)):
        said = (
            f"accepted under contract {order.contract.reference}" if order.contract and verb == "accept" else "declined"
        )
        messages.success(request, f"{reference} is {said}.")
        return redirect(offer)
    question, button = VERBS[verb]
    context = {"offer": offer, "form": form, "verb": verb, "question": question, "button": button}
    context |= {"page": offer_page(offer, reader=request.user, at=timezone.now())}
    return render(request, "contracts/orders/offer_answer.html", context, status=status_of(form))
