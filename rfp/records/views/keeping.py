"""Until when the records of a procurement are kept, and its legal hold."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.clock import office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require
from rfp.holds.actions import lift_hold, place_hold
from rfp.holds.models import LegalHold
from rfp.solicitations.models import Solicitation

from ..forms import HoldForm
from ..models import Disclosure
from ..queries import holding_of, kept_procurements, other_schedules, schedule_on
from ..schedule import KINDS


@login_required
@require_safe
def record_list(request: HttpRequest) -> HttpResponse:
    """Procurements that are over, with their holds; the schedule that everybody of the office works by."""
    require(request.user, "rfp.read_records")
    page = page_of(kept_procurements(request.user, at=timezone.now()), request.GET.get("page"))
    at = timezone.now()
    schedule = schedule_on(office_day(at))
    context = {
        "page": page,
        "rows": [(one, any(hold.lifted_at is None for hold in one.holds.all())) for one in page],
        "schedule": schedule,
        "years": [(kind, schedule.years_of(kind.key)) for kind in KINDS] if schedule else [],
        "others": other_schedules(request.user, at=at),
        "may_draft": allowed(request.user, "rfp.draft_schedule"),
    }
    return render(request, "rfp/records/record_list.html", context)


@login_required
@require_safe
def record_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The days until which each kind is kept, the hold, and who asked to see bids."""
    solicitation, at = procurement(request, reference), timezone.now()
    holding = holding_of(solicitation, at=at)
    over = solicitation.opened_at is not None and solicitation.status in {"awarded", "cancelled"}
    context = {
        "solicitation": solicitation,
        "holding": holding,
        "disclosures": Disclosure.objects.visible_to(request.user).filter(solicitation=solicitation),
        "today": office_day(at),
        "may_place": holding.hold is None and allowed(request.user, "rfp.place_hold"),
        "may_lift": holding.hold is not None and allowed(request.user, "rfp.lift_hold", holding.hold),
        "may_answer": over and allowed(request.user, "rfp.answer_disclosure"),
    }
    return render(request, "rfp/records/record_page.html", context)


@login_required
def hold_place(request: HttpRequest, reference: str) -> HttpResponse:
    """Blocks every destruction."""
    solicitation = procurement(request, reference)
    require(request.user, "rfp.place_hold")
    form = HoldForm(request.POST or None)

    def place() -> LegalHold:
        return place_hold(solicitation=solicitation, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, solicitation, form, place, "hold_form.html", "The hold stands. Nothing is destroyed.")


@login_required
def hold_lift(request: HttpRequest, reference: str) -> HttpResponse:
    """Lifts the standing hold."""
    solicitation = procurement(request, reference)
    hold = LegalHold.objects.visible_to(request.user).standing().filter(solicitation=solicitation).first()
    if hold is None:
        raise Http404("No legal hold stands on this procurement. Go back to its records.")
    require(request.user, "rfp.lift_hold", hold)
    form = HoldForm(request.POST or None)

    def lift() -> LegalHold:
        return lift_hold(hold=hold, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, solicitation, form, lift, "hold_form.html", "The hold is lifted.", hold=hold)


def procurement(request: HttpRequest, reference: str) -> Solicitation:
    """The procurement of an address. Raises Http404, PermissionDenied."""
    rows = Solicitation.objects.visible_to(request.user).published().select_related("agency")
    solicitation = get_object_or_404(rows, reference=reference)
    require(request.user, "rfp.read_records")
    return solicitation


def step(
    request: HttpRequest,
    solicitation: Solicitation,
    form: Any,
    act: Callable[[], Any],
    template: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect("record_page", solicitation.reference)
    context |= {"form": form, "solicitation": solicitation}
    return render(request, f"rfp/records/{template}", context, status=status_of(form))
