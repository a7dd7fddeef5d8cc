"""Refusals as problem+json: what happened, why, what to do next, and the reference that finds it in the log."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as FieldsRefused
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.request import RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from marketplace.components.context import request_id
from marketplace.components.error_pages import PROBLEM, SENTENCES
from marketplace.errors import DomainError
from marketplace.schemas import Fault, Problem

TITLES = {
    400: "The request could not be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not done at this address",
    409: "Not possible now",
    413: "Too large",
    415: "Not in a form that is read here",
    422: "Not acceptable as it is",
    429: "Too many requests",
}
SIGN_IN = "This needs a token in the header “Authorization: Bearer …”. Your organisation's administrator makes one."
LOCATED_IN = {"body", "query", "path", "header", "form"}


def problem(
    request: HttpRequest,
    status: int,
    detail: str = "",
    errors: Iterable[Fault] = (),
    beside: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """The answer to a refused request; `beside` are members of its own."""
    body = Problem(
        title=TITLES.get(status, TITLES[400]),
        status=status,
        detail=detail or SENTENCES.get(status, TITLES.get(status, TITLES[400])),
        instance=request.path,
        reference=request_id(),
        errors=list(errors),
    )
    response = JsonResponse({**beside, **body.model_dump()}, status=status, content_type=PROBLEM)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _fault_of(error: dict) -> Fault:
    """One of pydantic's findings in plain words; the names of ninja's parameters are left out of the place."""
    place, *path = [str(part) for part in error["loc"]]
    shown = ".".join([place, *path[1:]] if place == "body" and len(path) > 1 else [place, *path])
    message = error["msg"].removeprefix("Value error, ")
    return Fault(at=shown, message=message)


def _fields_refused(request: HttpRequest, refusal: FieldsRefused) -> HttpResponse:
    named = refusal.message_dict if hasattr(refusal, "error_dict") else {"body": refusal.messages}
    faults = [Fault(at=name, message=message) for name, messages in named.items() for message in messages]
    return problem(request, 422, "", faults)


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    faults = [Fault(at=place, message=message) for place, message in refusal.faults]
    return problem(request, refusal.status, str(refusal), faults, refusal.beside)


NOT_JSON = "The body is a form, and this operation takes JSON. Send it with the content type application/json."


def answer_refusals(api: NinjaAPI) -> None:
    """Tells the API how each kind of refusal is answered."""
    answers = {
        DomainError: _refused,
        PermissionDenied: lambda request, refusal: problem(request, 403, _sentence_of(refusal)),
        Http404: lambda request, refusal: problem(request, 404, _sentence_of(refusal)),
        AuthenticationError: lambda request, refusal: problem(
            request, 401, SIGN_IN if str(refusal) == "Unauthorized" else str(refusal)
        ),
        HttpError: lambda request, refusal: problem(request, refusal.status_code, str(refusal)),
        ValidationError: lambda request, refusal: problem(request, 422, "", map(_fault_of, refusal.errors)),
        FieldsRefused: _fields_refused,
        RequestDataTooBig: lambda request, refusal: problem(request, 413),
        # The CSRF check has read a form's stream before the API asks for its body.
        RawPostDataException: lambda request, refusal: problem(request, 400, NOT_JSON),
        SuspiciousOperation: lambda request, refusal: problem(request, 400),
        UnreadablePostError: lambda request, refusal: problem(request, 400, "The request broke off before its end."),
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def _sentence_of(refusal: Exception) -> str:
    """What was said with the refusal, where it is a sentence and not the name of an action or of a model."""
    said = str(refusal)
    return said if said.endswith(".") and not said.startswith("No ") else ""


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Addresses under /api/ that are none: a problem, and no redirect to a page."""
    return problem(request, 404)
