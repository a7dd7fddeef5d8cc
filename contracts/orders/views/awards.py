"""Direct awards in public: who bought what from whom without asking others, for how much, and why."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from contracts.orders.awards import AwardFilter, award_rows
from contracts.orders.models import Order
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines


def award_list(request: HttpRequest) -> HttpResponse:
    """The newest approval first."""
    listed = _filtered(request)
    page = page_of(listed.qs, request.GET.get("page"))
    context = {"filter": listed, "page": page, "query": request.GET.urlencode()}
    return render(request, "contracts/orders/award_list.html", context)


def award_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a table, whole."""
    response = StreamingHttpResponse(
        csv_lines(award_rows(_filtered(request).qs)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="direct-awards.csv"'
    return response


def _filtered(request: HttpRequest) -> AwardFilter:
    awards = Order.objects.published().select_related("agency", "vendor", "contract", "policy")
    awards = awards.prefetch_related("vendor__name_changes").order_by("-approved_at", "-pk")
    listed = AwardFilter(request.GET, queryset=awards)
    if not listed.form.is_valid():
        raise InvalidInput("Direct awards cannot be filtered like this. Choose one of the values offered.")
    return listed
