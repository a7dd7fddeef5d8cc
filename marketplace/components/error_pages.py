"""Errors as pages: what happened, why, what to do next, and the reference that finds it in the log."""

from contextlib import suppress

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string

from marketplace.components.context import request_id
from marketplace.errors import DomainError

logger = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
TITLES = {
    400: "The request could not be read",
    403: "Not allowed",
    404: "Not found",
    405: "Not to be opened by its address",
    409: "Not possible now",
    413: "Too large",
    422: "Not acceptable as it is",
    429: "Too many requests",
    500: "Error on our side",
    503: "Not available at the moment",
}
SENTENCES = {
    400: "The request holds something that Stoa does not understand.",
    403: "This belongs to a role that you do not hold.",
    404: "There is nothing at this address, or it belongs to another organisation.",
    413: "What was sent is larger than Stoa accepts in one go.",
    500: "Stoa made an error while it answered. It is in the log under the reference.",
    503: "A part that Stoa needs does not answer. Try again in a few minutes.",
}
NUL_SENTENCE = (
    "An address or a field holds a NUL character, which no text can contain. Nothing was changed. "
    "Remove it (it often comes with text copied from a binary file) and send the form again."
)
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
# Pages that must not touch the database, since it may be what broke.
WITHOUT_DATABASE = {500, 503}


def wants_problem(request) -> bool:
    """Whether the caller is a program that reads problem+json."""
    return request.path.startswith("/api/") or PROBLEM in request.headers.get("Accept", "")


def error_response(request, status: int, sentence: str = "", *, template: str = "") -> HttpResponse:
    """The page, or the problem, for a status, with its own words where no sentence is given."""
    reference = request_id()
    if wants_problem(request):
        problem = {
            "type": "about:blank",
            "title": TITLES[status],
            "status": status,
            "detail": sentence or SENTENCES.get(status, TITLES[status]),
            "instance": request.path,
            "reference": reference,
        }
        return JsonResponse(problem, status=status, content_type=PROBLEM)
    words = {"status": status, "sentence": sentence, "reference": reference}
    shell = None if status in WITHOUT_DATABASE else request
    if shell is None:
        words |= {"demo": settings.DEMO, "body_name": settings.BODY_NAME}
    page = render_to_string(template or f"{status}.html", words, request=shell)
    response = HttpResponse(page, status=status)
    if status in (429, 503):
        response["Retry-After"] = "300"
    return response


def handler400(request, exception):
    """Bad requests that Django itself refuses; too large ones have a status of their own."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return error_response(request, 413 if large else 400)


def handler403(request, exception):
    """Not you: the permission table says no."""
    return error_response(request, 403)


def handler404(request, exception):
    """Nothing there, or not yours."""
    return error_response(request, 404)


def handler500(request):
    """Our own error; shown without the database."""
    return error_response(request, 500)


def csrf_failure(request, reason=""):
    """A form without the mark of this site."""
    return error_response(request, 403, template="403_csrf.html")


class DomainErrorMiddleware:
    """Turns a refusal raised by a view into its page, and refuses NUL characters before anything reads them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A cookie that no database takes is as good as none.
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        if _holds_nul(request):
            return error_response(request, 400, NUL_SENTENCE)
        response = self.get_response(request)
        return _not_by_address(request, response) if response.status_code == 405 else response

    def process_exception(self, request, exception):
        """The page of a refusal; None leaves everything else to Django."""
        if isinstance(exception, DomainError):
            status = exception.status if exception.status in TITLES else 409
            return error_response(request, status, str(exception))
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database_unavailable", exc_info=exception)
            return error_response(request, 503)
        return None


def _not_by_address(request, refused):
    """The page instead of an empty answer, where somebody opens the address of a button."""
    if refused.content or wants_problem(request) or request.method != "GET":
        return refused
    page = error_response(request, 405)
    page["Allow"] = refused["Allow"]
    return page


def _holds_nul(request) -> bool:
    if "\x00" in request.path:
        return True
    sent = [request.GET]
    if request.method == "POST" and request.content_type in FORM_TYPES:
        # A sender who hangs up half-way leaves nothing to check; the view meets the same silence.
        with suppress(UnreadablePostError):
            sent.append(request.POST)
    return any("\x00" in text for data in sent for name, values in data.lists() for text in (name, *values))
