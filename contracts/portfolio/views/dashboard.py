"""The portfolio as a whole, and the pages behind its figures."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import organisations_for, reads_all

from ..figures_table import figures_table
from ..page import dashboard, figures_of
from ..queries.cycle_times import competitions_won, cycle_times, orders_bought
from ..queries.going import demand_of, retiring
from ..queries.payments import payments_listed
from ..queries.prices import orders_of_plan, price_gaps
from ..queries.scope import reads_business, reads_portfolio
from ..queries.spend import by_agency, by_category, concentration, contracts_held, ledger_of, spent
from .kept import scope_of

HORIZONS = {"1": 1, "2": 2, "3": 3}


@login_required
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """The whole state for the broker office, its own part for an agency; a vendor is led to its business."""
    if reads_business(request.user) and not reads_portfolio(request.user):
        return redirect("portfolio_business")
    scope = scope_of(request)
    query = f"?agency={scope.agency.slug}" if scope.agency else ""
    systems = query or ("" if scope.is_whole_state else "?whose=own")
    context = dashboard(scope) | {"query": query, "systems": systems, "more": systems.replace("?", "&")}
    return render(request, "contracts/portfolio/dashboard.html", context)


@login_required
@require_safe
def portfolio_csv(request: HttpRequest) -> HttpResponse:
    """Every figure of the dashboard as a row."""
    return _csv(figures_table(figures_of(scope_of(request))), "portfolio.csv")


def _csv(rows: Iterable[Iterable[Any]], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_safe
def portfolio_concentration(request: HttpRequest) -> HttpResponse:
    """How spend lies with vendors, statewide, by kind of work, by agency; `?kind=` or `?of=` opens one of them."""
    scope = scope_of(request)
    cells, held = spent(scope), [one.as_cell for one in contracts_held(scope)]
    kind, of = request.GET.get("kind", ""), request.GET.get("of", "")
    if kind or of:
        cells = [cell for cell in cells if (kind in cell.categories if kind else cell.agency == of)]
    name = kind or of or "All spend"
    context = {
        "scope": scope,
        "one": concentration(name, cells, [] if kind or of else held),
        "ledger": ledger_of(cells),
        "narrowed": bool(kind or of),
        "categories": [] if kind or of else by_category(cells, held),
        "agencies": [] if kind or of else by_agency(cells, held),
        "more": f"&agency={scope.agency.slug}" if scope.agency else "",
    }
    return render(request, "contracts/portfolio/concentration.html", context)


@login_required
@require_safe
def portfolio_prices(request: HttpRequest) -> HttpResponse:
    """The same plan at different prices."""
    scope = scope_of(request)
    return render(request, "contracts/portfolio/prices.html", {"scope": scope, "gaps": price_gaps(scope)})


@login_required
@require_safe
def portfolio_price(request: HttpRequest, plan_code: uuid.UUID) -> HttpResponse:
    """The orders behind one difference in price; another agency's stands without its name."""
    scope = scope_of(request)
    page = page_of(orders_of_plan(scope, plan_code), request.GET.get("page"))
    own = organisations_for(request.user, "contracts.read_portfolio")
    rows = [(order, reads_all(request.user) or order.agency_id in own) for order in page]
    return render(request, "contracts/portfolio/price.html", {"scope": scope, "page": page, "rows": rows})


@login_required
@require_safe
def portfolio_demand(request: HttpRequest) -> HttpResponse:
    """What will be bought or replaced within a year, or as many as the address says, by kind of work."""
    scope, asked = scope_of(request), request.GET.get("years", "")
    years = HORIZONS.get(asked, 1)
    demand = demand_of(scope, contracts_held(scope), retiring(scope), orders_bought(scope)[1], years=years)
    context = {
        "scope": scope,
        "demand": demand,
        "years": years,
        "horizons": HORIZONS.values(),
        "until": scope.years_on(years),
    }
    return render(request, "contracts/portfolio/demand.html", context)


@login_required
@require_safe
def portfolio_times(request: HttpRequest) -> HttpResponse:
    """How long buying takes, by way of buying and stage, with the purchases it is made of."""
    scope = scope_of(request)
    times = cycle_times([*orders_bought(scope)[0], *competitions_won(scope)])
    page = page_of(times.purchases, request.GET.get("page"))
    context = {"scope": scope, "times": times, "page": page, "compared": times.compared(scope.months[1])}
    return render(request, "contracts/portfolio/times.html", context)


@login_required
@require_safe
def portfolio_payments(request: HttpRequest) -> HttpResponse:
    """Payments outside Stoa, the latest first."""
    words = request.GET.get("q", "")[:200].replace("\x00", "")
    scope = scope_of(request)
    page = page_of(payments_listed(scope, words), request.GET.get("page"))
    return render(request, "contracts/portfolio/payments.html", {"scope": scope, "page": page, "words": words})
