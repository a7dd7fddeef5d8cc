"""One line of the log for each request, under its id; every other line of the request carries the same id."""

import uuid

import structlog
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django_structlog.middlewares import RequestMiddleware

logger = structlog.get_logger("marketplace.requests")
LEVELS = {4: "warning", 5: "error"}


class RequestLogMiddleware(RequestMiddleware):
    """Gives the request its id, names the address that spoke to us, and writes the line at the end.

    A line at the start as well would say nothing that this one does not, and writing it costs as much. What failed, and
    answers that are sent piece by piece, are told as django_structlog tells them.
    """

    def prepare(self, request: HttpRequest) -> None:
        """What every line of this request begins with."""
        structlog.contextvars.bind_contextvars(request_id=str(uuid.uuid4()), ip=request.META.get("REMOTE_ADDR", ""))

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Writes the line, and forgets the id."""
        if hasattr(request, "_raised_exception") or isinstance(response, StreamingHttpResponse):
            super().handle_response(request, response)
            return
        write = getattr(logger, LEVELS.get(response.status_code // 100, "info"))
        write(
            "request_finished",
            code=response.status_code,
            request=f"{request.method} {request.get_full_path()}",
            user_id=_reader(request),
            user_agent=request.META.get("HTTP_USER_AGENT"),
        )
        structlog.contextvars.clear_contextvars()


def _reader(request: HttpRequest) -> int | None:
    """Who was signed in, where the request has cared to know; asking now would cost it a statement."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None else None
