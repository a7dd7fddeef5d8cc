"""Agencies on screens: who looks after which, one agency's page, giving and ending a duty."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import reads_all, require

from ..actions import assign, end_assignment
from ..forms import AssignForm, EndForm
from ..models import Assignment, agencies_seen_by
from ..page import agency_context, history_context
from ..queries.looking_after import agencies_for, coverage, with_assignments
from ..queries.promises import cadence, with_meetings


def _agency(request: HttpRequest, slug: str) -> Organisation:
    seen: QuerySet[Organisation] = with_assignments(agencies_seen_by(request.user), at=database_now())
    return get_object_or_404(seen, slug=slug)


@login_required
@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """Every agency that the reader may see, with who looks after it."""
    at, words = database_now(), request.GET.get("q", "")[:200].replace("\x00", "")
    found = agencies_for(request.user, at=at)
    if words:
        found = found.filter(name__icontains=words)
    found, without = with_meetings(found, at=at), request.GET.get("without")
    if without == "manager":
        found = found.filter(has_manager=False)
    elif without == "meeting":
        found = found.filter(is_met=False)
    context = {
        "page": page_of(found, request.GET.get("page")),
        "words": words,
        "without": without if without in ("manager", "meeting") else "",
        "coverage": coverage(at=at) if reads_all(request.user) else None,
        "cadence": cadence(at=at) if reads_all(request.user) else None,
    }
    return render(request, "contracts/relationships/agency_list.html", context)


@login_required
@require_safe
def agency_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What binds one agency and the broker office."""
    agency = _agency(request, slug)
    context = agency_context(agency, request.user, at=database_now())
    return render(request, "contracts/relationships/agency_page.html", context)


@login_required
@require_safe
def agency_history(request: HttpRequest, slug: str) -> HttpResponse:
    """All that happened, by kind where the address names some."""
    agency = get_object_or_404(agencies_seen_by(request.user), slug=slug)
    context = history_context(agency, request.user, request.GET, at=database_now())
    return render(request, "contracts/relationships/agency_history.html", context)


@login_required
def agency_assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a duty to somebody of the office."""
    agency, at = _agency(request, slug), database_now()
    require(request.user, "contracts.assign_relationship")
    wanted = {"starts_on": office_day(at), "duty": request.GET.get("duty", "manager")}
    form = AssignForm(request.POST or None, at=at, initial=wanted)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: assign(agency=agency, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"{made.person} looks after {agency}. The agency is told.")
            return redirect("agency_page", agency.slug)
    context = {"form": form, "agency": agency, "title": "Who looks after it", "submit": "Give the duty"}
    return render(request, "contracts/relationships/agency_form.html", context, status=status_of(form))


@login_required
def agency_duty_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say from which day on a duty is nobody's."""
    agency = _agency(request, slug)
    assignment = get_object_or_404(Assignment.objects.visible_to(request.user).filter(agency=agency), pk=pk)
    require(request.user, "contracts.assign_relationship")
    form = EndForm(request.POST or None, initial={"ends_on": office_day(database_now())})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: end_assignment(assignment=assignment, by=request.user, **form.cleaned_data)):
            messages.success(request, f"The duty of {assignment.person} ends. The agency is told.")
            return redirect("agency_page", agency.slug)
    context = {"form": form, "agency": agency, "title": f"End the duty of {assignment.person}", "submit": "End it"}
    return render(request, "contracts/relationships/agency_form.html", context, status=status_of(form))
