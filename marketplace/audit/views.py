"""The audit trail for those who may read it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import require

from .exports import event_rows
from .filters import AuditEventFilter
from .models import AuditEvent
from .queries import last_checkpoint


def _filtered(request: HttpRequest) -> AuditEventFilter:
    require(request.user, "audit.read")
    return AuditEventFilter(request.GET, queryset=AuditEvent.objects.visible_to(request.user).order_by("-pk"))


@login_required
@require_safe
def audit_event_list(request: HttpRequest) -> HttpResponse:
    """What happened, newest first; 422 with the form where a filter cannot be read."""
    found = _filtered(request)
    fits = found.is_valid()
    context = {
        "form": found.form,
        "page": page_of(found.qs if fits else AuditEvent.objects.none(), request.GET.get("page"), size=50),
        "checkpoint": last_checkpoint(),
        "filtered": bool(found.form.is_bound and any(found.form.cleaned_data.values())),
    }
    return render(request, "audit/event_list.html", context, status=200 if fits else 422)


@login_required
@require_safe
def audit_event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event with its place in the chain, and the other events of the same record."""
    require(request.user, "audit.read")
    events = AuditEvent.objects.visible_to(request.user)
    event = get_object_or_404(events, pk=pk)
    story = events.filter(object_type=event.object_type, object_id=event.object_id)[:100]
    return render(request, "audit/event.html", {"event": event, "story": story})


@login_required
@require_safe
def audit_export(request: HttpRequest) -> HttpResponse:
    """The filtered trail as CSV, streamed; no cell is a formula."""
    found = _filtered(request)
    if not found.is_valid():
        return render(request, "audit/event_list.html", {"form": found.form, "page": page_of([], None)}, status=422)
    response = StreamingHttpResponse(csv_lines(event_rows(found.qs)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
