"""The editors' area gets a policy of its own; everywhere else the strict one stands."""

from csp.constants import SELF, UNSAFE_INLINE

EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class EditorPolicyMiddleware:
    """Under /cms/ Wagtail's own pages carry inline scripts and frame their previews."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_replace = EDITOR_POLICY
        return response
