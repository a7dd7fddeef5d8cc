"""The board of documents that nobody has yet."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions import answer_request, ask_for_document, close_request
from ..asking import Question, ask, sent
from ..forms import CloseForm, RequestAnswerForm, RequestForm
from ..models import DocumentRequest, LibraryDocument
from ..queries.bodies import acting_for, named
from ..queries.wanted import documents_that_fit, request_board

BOARD = ("Wanted", "library_requests")


@login_required
@require_safe
def library_requests(request: HttpRequest) -> HttpResponse:
    """What is asked for, and what came of it."""
    rows, open_only = request_board(request.user), request.GET.get("state") == "open"
    page = page_of(rows.open() if open_only else rows, request.GET.get("page"))
    may_want = bool(acting_for(request.user, "cms.ask_for_document"))
    return render(request, "cms/library/requests.html", {"page": page, "open_only": open_only, "may_want": may_want})


@login_required
def library_request_new(request: HttpRequest) -> HttpResponse:
    """Asks other bodies for a document."""
    own = acting_for(request.user, "cms.ask_for_document")
    if not own:
        raise PermissionDenied("cms.ask_for_document")
    lines = (
        "Other public bodies read it and may answer.",
        "You are told of each answer, and when the library gets something that fits.",
    )
    question = Question("Ask for a document", "Ask for it", "It stands on the board.", lines, crumb=BOARD)
    form = RequestForm(sent(request), bodies=named(own), initial={"title": request.GET.get("title", "")[:150]})
    act, back = partial(ask_for_document, by=request.user), reverse("library_requests")
    return ask(request, question, form, act, back=back, leads=lambda made: made)


@login_required
@require_safe
def library_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, what was answered, and what the library holds that may meet it."""
    wanted = _wanted(request, pk)
    is_open = wanted.status == DocumentRequest.Status.OPEN
    answers = list(wanted.answers.select_related("organisation", "document"))
    named_ones = {wanted.met_by_id, *(one.document_id for one in answers)}
    readable = LibraryDocument.objects.visible_to(request.user).filter(pk__in=named_ones - {None})
    context = {
        "wanted": wanted,
        "answers": answers,
        "readable": set(readable.values_list("pk", flat=True)),
        "fitting": documents_that_fit(wanted, request.user)[:5] if is_open else [],
        "may_answer": is_open and bool(_answering(request, wanted)),
        "may_close": is_open and allowed(request.user, "cms.close_document_request", wanted),
    }
    return render(request, "cms/library/request.html", context)


@login_required
def library_request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what one has."""
    wanted = _wanted(request, pk)
    own = _answering(request, wanted)
    if not own:
        raise PermissionDenied("cms.answer_document_request")
    lines = (f"{wanted.organisation} is told.", "Public bodies read your answer.")
    question = Question("Answer this request", "Answer", "Your answer is sent.", lines, about=wanted.title, crumb=BOARD)
    documents = LibraryDocument.objects.visible_to(request.user).published()
    form = RequestAnswerForm(sent(request), bodies=named(own), documents=documents)
    act = partial(answer_request, wanted=wanted, by=request.user)
    return ask(request, question, form, act, back=wanted.get_absolute_url())


@login_required
def library_request_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever asked has it, or needs it no more."""
    wanted = _wanted(request, pk)
    require(request.user, "cms.close_document_request", wanted)
    lines = ("Those who answered are told.", "The request stays on the board, closed.")
    question = Question("Close this request?", "Close it", "It is closed.", lines, about=wanted.title, crumb=BOARD)
    documents = LibraryDocument.objects.visible_to(request.user).published()
    form = CloseForm(sent(request), documents=documents)
    act = partial(close_request, wanted=wanted, by=request.user)
    return ask(request, question, form, act, back=wanted.get_absolute_url())


def _wanted(request: HttpRequest, pk: int) -> DocumentRequest:
    rows = DocumentRequest.objects.visible_to(request.user).select_related("organisation", "asked_by", "met_by")
    return get_object_or_404(rows, pk=pk)


def _answering(request: HttpRequest, wanted: DocumentRequest) -> set[int]:
    return acting_for(request.user, "cms.answer_document_request") - {wanted.organisation_id}
