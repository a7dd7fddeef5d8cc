"""Retention schedules: drafting one, dropping it, putting it into force."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.formats import day
from marketplace.errors import DomainError
from marketplace.permissions import allowed, require

from ..actions import draft_schedule, drop_schedule, enact_schedule
from ..forms import NothingForm, ScheduleForm, years_in
from ..models import RetentionSchedule
from ..queries import schedule_on
from ..schedule import KINDS


@login_required
def record_schedule_new(request: HttpRequest) -> HttpResponse:
    """Begins one; its years start as those that hold."""
    require(request.user, "rfp.draft_schedule")
    form = ScheduleForm(request.POST or None, initial=years_in(schedule_on(office_day(timezone.now()))))
    if request.method == "POST" and form.is_valid():
        schedule = attempt(form, lambda: draft_schedule(terms=form.terms, by=request.user))
        if schedule:
            messages.success(request, "It is kept as a draft. Somebody else of the office puts it into force.")
            return redirect(schedule)
    return render(request, "rfp/records/schedule_new.html", {"form": form}, status=status_of(form))


@login_required
@require_safe
def record_schedule(request: HttpRequest, reference: str) -> HttpResponse:
    """What one schedule says, from when, and who decided it."""
    schedule = _visible(request, reference)
    holding = schedule_on(office_day(timezone.now()))
    draft = schedule.is_draft
    context = {
        "schedule": schedule,
        "holds": holding is not None and holding.pk == schedule.pk,
        "years": [(kind, schedule.years_of(kind.key)) for kind in KINDS],
        "may_enact": draft and allowed(request.user, "rfp.enact_schedule", schedule),
        "may_drop": draft and allowed(request.user, "rfp.draft_schedule"),
    }
    return render(request, "rfp/records/schedule_page.html", context)


@login_required
def record_schedule_enact(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it decides what is destroyed."""
    schedule = _visible(request, reference)
    require(request.user, "rfp.enact_schedule", schedule)
    form = NothingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: enact_schedule(schedule=schedule, by=request.user)):
            messages.success(request, f"It holds from {day(schedule.holds_from)} on.")
            return redirect(schedule)
    years = [(kind, schedule.years_of(kind.key)) for kind in KINDS]
    context = {"form": form, "schedule": schedule, "years": years}
    return render(request, "rfp/records/schedule_enact.html", context, status=status_of(form))


@login_required
@require_POST
def record_schedule_drop(request: HttpRequest, reference: str) -> HttpResponse:
    """Puts a draft aside."""
    schedule = _visible(request, reference)
    try:
        drop_schedule(schedule=schedule, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(schedule)
    messages.success(request, f"{schedule.reference} is dropped.")
    return redirect("record_list")


def _visible(request: HttpRequest, reference: str) -> RetentionSchedule:
    require(request.user, "rfp.read_records")
    rows = RetentionSchedule.objects.visible_to(request.user).select_related("drafted_by", "enacted_by")
    return get_object_or_404(rows, reference=reference)
