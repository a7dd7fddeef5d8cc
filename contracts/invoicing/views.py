"""Drafting a month's invoices on a screen, and telling what was used."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.pricing import usage_rate
from contracts.orders.models import Order
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, organisations_for, require

from .actions import draft_months, tell_use
from .forms import MonthForm, UseForm
from .queries import billed_by, uses_of


@login_required
def invoice_draft(request: HttpRequest) -> HttpResponse:
    """Asks for the month, and drafts what is not billed yet of it."""
    own = organisations_for(request.user, "billing.draft_invoice")
    if not own:
        raise PermissionDenied("billing.draft_invoice")
    form = MonthForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        contracts = list(billed_by(own, form.period))
        made = attempt(form, lambda: (draft_months(contracts=contracts, period=form.period, by=request.user),))
        if made:
            said = f"{len(made[0])} drafted. Look at each one, then issue it." if made[0] else "All of it is billed."
            messages.success(request, said)
            return redirect("invoice_list")
    return render(request, "contracts/invoicing/invoice_draft.html", {"form": form}, status=status_of(form))


@login_required
def use_tell(request: HttpRequest, reference: str) -> HttpResponse:
    """What an order's metered use was month by month; who provides it tells more."""
    found = Order.objects.visible_to(request.user).with_parties().prefetch_related("shares")
    order = get_object_or_404(found, reference=reference)
    may_tell = bool(order.usage) and order.contract_id is not None
    may_tell = may_tell and allowed(request.user, "contracts.tell_use", order)
    form = UseForm(request.POST if request.method == "POST" else None, today=timezone.localdate(), order=order)
    if request.method == "POST":
        require(request.user, "contracts.tell_use", order)
        said = {"order": order, "by": request.user}
        if form.is_valid() and attempt(form, lambda: tell_use(month=form.period, used=form.used, **said)):
            messages.success(request, "It is on the next invoice. Told again before that, the newest counts.")
            return redirect("use_tell", order.reference)
    metered = [(charge["name"], usage_rate(charge, order.currency)) for charge in order.usage]
    context = {"form": form, "order": order, "uses": uses_of(order), "may_tell": may_tell, "metered": metered}
    return render(request, "contracts/invoicing/use_tell.html", context, status=status_of(form))
