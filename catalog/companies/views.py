"""A company's own page, which the broker office reads as its record, and the register of all vendors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, require

from .actions import confirm_size
from .filters import VendorFilter
from .forms import STATED, SizeForm
from .found import company_of
from .page import company_context
from .queries import vendors_in_register
from .register import table_of


def _filtered(request: HttpRequest) -> VendorFilter:
    require(request.user, "catalog.read_register")
    at = database_now()
    found = VendorFilter(request.GET, queryset=vendors_in_register(at=at), at=at)
    if not found.form.is_valid():
        wrong = " ".join(f"{found.form.fields[name].label}: {' '.join(why)}" for name, why in found.form.errors.items())
        raise InvalidInput(f"The register cannot be filtered like this. {wrong} Choose one of the values offered.")
    return found


@login_required
@require_safe
def vendor_register_list(request: HttpRequest) -> HttpResponse:
    """Every vendor, filtered; for the broker office."""
    found = _filtered(request)
    page = page_of(found.qs, request.GET.get("page"))
    context = {"filter": found, "page": page, "at": database_now(), "query": request.GET.urlencode()}
    return render(request, "catalog/companies/company_register.html", context)


@login_required
@require_safe
def vendor_register_csv(request: HttpRequest) -> HttpResponse:
    """The filtered register as CSV; no cell is a formula."""
    lines = csv_lines(table_of(_filtered(request).qs))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="vendors.csv"'
    return response


@login_required
@require_safe
def company_own(request: HttpRequest) -> HttpResponse:
    """Leads to the reader's company; to all organisations of the reader where there are several or none."""
    own = Organisation.objects.visible_to(request.user).vendors().filter(pk__in=own_organisations(request.user))
    slugs = list(own.values_list("slug", flat=True)[:2])
    return redirect("company_page", slugs[0]) if len(slugs) == 1 else redirect("membership_list")


@login_required
@require_safe
def company_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What Stoa holds about a company, until when, where it is used, and what is due next."""
    context = company_context(company_of(request, slug), reader=request.user, at=database_now())
    return render(request, "catalog/companies/company_page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def company_size(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirms or changes the stated size."""
    vendor = company_of(request, slug)
    require(request.user, "organisations.state_size", vendor)
    said = {value: word for word, value in STATED.items()}
    initial = {
        "size": getattr(getattr(vendor, "company", None), "size", ""),
        "small_business": said[vendor.small_business],
    }
    form = SizeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: confirm_size(vendor=vendor, by=request.user, **form.cleaned_data)):
            messages.success(request, "The size is stated as of today. You are asked again in a year.")
            return redirect("company_page", vendor.slug)
    return render(
        request, "catalog/companies/company_size.html", {"vendor": vendor, "form": form}, status=status_of(form)
    )
