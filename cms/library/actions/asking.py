"""What readers say about a document, and what its owner answers."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import DocumentQuestion, DocumentRating, LibraryDocument
from ..queries.people import writers_of


class OwnDocument(DomainError):
    sentence = "This is your own organisation's document. Others say how it serves them. Nothing was changed."


class Answered(DomainError):
    sentence = "This question is answered already. Load the page again to read the answer. Nothing was changed."


@transaction.atomic
def rate_document(
    *,
    document: LibraryDocument,
    organisation: Organisation,
    stars: int,
    comment: str = "",
    by: Any,
    now: Clock = database_now,
) -> DocumentRating:
    """Says how well it served, from 1 to 5; a second time takes the place of the first.

    Raises PermissionDenied, OwnDocument, InvalidInput for other numbers.
    """
    require(by, "cms.rate_document", organisation)
    if document.owner_id == organisation.pk:
        raise OwnDocument
    if stars not in range(1, 6):
        raise InvalidInput("A rating is a whole number from 1 to 5. Nothing was changed.")
    at = now()
    said = {"organisation": organisation, "stars": stars, "comment": comment.strip(), "rated_at": at}
    rating, _ = DocumentRating.objects.update_or_create(document=document, rated_by=by, defaults=said)
    record(action="cms.document.rated", obj=document, by=by, at=at, data={"stars": stars})
    return rating


@transaction.atomic
def ask_question(
    *, document: LibraryDocument, organisation: Organisation, words: str, by: Any, now: Clock = database_now
) -> DocumentQuestion:
    """Asks the owner of a document; whoever reads the document reads question and answer.

    Raises PermissionDenied, InvalidInput without words.
    """
    require(by, "cms.ask_about_document", organisation)
    if not words.strip():
        raise InvalidInput("Write your question. Nothing was sent.")
    at = now()
    said = {"organisation": organisation, "words": words.strip(), "asked_by": by, "asked_at": at}
    question = DocumentQuestion.objects.create(document=document, **said)
    record(action="cms.document.question_asked", obj=document, by=by, at=at, data={"question": question.pk})
    notify(
        recipients=writers_of(document, at=at).exclude(pk=by.pk),
        key=f"document-question-{question.pk}",
        subject=f"A question about “{document}”",
        body=question.words,
        address=document.get_absolute_url(),
        at=at,
    )
    return question


@transaction.atomic
def answer_question(*, question: DocumentQuestion, answer: str, by: Any, now: Clock = database_now) -> DocumentQuestion:
    """The owner, or an editor of the office, answers; who asked is told. Raises PermissionDenied, InvalidInput,
    Answered."""
    require(by, "cms.answer_document_question", question.document)
    if not answer.strip():
        raise InvalidInput("Write an answer. Nothing was sent.")
    rows = DocumentQuestion.objects.select_for_update(of=["self"]).select_related("document", "asked_by")
    question, at = rows.get(pk=question.pk), now()
    if question.answered_at:
        raise Answered
    question.answer, question.answered_by, question.answered_at = answer.strip(), by, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    document = question.document
    record(action="cms.document.question_answered", obj=document, by=by, at=at, data={"question": question.pk})
    notify(
        recipients=[question.asked_by],
        key=f"document-answer-{question.pk}",
        subject=f"Answered: your question about “{document}”",
        body=question.answer,
        address=document.get_absolute_url(),
        at=at,
    )
    return question
