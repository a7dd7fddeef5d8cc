"""The list of opportunities, a page each, following."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, reads_all

from ..actions import follow_solicitation, unfollow_solicitation
from ..filters import OpportunityFilter
from ..models import Solicitation
from ..page import opportunity_page as page_of_opportunity
from ..queries import opportunities_table, state_of


def _filtered(request: HttpRequest) -> OpportunityFilter:
    rows = Solicitation.objects.visible_to(request.user).select_related("agency")
    listed = OpportunityFilter(request.GET, queryset=rows)
    if not listed.form.is_valid():
        raise InvalidInput("Opportunities cannot be filtered like this. Choose one of the values offered.")
    return listed


@require_safe
def opportunity_list(request: HttpRequest) -> HttpResponse:
    """Open, closed, awarded and cancelled; the office sees drafts too."""
    listed, at = _filtered(request), timezone.now()
    page = page_of(listed.qs, request.GET.get("page"))
    context = {
        "filter": listed,
        "page": page,
        "rows": [(one, state_of(one, at=at), one.is_open(at=at)) for one in page],
        "may_write": allowed(request.user, "rfp.write_solicitation"),
    }
    return render(request, "rfp/solicitations/opportunity_list.html", context)


@require_safe
def opportunities_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table for programs."""
    lines = csv_lines(opportunities_table(_filtered(request).qs, at=timezone.now()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opportunities.csv"'
    return response


@require_safe
def opportunity_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is asked, by when, of whom, judged how, and where it stands."""
    solicitation = visible(request, reference)
    context = {
        "solicitation": solicitation,
        "page": page_of_opportunity(solicitation, reader=request.user, at=timezone.now()),
        "reads_all": reads_all(request.user),
    }
    return render(request, "rfp/solicitations/opportunity_page.html", context)


@login_required
@require_POST
def opportunity_follow(request: HttpRequest, reference: str) -> HttpResponse:
    """Alerts and reminders on; once more, off."""
    solicitation = visible(request, reference)
    if "stop" in request.POST:
        unfollow_solicitation(solicitation=solicitation, by=request.user)
        messages.success(request, f"You hear no more of {solicitation.reference}.")
    else:
        follow_solicitation(solicitation=solicitation, by=request.user)
        messages.success(request, f"You hear of addenda, answers and deadlines of {solicitation.reference}.")
    return redirect(solicitation)


def visible(request: HttpRequest, reference: str) -> Solicitation:
    """The solicitation of an address. Raises Http404 for one that the reader may not see."""
    rows = Solicitation.objects.visible_to(request.user).select_related("agency", "need", "follows", "prepared_by")
    return get_object_or_404(rows, reference=reference)


def step(
    request: HttpRequest, solicitation: Solicitation, form: Any, act: Callable[[], Any], template: str, done: str,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect(solicitation)
    context |= {"form": form, "solicitation": solicitation}
    return render(request, f"rfp/solicitations/{template}", context, status=status_of(form))


def text_address(solicitation: Solicitation) -> str:
    """Where the text is written, in Wagtail's area."""
    return reverse("wagtailsnippets_rfp_solicitation:edit", args=[solicitation.pk])
