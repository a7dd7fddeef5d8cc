"""The staff of an agency on screens: the figures with their sources, who has an account, telling a new figure."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions import tell_headcount
from ..forms import HeadcountForm
from ..models import agencies_seen_by
from ..queries.running import spent_of
from ..queries.staff import figures_told, people_in_stoa, staff_of


@login_required
def agency_staff(request: HttpRequest, slug: str) -> HttpResponse:
    """How many people it has, by whom it was said, and what that makes a head."""
    agency, at = get_object_or_404(agencies_seen_by(request.user), slug=slug), database_now()
    if request.method == "POST":
        require(request.user, "contracts.tell_headcount", agency)
    form = HeadcountForm(request.POST or None, initial={"counted_on": office_day(at)})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: tell_headcount(agency=agency, by=request.user, **form.cleaned_data)):
            messages.success(request, "The figure is kept. The one of the latest day counts.")
            return redirect("agency_staff", slug)
    context = {
        "agency": agency,
        "staff": staff_of(agency, spent=spent_of(agency, request.user, at=at), at=at),
        "told": figures_told(agency),
        "page": page_of(people_in_stoa(agency, at=at), request.GET.get("page")),
        "form": form if allowed(request.user, "contracts.tell_headcount", agency) else None,
    }
    return render(request, "contracts/relationships/agency_staff.html", context, status=status_of(form))
