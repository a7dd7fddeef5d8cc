"""The public register of contracts, and a page a contract."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed

from .filters import ContractFilter
from .page import contract_page_context
from .queries import in_register


def contract_register(request: HttpRequest) -> HttpResponse:
    """All contracts that the reader may see, newest first."""
    listed = ContractFilter(request.GET, queryset=in_register(request.user))
    if not listed.form.is_valid():
        wrong = " ".join(
            f"{listed.form.fields[name].label}: {' '.join(why)}" for name, why in listed.form.errors.items()
        )
        raise InvalidInput(f"The register cannot be filtered like this. {wrong} Choose one of the values offered.")
    page = page_of(listed.qs, request.GET.get("page"))
    may_draw_up = allowed(request.user, "contracts.draw_up_contract")
    context = {"filter": listed, "page": page, "may_draw_up": may_draw_up}
    return render(request, "contracts/register/contract_register.html", context)


def contract_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed and whether it is kept; `?month=2026-10` shows another month."""
    contract = get_object_or_404(in_register(request.user), reference=reference)
    context = contract_page_context(contract=contract, reader=request.user, month=request.GET.get("month", ""))
    return render(request, "contracts/register/contract_page.html", context)
