"""The rows behind service levels and credits, and the report for a board."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.offerings.plans import price_day
from marketplace.components.paging import page_of
from marketplace.permissions import require

from ..goals.queries import tree_for
from ..page import report
from ..queries.kept import credits_listed, kept_of, levels_listed
from ..queries.scope import Scope, reads_portfolio, scope_for


def scope_of(request: HttpRequest) -> Scope:
    """What the reader's figures are made of; refuses whoever has no portfolio."""
    if not reads_portfolio(request.user):
        require(request.user, "contracts.read_portfolio")
    asked = request.GET.get("agency", "")[:100].replace("\x00", "")
    return scope_for(request.user, on=price_day(timezone.now()), agency=asked)


@login_required
@require_safe
def portfolio_levels(request: HttpRequest) -> HttpResponse:
    """Months of service levels with a verdict, missed ones first."""
    scope, verdict = scope_of(request), request.GET.get("verdict", "")
    page = page_of(levels_listed(scope, verdict), request.GET.get("page"))
    context = {"scope": scope, "page": page, "verdict": verdict, "kept": kept_of(scope)}
    return render(request, "contracts/portfolio/levels.html", context)


@login_required
@require_safe
def portfolio_credits(request: HttpRequest) -> HttpResponse:
    """Credits to agencies for months that were missed."""
    scope = scope_of(request)
    page = page_of(credits_listed(scope), request.GET.get("page"))
    return render(request, "contracts/portfolio/credits.html", {"scope": scope, "page": page, "kept": kept_of(scope)})


@login_required
@require_safe
def portfolio_report(request: HttpRequest) -> HttpResponse:
    """The portfolio on one printed page, for a board."""
    scope = scope_of(request)
    context = report(scope) | {"tree": tree_for(request.user, on=scope.on)}
    return render(request, "contracts/portfolio/report.html", context)
