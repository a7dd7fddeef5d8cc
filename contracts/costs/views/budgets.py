"""Budgets, cost a user and seats in use on screens."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.offerings.plans import price_day
from contracts.orders.models import Order
from marketplace.clock import database_now
from marketplace.components.charts import Bar, Series, bar_chart, line_chart
from marketplace.components.formats import MONTH_NAMES, money
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for, reads_all, require

from ..actions import set_budget, tell_seats
from ..forms.budgets import BudgetForm, SeatsForm
from ..queries.agencies import agencies_read_by
from ..queries.budgets import BudgetRow, budgets_of, fiscal_year_of
from ..queries.users import UserTrend, user_costs, user_trends
from .steps import show_step

ZERO = Decimal(0)


def _chosen(request: HttpRequest, agencies: Any) -> Organisation | None:
    """The agency that is asked for, else the reader's own, else the first with something to show."""
    if slug := request.GET.get("agency", "").replace("\x00", ""):
        return get_object_or_404(agencies, slug=slug)
    if not reads_all(request.user):
        return agencies.first()
    return agencies.filter(budgets__isnull=False).first() or agencies.filter(seat_uses__isnull=False).first()


@require_safe
@login_required
def budget_list(request: HttpRequest) -> HttpResponse:
    """A fiscal year's budgets: consumed, committed, where the year will end, and what extensions would add."""
    agencies = agencies_read_by(request.user)
    agency, year = _chosen(request, agencies), fiscal_year_of(price_day(database_now()))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= 2100 else year
    rows = budgets_of(agency, year) if agency else []
    context = {
        "agency": agency,
        "agencies": agencies.filter(budgets__isnull=False).distinct() if reads_all(request.user) else [],
        "year": year,
        "rows": rows,
        "charts": [_drawn(row) for row in rows],
        "may_set": bool(organisations_for(request.user, "contracts.set_budget")),
    }
    return render(request, "contracts/costs/budget_list.html", context)


def _drawn(row: BudgetRow) -> Any:
    amounts = (
        ("Budget", row.budget.amount, "rest"),
        ("Consumed", row.consumed, "lead"),
        ("Forecast", row.forecast, ""),
    )
    bars = [Bar(label, max(amount, ZERO), money(amount, 0), tone) for label, amount, tone in amounts]
    return bar_chart(bars, subject=str(row.budget), columns=("What", "Amount"))


@login_required
def budget_set(request: HttpRequest) -> HttpResponse:
    """What an agency may spend in a year."""
    agencies = organisations_for(request.user, "contracts.set_budget")
    if not agencies:
        require(request.user, "contracts.set_budget")
    form = BudgetForm(request.POST or None, agencies=agencies, fiscal_year=fiscal_year_of(price_day(database_now())))
    done = "The budget is set. What is ordered and charged counts against it."
    words = {"title": "Set a budget", "submit": "Set the budget", "back": "budget_list"}
    return show_step(
        request,
        form,
        lambda: set_budget(by=request.user, **form.cleaned_data),
        done=done,
        to=lambda made: f"/budgets/?agency={made.agency.slug}&year={made.fiscal_year}",
        **words,
    )


@require_safe
@login_required
def cost_users(request: HttpRequest) -> HttpResponse:
    """What each service costs a user, beside what others pay, and the seats nobody used."""
    agencies = agencies_read_by(request.user)
    agency = _chosen(request, agencies)
    rows = user_costs(agency) if agency else []
    context = {
        "agency": agency,
        "agencies": agencies.filter(seat_uses__isnull=False).distinct() if reads_all(request.user) else [],
        "rows": rows,
        "idle": sum(row.idle_cost for row in rows),
        "trends": [(trend.name, _line(trend)) for trend in user_trends(agency)] if agency else [],
    }
    return render(request, "contracts/costs/cost_users.html", context)


def _line(trend: UserTrend) -> Any:
    labels = [f"{MONTH_NAMES[month.month - 1]} {month:%y}" for month, _ in trend.months]
    values = [value for _, value in trend.months]
    return line_chart(labels, [Series("", values)], subject=f"Cost a user of {trend.name} by month", show=money)


@login_required
def seats_tell(request: HttpRequest, reference: str) -> HttpResponse:
    """How many people used what an order pays for, told by either side."""
    order = get_object_or_404(Order.objects.visible_to(request.user), reference=reference)
    require(request.user, "contracts.tell_seats", order)
    form = SeatsForm(request.POST or None, today=price_day(database_now()), order=order)
    done = "It counts in the cost a user. A later report of the same month replaces it."
    words = {"title": f"Who uses {order.offering_name}", "submit": "Tell it", "back": "cost_users"}
    return show_step(
        request,
        form,
        lambda: tell_seats(order=order, by=request.user, **form.cleaned_data),
        done=done,
        to=lambda told: order,
        **words,
    )
