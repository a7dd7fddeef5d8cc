"""The broker office records that a company became part of another, and decides on what it offers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.organisations.models import Merger, Organisation
from marketplace.permissions import require

from .actions import hand_over_offerings, merge_vendors, part_vendors
from .forms import HandOverForm, MergerForm, PartingForm
from .found import company_of


@login_required
@require_http_methods(["GET", "POST"])
def company_merger(request: HttpRequest, slug: str) -> HttpResponse:
    """The merger on record with what follows from it, or the form to record one."""
    vendor = _vendor(request, slug)
    if request.method != "POST":
        return _page(request, vendor)
    form = MergerForm(request.POST, vendor=vendor)
    done = f"The merger is recorded. The administrators of {vendor} and of the other company were told."
    by = request.user
    return _do(request, vendor, "recording", form, done, lambda said: merge_vendors(predecessor=vendor, by=by, **said))


@login_required
@require_POST
def company_merger_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes a merger off the record."""
    vendor = _vendor(request, slug)
    merger, form = _standing(vendor), PartingForm(request.POST)
    done = "The merger is withdrawn. Both companies were told."
    return _do(
        request, vendor, "parting", form, done, lambda said: part_vendors(merger=merger, by=request.user, **said)
    )


@login_required
@require_POST
def company_merger_offerings(request: HttpRequest, slug: str) -> HttpResponse:
    """Hands offerings over to the company that goes on."""
    vendor = _vendor(request, slug)
    merger, form = _standing(vendor), HandOverForm(request.POST, vendor=vendor)
    done = f"The offerings are {merger.successor}’s now. Their addresses stay."
    return _do(
        request,
        vendor,
        "handing_over",
        form,
        done,
        lambda said: hand_over_offerings(merger=merger, by=request.user, **said),
    )


def _vendor(request: HttpRequest, slug: str) -> Organisation:
    vendor = company_of(request, slug)
    require(request.user, "organisations.record_merger", vendor)
    return vendor


def _standing(vendor: Organisation) -> Merger:
    return get_object_or_404(Merger.objects.standing().select_related("successor"), predecessor=vendor)


def _do(
    request: HttpRequest, vendor: Organisation, name: str, form: Form, done: str, act: Callable[[dict], Any]
) -> HttpResponse:
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data)):
        messages.success(request, done)
        return redirect("company_merger", vendor.slug)
    return _page(request, vendor, **{name: form})


def _page(request: HttpRequest, vendor: Organisation, **sent: Form) -> HttpResponse:
    merger = vendor.mergers.standing().select_related("successor", "recorded_by").first()
    holds = bool(merger and merger.is_in_force(at=database_now()))
    context: dict[str, Any] = {
        "vendor": vendor,
        "merger": merger,
        "holds": holds,
        "recording": None if merger else MergerForm(vendor=vendor),
        "parting": PartingForm() if merger else None,
        "handing_over": HandOverForm(vendor=vendor) if holds and vendor.offerings.exists() else None,
    } | sent
    form = next(iter(sent.values()), None)
    return render(request, "catalog/companies/company_merger.html", context, status=status_of(form) if form else 200)
