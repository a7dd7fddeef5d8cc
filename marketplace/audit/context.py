"""Where a change came from: request id and address, kept beside the request and written into its audit events."""

import ipaddress
from contextvars import ContextVar
from dataclasses import dataclass

import structlog
from django.conf import settings


@dataclass(frozen=True)
class Origin:
    request_id: str = ""
    address: str | None = None


origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen, hence safe to share


def _address_of(request) -> str | None:
    """The remote address in its one canonical spelling, which the event's hash relies on."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


class ProxyAddressMiddleware:
    """Behind our proxy the caller's address is the last one it noted; anybody may have made up those before it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        noted = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_PROXY and noted:
            request.META["REMOTE_ADDR"] = noted.rpartition(",")[2].strip()
        return self.get_response(request)


class RequestOriginMiddleware:
    """Puts the request's id and remote address where `record` finds them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        bound = structlog.contextvars.get_contextvars()
        token = origin.set(Origin(str(bound.get("request_id", "")), _address_of(request)))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)
