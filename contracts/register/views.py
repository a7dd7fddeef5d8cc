"""The public register of contracts, and a page a contract."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contracts.portfolio.queries.scope import reads_business, reads_portfolio
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed

from .filters import ContractFilter
from .page import contract_page_context
from .queries import in_register
from .status import measured_services, services_with_days, status_context
from .table import table_of


def contract_register(request: HttpRequest) -> HttpResponse:
    """All contracts that the reader may see, newest first."""
    listed = _filtered(request)
    page = page_of(listed.qs, request.GET.get("page"))
    context = {"filter": listed, "page": page, "query": request.GET.urlencode()}
    context["reads_portfolio"] = request.user.is_authenticated and reads_portfolio(request.user)
    context["reads_business"] = request.user.is_authenticated and reads_business(request.user)
    context["may_draw_up"] = allowed(request.user, "contracts.draw_up_contract")
    return render(request, "contracts/register/contract_register.html", context)


def contract_register_csv(request: HttpRequest) -> HttpResponse:
    """The filtered register as CSV; no cell is a formula."""
    lines = csv_lines(table_of(_filtered(request).qs))
    headers = {"Content-Disposition": 'attachment; filename="contracts.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _filtered(request: HttpRequest) -> ContractFilter:
    listed = ContractFilter(request.GET, queryset=in_register(request.user))
    if not listed.form.is_valid():
        wrong = " ".join(
            f"{listed.form.fields[name].label}: {' '.join(why)}" for name, why in listed.form.errors.items()
        )
        raise InvalidInput(f"The register cannot be filtered like this. {wrong} Choose one of the values offered.")
    return listed


def contract_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed and whether it is kept; `?month=2026-10` shows another month."""
    contract = get_object_or_404(in_register(request.user), reference=reference)
    context = contract_page_context(contract=contract, reader=request.user, month=request.GET.get("month", ""))
    return render(request, "contracts/register/contract_page.html", context)


def status_list(request: HttpRequest) -> HttpResponse:
    """Every service that is measured, with how it ran in the last thirty days."""
    page = page_of(measured_services(), request.GET.get("page"))
    rows = services_with_days(page, at=timezone.now())
    return render(request, "contracts/register/status_list.html", {"page": page, "rows": rows})


def status_page(request: HttpRequest, slug: str) -> HttpResponse:
    """How one service runs: today, ninety days, outages, maintenance announced."""
    offering = get_object_or_404(measured_services(), slug=slug)
    context = status_context(offering, at=timezone.now())
    return render(request, "contracts/register/status_page.html", context)
