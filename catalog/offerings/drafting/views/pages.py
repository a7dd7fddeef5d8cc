"""Own offerings: the list, a new one, and the task list of each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from catalog.offerings.models import Offering
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, own_organisations

from ..actions import start_offering
from ..forms import NewOfferingForm
from ..page import task_page
from ..queries import listed, may_offer, own_offerings


def own_offering(request: HttpRequest, pk: int) -> Offering:
    """An offering of the reader's own organisation. Raises Http404 for any other."""
    return get_object_or_404(own_offerings(request.user), pk=pk)


def refuse_agencies(reader: Any) -> None:
    """Raises PermissionDenied for those who provide nothing."""
    if all(held.kind == Organisation.Kind.AGENCY for held in reader.standing):
        raise PermissionDenied("catalog.edit_offering")


@login_required
def offering_list(request: HttpRequest) -> HttpResponse:
    """The offerings of the reader's vendors: where each stands, what it lacks, what its reviewers said."""
    refuse_agencies(request.user)
    found = own_offerings(request.user).select_related("question_set_version__question_set")
    page = page_of(found.prefetch_related("plans", "service_levels"), request.GET.get("page"))
    context = {
        "page": page,
        "rows": listed(page.object_list),
        "may_start": may_offer(request.user).exists(),
        "several": len(own_organisations(request.user)) > 1,
    }
    return render(request, "catalog/drafting/offering_list.html", context)


@login_required
def offering_new(request: HttpRequest) -> HttpResponse:
    """Starts a draft that nobody else sees."""
    if not may_offer(request.user).exists():
        raise PermissionDenied("catalog.create_offering")
    form = NewOfferingForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        offering = attempt(form, lambda: start_offering(**form.cleaned_data, by=request.user))
        if offering:
            messages.success(request, f"{offering} is a draft. Nobody outside {offering.vendor} sees it yet.")
            return redirect("offering_tasks", offering.pk)
    return render(request, "catalog/drafting/offering_new.html", {"form": form}, status=status_of(form))


@login_required
def offering_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left to write, what the reviewers said, who has it now."""
    return show_tasks(request, own_offering(request, pk))


def show_tasks(request: HttpRequest, offering: Offering, *, status: int = 200, refusal: str = "") -> HttpResponse:
    """The task list, with the sentence of a refusal on top where there is one."""
    page = task_page(offering, reader=request.user)
    context = {
        "offering": offering,
        "page": page,
        "refusal": refusal,
        "may_edit": allowed(request.user, "catalog.edit_offering", offering),
    }
    return render(request, "catalog/drafting/offering_tasks.html", context, status=status)
