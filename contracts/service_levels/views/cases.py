"""Screens of cases: the list, one case with the reason of its due time, and what happened to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed

from ..actions import record_clock_events
from ..filters import CaseFilter
from ..forms.cases import ClockEventForm
from ..queries.cases import case_views, due_words, hours_in_words, why_due
from ..words import promise_of
from .terms import term_of

MOST_LINES = 10_000


def _term_with_cases(request: HttpRequest, reference: str, code: str) -> ServiceLevelTerm:
    term = term_of(request, reference, code)
    if term.shape != Shape.CASES:
        raise Http404("This service level has no cases.")
    return term


@login_required
@require_safe
def case_list(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The cases of a service level, newest first, each with its clock; the same as a table for a spreadsheet."""
    term = _term_with_cases(request, reference, code)
    listed = CaseFilter(request.GET, queryset=term.cases.prefetch_related("events"))
    if not listed.form.is_valid():
        raise InvalidInput("Cases cannot be filtered like this. Choose one of the values offered.")
    if request.GET.get("format") == "csv":
        return _as_csv(term, listed)
    page = page_of(listed.qs, request.GET.get("page"))
    context = {
        "term": term,
        "filter": listed,
        "page": page,
        "cases": case_views(term, page, at=timezone.now()),
        "promise": promise_of(term),
        "hours": hours_in_words(term),
        "may_record": allowed(request.user, term.measuring_action, term),
    }
    return render(request, "contracts/service_levels/case_list.html", context)


def _as_csv(term: ServiceLevelTerm, listed: CaseFilter) -> HttpResponse:
    rows: list[list[object]] = [["number", "subject", "started_at", "due_at", "stopped_at", "state", "used_seconds"]]
    for view in case_views(term, listed.qs[:MOST_LINES], at=timezone.now()):
        clock = view.clock
        times = [at.isoformat() if at else "" for at in (clock.started_at, clock.due_at, clock.stopped_at)]
        rows.append([view.case.number, view.case.subject, *times, clock.state.value, clock.elapsed])
    answer = HttpResponse("".join(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    name = f"{term.contract.reference}-{term.code}-cases.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_safe
def case_page(request: HttpRequest, reference: str, code: str, number: str) -> HttpResponse:
    """One case: how its clock stands, and from which events its due time follows."""
    term = _term_with_cases(request, reference, code)
    case = get_object_or_404(term.cases.prefetch_related("events"), number=number)
    at = timezone.now()
    [view] = case_views(term, [case], at=at)
    context = {
        "term": term,
        "view": view,
        "due": due_words(view.clock),
        "why": why_due(term, view, at=at),
        "hours": hours_in_words(term),
        "may_record": allowed(request.user, term.measuring_action, term) and view.clock.stopped_at is None,
    }
    return render(request, "contracts/service_levels/case_page.html", context)


@login_required
def case_record(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Record what happened to a case."""
    term = _term_with_cases(request, reference, code)
    if not allowed(request.user, term.measuring_action, term):
        raise PermissionDenied(term.measuring_action)
    initial = {"number": request.GET.get("number", "")[:60]}
    form = ClockEventForm(request.POST or None, zone=term.contract.time_zone, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: record_clock_events(term=term, events=[form.told], by=request.user)):
            messages.success(request, "It is on record, and both sides can read it.")
            return redirect("case_page", reference, code, form.told.number)
    context = {"term": term, "form": form, "hours": hours_in_words(term)}
    return render(request, "contracts/service_levels/case_record.html", context, status=status_of(form))
