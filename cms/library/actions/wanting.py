"""Asking for a document that nobody has yet, answering, and closing the request."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import DocumentRequest, LibraryDocument, RequestAnswer
from ..models.document import Kind


class RequestClosed(DomainError):
    sentence = "This request is closed. Load the page again to see what came of it. Nothing was sent."


@transaction.atomic
def ask_for_document(
    *, organisation: Organisation, title: str, words: str, kind: str, by: Any, now: Clock = database_now
) -> DocumentRequest:
    """Asks public bodies for a document. Raises PermissionDenied, InvalidInput without title, words or kind."""
    require(by, "cms.ask_for_document", organisation)
    if not (title.strip() and words.strip()) or kind not in Kind.values:
        raise InvalidInput("Say which document is missing, what kind it is and what for. Nothing was sent.")
    at = now()
    said = {"title": title.strip(), "words": words.strip(), "kind": kind, "asked_by": by, "asked_at": at}
    wanted = DocumentRequest.objects.create(organisation=organisation, **said)
    record(action="cms.request.asked", obj=wanted, by=by, at=at, data={"kind": kind})
    return wanted


@transaction.atomic
def answer_request(
    *,
    wanted: DocumentRequest,
    organisation: Organisation,
    words: str,
    document: LibraryDocument | None = None,
    by: Any,
    now: Clock = database_now,
) -> RequestAnswer:
    """Says what one has, with a document of the library or without; who asked is told.

    Raises PermissionDenied, InvalidInput without words, RequestClosed.
    """
    require(by, "cms.answer_document_request", organisation)
    if not words.strip():
        raise InvalidInput("Say what you have, or how it could be made. Nothing was sent.")
    wanted, at = _locked(wanted), now()
    if wanted.status != DocumentRequest.Status.OPEN:
        raise RequestClosed
    said = {"words": words.strip(), "document": document, "organisation": organisation}
    answer = RequestAnswer.objects.create(request=wanted, answered_by=by, answered_at=at, **said)
    record(action="cms.request.answered", obj=wanted, by=by, at=at, data={"answer": answer.pk})
    notify(
        recipients=[wanted.asked_by],
        key=f"request-answer-{answer.pk}",
        subject=f"{organisation} answers your request “{wanted}”"[:200],
        body=answer.words,
        address=wanted.get_absolute_url(),
        at=at,
    )
    return answer


@transaction.atomic
def close_request(
    *,
    wanted: DocumentRequest,
    met: bool,
    document: LibraryDocument | None = None,
    by: Any,
    now: Clock = database_now,
) -> DocumentRequest:
    """Who asked has it, or needs it no more; those who answered are told. Raises PermissionDenied, MoveRefused."""
    require(by, "cms.close_document_request", wanted)
    wanted, at = _locked(wanted), now()
    wanted.closed_at, wanted.met_by = at, document if met else None
    to = DocumentRequest.Status.MET if met else DocumentRequest.Status.WITHDRAWN
    wanted = move(wanted, to, by=by, at=at, fields=["closed_at", "met_by"])
    told = [answer.answered_by for answer in wanted.answers.select_related("answered_by")]
    notify(
        recipients=[person for person in told if person.pk != by.pk],
        key=f"request-closed-{wanted.pk}",
        subject=f"“{wanted}”: {wanted.get_status_display().lower()}"[:200],
        body="Thank you for answering." if met else "It is needed no more.",
        address=wanted.get_absolute_url(),
        at=at,
    )
    return wanted


def _locked(wanted: DocumentRequest) -> DocumentRequest:
    rows = DocumentRequest.objects.select_for_update(of=["self"]).select_related("asked_by", "organisation")
    return rows.get(pk=wanted.pk)
