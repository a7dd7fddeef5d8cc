"""Asking, answering and leaving out. Who asked is kept out of the trail and from the officers."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.audit.context import Origin, origin
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require
from rfp.solicitations.actions import follow_solicitation
from rfp.solicitations.eligibility import why_not
from rfp.solicitations.models import Solicitation

from ..models import Question

Status = Question.Status


class QuestionsClosed(DomainError):
    sentence = (
        "Questions are taken from the publication until the date on the page. Yours came outside of it, so it was "
        "not taken."
    )


class MayNotAnswer(DomainError):
    """The vendor may not answer this solicitation, so it may not ask either. Says why."""


class QuestionReleased(DomainError):
    sentence = "This answer is out, so it stays as it is. To correct it, answer in an addendum."


@transaction.atomic
def ask_question(
    *, solicitation: Solicitation, vendor: Organisation, words: str, by: Any, now: Clock = database_now
) -> Question:
    """Asks in the window for questions; whoever asks follows from now on.

    Raises PermissionDenied, QuestionsClosed, MayNotAnswer with the reason, InvalidInput.
    """
    require(by, "rfp.ask_clarification", vendor)
    stored, at = _locked(solicitation), now()
    if not (stored.is_open(at=at) and at < stored.questions_due_at):
        raise QuestionsClosed
    reasons = [why_not(vendor, lot, at=at) for lot in stored.lots.select_related("solicitation", "category")]
    if all(reasons):
        raise MayNotAnswer(reasons[0])
    if not words.strip():
        raise InvalidInput("Write your question.")
    question = Question.objects.create(
        solicitation=stored, vendor=vendor, words=words.strip(), asked_by=by, asked_at=at
    )
    hidden = origin.set(Origin())  # The trail tells that a question came, neither from whom nor from where.
    record(action="rfp.question.asked", obj=question, by=SYSTEM, at=at, data={"solicitation": stored.reference})
    origin.reset(hidden)
    follow_solicitation(solicitation=stored, by=by, now=lambda: at)
    notify(
        recipients=[stored.prepared_by, stored.published_by],
        key=f"{stored.reference}-question-{question.pk}",
        subject=f"A question to {stored.reference}",
        body=question.words[:500],
        address=f"{stored.get_absolute_url()}questions/",
        at=at,
    )
    return question


def _locked(solicitation: Solicitation) -> Solicitation:
    return Solicitation.objects.select_for_update().get(pk=solicitation.pk)


def locked_question(question: Question) -> Question:
    """The question under the lock of its solicitation, so that no release comes between."""
    _locked(question.solicitation)
    return Question.objects.select_related("solicitation").get(pk=question.pk)


@transaction.atomic
def answer_question(*, question: Question, answer: str, by: Any, now: Clock = database_now) -> Question:
    """Writes the answer, or writes it anew; nobody outside the office reads it before the release.

    Raises PermissionDenied, QuestionReleased, InvalidInput, MoveRefused for one that was left out.
    """
    require(by, "rfp.answer_clarification")
    question, at = locked_question(question), now()
    if question.status == Status.RELEASED:
        raise QuestionReleased
    if not answer.strip():
        raise InvalidInput("Write the answer. To leave the question out, say why instead.")
    question.answer = answer.strip()
    if question.status == Status.ASKED:
        return move(question, Status.ANSWERED, by=by, at=at, fields=["answer"])
    if question.status == Status.ANSWERED:
        question.save(update_fields=["answer"])
        record(action="rfp.question.answered_anew", obj=question, by=by, at=at)
        return question
    return move(question, Status.ANSWERED, by=by, at=at)  # Refused: it was left out.


@transaction.atomic
def dismiss_question(*, question: Question, reason: str, by: Any, now: Clock = database_now) -> Question:
    """Leaves a question out that is none, or one that would name its author; whoever asked reads why.

    Raises PermissionDenied, InvalidInput, MoveRefused.
    """
    require(by, "rfp.answer_clarification")
    question, at = locked_question(question), now()
    if not reason.strip():
        raise InvalidInput("Say why it is left out: whoever asked reads it.")
    question.reason = reason.strip()
    move(question, Status.DISMISSED, by=by, at=at, fields=["reason"], reason=question.reason)
    notify(
        recipients=[question.asked_by],
        key=f"{question.solicitation.reference}-left-out-{question.pk}",
        subject=f"Your question to {question.solicitation.reference} was left out",
        body=question.reason,
        address=f"{question.solicitation.get_absolute_url()}questions/",
        at=at,
    )
    return question
