"""The levy's returns on screens: the list, one with its comparison, filing, settling."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from marketplace.billing.levies import levy_in_books
from marketplace.clock import database_now
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions import file_levy_return, settle_levy_gap
from ..forms.budgets import LevyForm, SettleForm
from ..models import LevyReturn
from ..queries.levies import compared, known_by_order
from .steps import show_step

Status = LevyReturn.Status
OPEN = {Status.DUE, Status.GAP}
BACK = "levy_list"


def _found(request: HttpRequest, reference: str) -> LevyReturn:
    seen = LevyReturn.objects.visible_to(request.user).select_related("vendor", "filed_by", "settled_by")
    return get_object_or_404(seen, reference=reference)


@require_safe
@login_required
def levy_list(request: HttpRequest) -> HttpResponse:
    """Every return that the reader may see, the latest month first; those that differ by a filter."""
    seen = LevyReturn.objects.visible_to(request.user).select_related("vendor")
    state = request.GET.get("state", "")
    if state in Status.values:
        seen = seen.filter(status=state)
    context = {
        "page": page_of(seen.order_by("-month", "vendor__sort_name"), request.GET.get("page")),
        "state": state,
        "states": Status.choices,
        "now": database_now(),
    }
    return render(request, "contracts/costs/levy_list.html", context)


@require_safe
@login_required
def levy_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One return: each order as told and as known, the levy, and what is left to do."""
    row = _found(request, reference)
    books = levy_in_books(row.vendor, row.month)
    context = {
        "row": row,
        "orders": compared(row),
        "books": books,
        "left": (row.levy or Decimal()) - books.collected,
        "late": row.is_late(at=database_now()),
        "may_file": row.status in OPEN and allowed(request.user, "contracts.file_levy_return", row),
        "may_settle": row.status == Status.GAP and allowed(request.user, "contracts.settle_levy_gap"),
    }
    return render(request, "contracts/costs/levy_page.html", context)


@login_required
def levy_file(request: HttpRequest, reference: str) -> HttpResponse:
    """What the vendor billed in the month, or that it was nothing."""
    row = _found(request, reference)
    require(request.user, "contracts.file_levy_return", row)
    given = request.POST if request.method == "POST" else None
    form = LevyForm(given, orders=known_by_order(row.vendor_id, row.month))

    def act() -> LevyReturn:
        said = {"amounts": form.amounts, "note": form.cleaned_data["note"]}
        return file_levy_return(levy_return=row, by=request.user, **said)

    done, title = "The return is filed and compared with your orders.", f"File for {row.month:%B %Y}"
    return show_step(request, form, act, done=done, to=_itself, title=title, submit="File the return", back=BACK)


@login_required
def levy_settle(request: HttpRequest, reference: str) -> HttpResponse:
    """An officer says how a difference was settled."""
    row = _found(request, reference)
    require(request.user, "contracts.settle_levy_gap")
    form = SettleForm(request.POST or None)

    def act() -> LevyReturn:
        return settle_levy_gap(levy_return=row, by=request.user, **form.cleaned_data)

    done = "The difference is settled, and its reason stands with the return."
    return show_step(request, form, act, done=done, to=_itself, title=f"Settle {row}", submit="Settle it", back=BACK)


def _itself(row: LevyReturn) -> LevyReturn:
    return row
