"""Provisioning on screens: the vendor reports a step, the agency confirms what is ready."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from contracts.orders.actions import Report, confirm_provisioning, report_provisioning
from contracts.orders.forms import ProvisioningForm, VersionForm
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .pages import visible_order


@login_required
def order_provisioning(request: HttpRequest, reference: str) -> HttpResponse:
    """The next step of the vendor: begun, ready and where, or failed and why."""
    order = visible_order(request, reference)
    if not allowed(request.user, "contracts.provision_order", order):
        raise PermissionDenied("contracts.provision_order")
    form = ProvisioningForm(request.POST or None, order=order, initial={"key": uuid.uuid4})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        report = Report(said["kind"], said["resource"], said["reason"])
        if attempt(form, lambda: report_provisioning(order=order, key=said["key"], report=report, by=request.user)):
            messages.success(request, f"The report on {reference} is kept; {order.agency} is told.")
            return redirect(order)
    context = {"order": order, "form": form}
    return render(request, "contracts/orders/order_provisioning.html", context, status=status_of(form))


@login_required
def order_provisioning_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it is confirmed."""
    order = visible_order(request, reference)
    if not allowed(request.user, "contracts.confirm_provisioning", order):
        raise PermissionDenied("contracts.confirm_provisioning")
    form = VersionForm(request.POST or None, initial={"version": order.version})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: confirm_provisioning(order=order, by=request.user)):
            messages.success(request, f"{reference} is confirmed; {order.served_by} is told.")
            return redirect(order)
    context = {"order": order, "form": form, "standing": getattr(order, "provisioning", None)}
    return render(request, "contracts/orders/provisioning_confirm.html", context, status=status_of(form))
