"""Systems on screens: the list with its filters, one system, noting and changing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.offerings.plans import price_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, require

from ..actions import add_system, edit_system
from ..filters import SystemFilter
from ..forms import SystemForm
from ..models import OLD_YEARS, System
from ..overlap.queries import like_system
from ..queries.scope import reads_portfolio
from ..queries.systems import may_keep, may_keep_some, system_with_others, systems_listed
from ..table import table_of


def _filtered(request: HttpRequest) -> SystemFilter:
    on = price_day(timezone.now())
    listed = SystemFilter(request.GET, queryset=systems_listed(request.user), on=on, reader=request.user)
    if not listed.form.is_valid():
        fields, errors = listed.form.fields, listed.form.errors
        wrong = " ".join(f"{fields[name].label}: {' '.join(why)}" for name, why in errors.items())
        raise InvalidInput(f"The systems cannot be filtered like this. {wrong} Choose one of the values offered.")
    return listed


@login_required
@require_safe
def system_list(request: HttpRequest) -> HttpResponse:
    """Systems that the reader may see, by agency and name."""
    listed = _filtered(request)
    context = {
        "filter": listed,
        "page": page_of(listed.qs, request.GET.get("page")),
        "query": request.GET.urlencode(),
        "may_keep": may_keep_some(request.user),
        "reads_portfolio": reads_portfolio(request.user),
        "old_years": OLD_YEARS,
    }
    return render(request, "contracts/portfolio/system_list.html", context)


@login_required
@require_safe
def system_csv(request: HttpRequest) -> HttpResponse:
    """The filtered list as CSV; no cell is a formula."""
    lines = csv_lines(table_of(_filtered(request).qs))
    headers = {"Content-Disposition": 'attachment; filename="systems.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _system(request: HttpRequest, pk: int) -> System:
    return get_object_or_404(system_with_others(request.user), pk=pk)


@login_required
@require_safe
def system_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One system: what it does, what it costs, how it came and how it goes."""
    system, on = _system(request, pk), price_day(timezone.now())
    context = {
        "system": system,
        "age": system.age(on=on),
        "in_use": system.is_in_use(on=on),
        "may_keep": may_keep(request.user, system.agency),
        "alike": like_system(system) if allowed(request.user, "contracts.read_overlaps") else [],
        "replaces": System.objects.visible_to(request.user).filter(successor=system),
    }
    return render(request, "contracts/portfolio/system_page.html", context)


@login_required
def system_new(request: HttpRequest) -> HttpResponse:
    """Note a system."""
    if not may_keep_some(request.user):
        require(request.user, "contracts.keep_systems")
    form = SystemForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        agency = form.cleaned_data["agency"]
        if system := attempt(form, lambda: add_system(agency=agency, terms=form.terms, by=request.user)):
            messages.success(request, f"{system} is in the portfolio of {agency}.")
            return redirect(system)
    return render(request, "contracts/portfolio/system_form.html", {"form": form}, status=status_of(form))


@login_required
def system_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a system."""
    system = _system(request, pk)
    require(request.user, "contracts.keep_systems", system.agency)
    form = SystemForm(request.POST or None, reader=request.user, system=system)

    def save() -> System:
        version = form.cleaned_data["version"] or 0
        return edit_system(system=system, terms=form.terms, version=version, by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, save):
        messages.success(request, "The change is saved.")
        return redirect(system)
    context = {"form": form, "system": system}
    return render(request, "contracts/portfolio/system_form.html", context, status=status_of(form))
