"""Errors as pages: what happened, why, what to do next."""

from django.shortcuts import render

from marketplace.errors import DomainError


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"reason": reason}, status=403)


class DomainErrorMiddleware:
    """Turns a refusal raised by a view into its page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, DomainError):
            return render(request, f"{exception.status}.html", {"sentence": str(exception)}, status=exception.status)
        return None
