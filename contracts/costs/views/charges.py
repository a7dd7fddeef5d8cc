"""Charges on screens: the explorer with its files, a month's bill, one line opened, the first billed month."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, require

from ..actions import set_charging_start
from ..explorer import narrowed, page_of_costs
from ..focus import FIELDS, lines
from ..forms.charges import ExplorerForm, StartForm
from ..models import Charge
from ..queries.agencies import agencies_read_by, own_agencies, start_of
from ..queries.charges import DIMENSIONS, bill_of, groups_of, invoices_of
from ..queries.rates import bar_of, rows_of

CSV = "text/csv; charset=utf-8"
AT_A_TIME = 2_000


def _asked(request: HttpRequest) -> tuple[ExplorerForm, QuerySet[Charge], str]:
    seen = Charge.objects.visible_to(request.user)
    form = ExplorerForm(request.GET, seen=seen)
    form.is_valid()
    given = form.given
    return form, narrowed(seen, given), given.get("by") or "service"


@require_safe
@login_required
def cost_explorer(request: HttpRequest) -> HttpResponse:
    """What is spent, narrowed and added up as the reader asks, with charts and their tables."""
    form, charges, by = _asked(request)
    agency = form.given.get("agency") or own_agencies(request.user).first()
    context = {
        "form": form,
        "agency": agency,
        "query": request.GET.urlencode(),
        **page_of_costs(charges, by),
    }
    return render(request, "contracts/costs/cost_explorer.html", context)


@require_safe
@login_required
def cost_csv(request: HttpRequest) -> HttpResponse:
    """The sums of the explorer as a table."""
    _, charges, by = _asked(request)
    rows: list[list[Any]] = [[DIMENSIONS[by][0], "Spent", "Billed"]]
    rows += [[row["label"], f"{row['spent']:.2f}", f"{row['billed']:.2f}"] for row in groups_of(charges, by)]
    answer = HttpResponse("".join(csv_lines(rows)), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="costs.csv"'
    return answer


@require_safe
@login_required
def cost_focus(request: HttpRequest) -> StreamingHttpResponse:
    """Every charge that the explorer shows, as FOCUS 1.0, sent row by row."""
    _, charges, _ = _asked(request)
    name = {"Content-Disposition": 'attachment; filename="focus-1.0.csv"'}
    return StreamingHttpResponse(focus_lines(charges), content_type=CSV, headers=name)


def focus_lines(charges: QuerySet[Charge]) -> Iterator[str]:
    """The file's lines, in constant memory: a cursor of the database is read as they are sent."""
    return lines(charges.order_by("month", "pk").values_list(*FIELDS).iterator(chunk_size=AT_A_TIME))


@require_safe
@login_required
def cost_bill(request: HttpRequest, agency: str, month: str) -> HttpResponse:
    """What an agency is billed, or shown, for one month; every line opens."""
    found, first = get_object_or_404(agencies_read_by(request.user), slug=agency), _month(month)
    charges = Charge.objects.visible_to(request.user).spend().filter(agency=found)
    context = {
        "agency": found,
        "month": first,
        "start": start_of(found),
        "invoices": invoices_of(request.user, found, first),
        "may_start": allowed(request.user, "contracts.set_charging_start"),
        **bill_of(charges, first),
    }
    return render(request, "contracts/costs/cost_bill.html", context)


def _month(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{words}-01")
    except ValueError:
        raise Http404("There is no such month. An address names it like 2026-10.") from None


@require_safe
@login_required
def cost_charge(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: each step of its figure, what set it off, and of a service at cost what is in the rate."""
    related = ("agency", "vendor", "order", "contract", "rate_card", "credit", "corrects")
    charge = get_object_or_404(Charge.objects.visible_to(request.user).select_related(*related), pk=pk)
    card, context = charge.rate_card, {"charge": charge, "corrections": list(charge.corrections.all())}
    if card is not None:
        units = charge.pricing_quantity or Decimal(0)
        units = int(units) if units == int(units) else units.normalize()
        rows = rows_of(card, units=units)
        context |= {"card": card, "rows": rows, "bar": bar_of(rows), "units": units, "own_total": card.rate * units}
        context["as_published"] = charge.contracted_unit_price == card.rate
    return render(request, "contracts/costs/cost_charge.html", context)


@login_required
def cost_start(request: HttpRequest, agency: str) -> HttpResponse:
    """From when on an agency is billed for services at cost; until then its bills are shown only."""
    require(request.user, "contracts.set_charging_start")
    found = get_object_or_404(agencies_read_by(request.user), slug=agency)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: set_charging_start(agency=found, by=request.user, **form.cleaned_data)):
            messages.success(request, "It holds for months that are written from now on.")
            return redirect("cost_explorer")
    context = {"form": form, "agency": found}
    return render(request, "contracts/costs/cost_start.html", context, status=status_of(form))
