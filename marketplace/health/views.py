"""Answers for orchestrators and monitors: no session, no page, never cached."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .figures import figures_now
from .queries import parts_ready

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else: a broken database is no reason to restart the web server."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Whether people may be sent here: 503 without the database or with migrations waiting.

    Without a worker, or without the search engine that is set, the state is "degraded" and people are still served:
    deadlines hold by comparison of times, and PostgreSQL searches.
    """
    parts = parts_ready()
    serves = parts["database"] == parts["migrations"] == "ok"
    status = "ok" if all(state == "ok" for state in parts.values()) else "degraded" if serves else "down"
    return JsonResponse({"status": status, "parts": parts}, status=200 if serves else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for a monitor that knows METRICS_TOKEN; for everybody else there is nothing here."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(request.headers.get("Authorization", ""), wanted):
        raise Http404
    return HttpResponse(figures_now(), content_type=PROMETHEUS)
