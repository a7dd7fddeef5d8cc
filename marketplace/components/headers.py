"""What a browser may load: one policy for all pages, written once; the editors' area has one of its own."""

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """The policy of the settings on every answer, put together once; under /cms/ that of the editors.

    Wagtail's own pages carry inline scripts and frame their previews.
    """

    common = ""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith("/cms/"):
            response._csp_replace = EDITOR_POLICY  # type: ignore[attr-defined]
        elif self.common and not settings.DEBUG:
            response.headers.setdefault(HEADER, self.common)
            return response
        response = super().process_response(request, response)
        if not request.path.startswith("/cms/"):
            self.common = response.headers.get(HEADER, "")
        return response
