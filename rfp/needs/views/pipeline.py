"""The public pipeline: competitions that are coming, for vendors to prepare."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.files.tables import csv_lines

from ..filters import PipelineFilter
from ..queries import pipeline_table, planned_competitions


def _filtered(request: HttpRequest) -> PipelineFilter:
    listed = PipelineFilter(request.GET, queryset=planned_competitions())
    if not listed.form.is_valid():
        raise InvalidInput("The pipeline cannot be filtered like this. Choose one of the values offered.")
    return listed


@require_safe
def pipeline(request: HttpRequest) -> HttpResponse:
    """What is planned, the soonest first: title, buyer, kind, about how much, from when."""
    listed = _filtered(request)
    context = {"filter": listed, "page": page_of(listed.qs, request.GET.get("page"))}
    return render(request, "rfp/needs/pipeline.html", context)


@require_safe
def pipeline_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table for programs."""
    lines = csv_lines(pipeline_table(_filtered(request).qs))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="pipeline.csv"'
    return response
