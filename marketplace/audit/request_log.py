"""One line of the log for each request, under its id; every other line of the request carries the same id."""

import uuid

import structlog
from django.dispatch import receiver
from django.http import HttpRequest
from django_structlog import signals
from django_structlog.middlewares import RequestMiddleware


class RequestLogMiddleware(RequestMiddleware):
    """Gives the request its id and names the address that spoke to us.

    A line at the start as well would say nothing that the line at the end does not, and writing it costs as much.
    """

    def prepare(self, request: HttpRequest) -> None:
        """What every line of this request begins with."""
        structlog.contextvars.bind_contextvars(request_id=str(uuid.uuid4()), ip=request.META.get("REMOTE_ADDR", ""))


@receiver(signals.bind_extra_request_finished_metadata)
def name_the_browser(sender: type, request: HttpRequest, log_kwargs: dict, **more: object) -> None:
    """The line says with what somebody came."""
    log_kwargs["user_agent"] = request.META.get("HTTP_USER_AGENT")
