"""A vendor's own business on one page, and as a table."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.files.tables import csv_lines
from marketplace.permissions import require

from ..queries.scope import reads_business
from .page import Figures, business_context, figures_of
from .table import business_table


def _figures(request: HttpRequest) -> Figures:
    if not reads_business(request.user):
        require(request.user, "contracts.read_business")
    return figures_of(request.user, at=timezone.now())


@login_required
@require_safe
def portfolio_business(request: HttpRequest) -> HttpResponse:
    """What agencies spend with the reader's own vendor, how it kept its promises, and what will be bought."""
    return render(request, "contracts/portfolio/business.html", business_context(_figures(request)))


@login_required
@require_safe
def portfolio_business_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every figure of the page as a row."""
    headers = {"Content-Disposition": 'attachment; filename="business.csv"'}
    lines = csv_lines(business_table(_figures(request)))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
