"""Announcing new prices of a plan, and taking an announcement back before its day."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed

from .announcing import announce_prices, plan_of, take_back_prices
from .models import Offering
from .plans import price_day
from .price_forms import PlanPricesForm
from .words import coming_notes, plan_notes, rate_of


def _own_offering(request: HttpRequest, slug: str) -> Offering:
    offering = get_object_or_404(Offering.objects.visible_to(request.user).select_related("vendor"), slug=slug)
    if not allowed(request.user, "catalog.edit_offering", offering):
        raise PermissionDenied("catalog.edit_offering")
    return offering


@login_required
def plan_prices(request: HttpRequest, slug: str, code: UUID) -> HttpResponse:
    """What a plan costs, what is announced, and the form that announces more."""
    offering = _own_offering(request, slug)
    plan = plan_of(offering.get_latest_revision_as_object().plans.all(), code)
    today = plan.on(price_day(timezone.now()))
    initial = {"latest_revision": offering.latest_revision_id}
    form = PlanPricesForm(request.POST or None, plan=today, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _announce(request, offering, form)):
        return redirect("plan_prices", slug, code)
    context = {"offering": offering, "plan": today, "form": form, "rate": rate_of(today), "notes": plan_notes(today)}
    context |= {"coming": coming_notes(today), "held": offering.workflow_in_progress}
    return render(request, "catalog/offerings/plan_prices.html", context, status=status_of(form))


def _announce(request: HttpRequest, offering: Offering, form: PlanPricesForm) -> Offering:
    submit = "draft" not in request.POST
    saved = announce_prices(
        offering=offering,
        plan_code=form.plan.code,
        change=form.change,
        latest_revision_id=form.cleaned_data["latest_revision"],
        by=request.user,
        submit=submit,
    )
    then = "The reviewers have been told." if submit else "Send the draft for review when it is complete."
    messages.success(request, f"The new prices of {form.plan} are in the newest version. {then}")
    return saved


@login_required
@require_POST
def plan_prices_take_back(request: HttpRequest, slug: str, code: UUID, day: str) -> HttpResponse:
    """Takes one announcement out of the newest version."""
    offering, begins_on = _own_offering(request, slug), _day(day)
    sent = request.POST.get("latest_revision", "")
    take_back_prices(
        offering=offering,
        plan_code=code,
        begins_on=begins_on,
        latest_revision_id=int(sent) if sent.isdecimal() and len(sent) < 19 else None,
        by=request.user,
    )
    messages.success(request, "It is out of the newest version. The public sees that once it is published.")
    return redirect("plan_prices", slug, code)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Http404("The address names no day. Go back to the plan.") from None
