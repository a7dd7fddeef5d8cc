"""Reading orders: the list and an order's own page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contracts.orders.filters import OrderFilter
from contracts.orders.models import Order
from contracts.orders.page import order_page as page_of_order
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.permissions import organisations_for


def visible_order(request: HttpRequest, reference: str) -> Order:
    """The order with everybody who has to do with it. Raises Http404 where the reader may not see it."""
    orders = (
        Order.objects.visible_to(request.user).with_people().select_related("contract__vendor", "offering_revision")
    )
    return get_object_or_404(orders, reference=reference)


def show_order(request: HttpRequest, order: Order, *, status: int = 200, refusal: str = "") -> HttpResponse:
    """The order's page, with the sentence of a refusal on top where there is one."""
    page = page_of_order(order, reader=request.user, at=timezone.now())
    context = {"order": order, "page": page, "refusal": refusal}
    return render(request, "contracts/orders/order_page.html", context, status=status)


@login_required
def order_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is ordered, what it costs, who decides until when, what happened."""
    return show_order(request, visible_order(request, reference))


@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    """The orders of the reader's organisations, newest first."""
    orders = Order.objects.visible_to(request.user).with_parties()
    listed = OrderFilter(request.GET, queryset=orders)
    if not listed.form.is_valid():
        raise InvalidInput("Orders cannot be filtered like this. Choose one of the values offered.")
    page = page_of(listed.qs, request.GET.get("page"))
    may_draft = bool(organisations_for(request.user, "contracts.draft_order"))
    return render(request, "contracts/orders/order_list.html", {"filter": listed, "page": page, "may_draft": may_draft})
