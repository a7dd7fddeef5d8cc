"""Step 3 of a request: how it is bought, with what the policy opens for its value and why not the rest."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from contracts.comparisons.queries import first_places
from contracts.orders.actions import choose_way
from contracts.orders.forms import WayForm
from contracts.orders.models import Order
from contracts.orders.vehicles import is_own_service, ways_for

from .requests import own_draft, step


@login_required
def order_way(request: HttpRequest, reference: str) -> HttpResponse:
    """Under which agreement, or as a direct award; the state's own services need no such choice."""
    order = own_draft(request, reference)
    if is_own_service(order):
        return redirect("order_check", order.reference)
    ways = ways_for(order, at=timezone.now())
    form = WayForm(
        request.POST or None, ways=ways, order=order, compared=first_places(order), initial={"version": order.version}
    )

    if request.method == "POST" and form.is_valid() and form.by_rank:
        return redirect(f"{reverse('order_line', args=[order.reference])}?lot={form.by_rank}")

    def save() -> Order:
        return choose_way(order=order, version=form.cleaned_data["version"], by=request.user, **form.choice)

    return step(request, order, form, save, "order_way.html", "order_check", {"step": 3, "ways": ways})
