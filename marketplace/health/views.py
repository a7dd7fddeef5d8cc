"""Two answers for orchestrators: no session, no page, never cached."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .queries import parts_ready


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
