"""Suspensions, debarments and appeals on screens."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.clock import database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed, require

from ..actions.sanctions import appeal_sanction, decide_appeal, impose_sanction, lift_sanction
from ..forms import AppealDecisionForm, AppealForm, ReasonForm, SanctionForm, start_of
from ..models import Organisation, Sanction
from ..queries import sanctions_in_force


@require_safe
def sanction_list(request: HttpRequest) -> HttpResponse:
    """The public register: who is suspended or debarred today, why and until when."""
    return render(request, "organisations/sanction_list.html", {"sanctions": sanctions_in_force(at=database_now())})


@login_required
@require_http_methods(["GET", "POST"])
def sanction_impose(request: HttpRequest, slug: str) -> HttpResponse:
    """Suspends or debars a vendor until a day, with the reason."""
    require(request.user, "organisations.impose_sanction")
    vendor = get_object_or_404(Organisation.objects.visible_to(request.user).vendors(), slug=slug)
    form = SanctionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ends_at = start_of(said["last_day"] + datetime.timedelta(days=1))
        sanction = impose_sanction(
            vendor=vendor, kind=said["kind"], reason=said["reason"], ends_at=ends_at, by=request.user
        )
        messages.success(request, f"{vendor} takes no new orders from now on. Its administrators were told.")
        return redirect("sanction_page", sanction.pk)
    context = {"vendor": vendor, "form": form}
    return render(request, "organisations/sanction_impose.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def sanction_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with its appeal, and what the reader can do about it."""
    return _page(request, _sanction(request, pk))


@login_required
@require_POST
def sanction_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends it before its day."""
    sanction, form = _sanction(request, pk), ReasonForm(request.POST)
    require(request.user, "organisations.lift_sanction", sanction)
    return _do(
        request, sanction, "lifting", form, lambda said: lift_sanction(sanction=sanction, by=request.user, **said)
    )


@login_required
@require_POST
def sanction_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The vendor asks for a second look."""
    sanction, form = _sanction(request, pk), AppealForm(request.POST)
    require(request.user, "organisations.appeal_sanction", sanction)
    return _do(
        request, sanction, "appealing", form, lambda said: appeal_sanction(sanction=sanction, by=request.user, **said)
    )


@login_required
@require_POST
def appeal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who did not impose it decides."""
    sanction = get_object_or_404(_visible(request), pk=pk, appeal__isnull=False)
    form = AppealDecisionForm(request.POST)
    require(request.user, "organisations.decide_appeal", sanction.appeal)
    return _do(
        request, sanction, "deciding", form, lambda said: decide_appeal(appeal=sanction.appeal, by=request.user, **said)
    )


def _visible(request: HttpRequest) -> Any:
    return Sanction.objects.visible_to(request.user).select_related("vendor", "imposed_by", "appeal__decided_by")


def _sanction(request: HttpRequest, pk: int) -> Sanction:
    return get_object_or_404(_visible(request), pk=pk)


def _do(request: HttpRequest, sanction: Sanction, name: str, form: Any, act: Callable[[dict], object]) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except InvalidInput as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Done. Everybody concerned was told.")
            return redirect("sanction_page", sanction.pk)
    return _page(request, sanction, **{name: form})


def _page(request: HttpRequest, sanction: Sanction, **sent: Any) -> HttpResponse:
    at, user, appeal = database_now(), request.user, getattr(sanction, "appeal", None)
    holds = not sanction.is_over(at=at)
    context = {
        "sanction": sanction,
        "appeal": appeal,
        "holds": holds,
        "last_day": sanction.ends_at - datetime.timedelta(seconds=1),
        "lifting": ReasonForm() if holds and allowed(user, "organisations.lift_sanction", sanction) else None,
        "appealing": AppealForm()
        if holds and not appeal and allowed(user, "organisations.appeal_sanction", sanction)
        else None,
        "deciding": AppealDecisionForm()
        if appeal and not appeal.decided_at and allowed(user, "organisations.decide_appeal", appeal)
        else None,
    } | sent
    return render(request, "organisations/sanction_page.html", context, status=422 if sent else 200)
