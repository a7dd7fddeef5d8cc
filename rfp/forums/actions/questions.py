"""Questions to a forum: asking, moderating, merging, voting, answering. Who asked is kept out of the trail."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.audit.context import Origin, origin
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require
from rfp.forums.models import Forum, ForumQuestion, QuestionVote

from .line import lock_forum

Status = ForumQuestion.Status


class QuestionsClosed(DomainError):
    sentence = "Questions are taken from the announcement of a forum until its end. Yours was not taken."


class AnswersReleased(DomainError):
    sentence = "The release of this forum's answers is set, so its questions stay as they are. Nothing was changed."


class AlreadyVoted(DomainError):
    sentence = "You voted for this question already: each person has one vote. Nothing was changed."


@transaction.atomic
def ask_question(
    *, forum: Forum, organisation: Organisation, words: str, by: Any, now: Clock = database_now
) -> ForumQuestion:
    """Hands a question to the moderator. Raises PermissionDenied, QuestionsClosed, InvalidInput."""
    require(by, "rfp.ask_question", organisation)
    forum, at = lock_forum(forum), now()
    if forum.status != Forum.Status.ANNOUNCED or at >= forum.ends_at:
        raise QuestionsClosed
    if not words.strip():
        raise InvalidInput("Write your question.")
    question = ForumQuestion.objects.create(
        forum=forum, organisation=organisation, words=words.strip(), asked_by=by, asked_at=at
    )
    hidden = origin.set(Origin())  # The trail tells that a question came, neither from whom nor from where.
    record(action="rfp.question.asked", obj=question, by=SYSTEM, at=at, data={"forum": forum.reference})
    origin.reset(hidden)
    return question


@transaction.atomic
def approve_question(*, question: ForumQuestion, by: Any, now: Clock = database_now) -> ForumQuestion:
    """Shows a question to everybody, for votes. Raises PermissionDenied, AnswersReleased, MoveRefused."""
    question = _moderated(question, by)
    return move(question, Status.APPROVED, by=by, at=now())


@transaction.atomic
def merge_question(
    *, question: ForumQuestion, into: ForumQuestion, by: Any, now: Clock = database_now
) -> ForumQuestion:
    """One question for two that ask the same; its votes go over, still one a person.

    Raises PermissionDenied, AnswersReleased, InvalidInput for a question of elsewhere or one not public, MoveRefused.
    """
    question = _moderated(question, by)
    into = ForumQuestion.objects.get(pk=into.pk)
    if into.forum_id != question.forum_id or into.pk == question.pk or into.status not in ForumQuestion.PUBLIC:
        raise InvalidInput("It can be merged only into another question of this forum that was approved. Choose one.")
    voters = set(question.votes.values_list("user_id", flat=True))
    QuestionVote.objects.bulk_create(
        [QuestionVote(question=into, user_id=user) for user in sorted(voters)], ignore_conflicts=True
    )
    question.merged.update(merged_into=into)
    question.merged_into = into
    return move(question, Status.MERGED, by=by, at=now(), fields=["merged_into"], data={"into": into.pk})


@transaction.atomic
def dismiss_question(*, question: ForumQuestion, reason: str, by: Any, now: Clock = database_now) -> ForumQuestion:
    """Leaves a question out, with a reason that its author reads. Raises PermissionDenied, AnswersReleased,
    InvalidInput, MoveRefused."""
    question = _moderated(question, by)
    if not reason.strip():
        raise InvalidInput("Say why it is left out: whoever asked reads it.")
    if question.merged.exists():
        raise InvalidInput("Others were merged into this question, so it is answered and not left out.")
    question.reason = reason.strip()
    return move(question, Status.DISMISSED, by=by, at=now(), fields=["reason"], reason=question.reason)


@transaction.atomic
def vote_for_question(
    *, question: ForumQuestion, organisation: Organisation, by: Any, now: Clock = database_now
) -> int:
    """One vote a person. Returns how many there are. Raises PermissionDenied, QuestionsClosed, AlreadyVoted."""
    require(by, "rfp.ask_question", organisation)
    forum, at = lock_forum(question.forum), now()
    question = ForumQuestion.objects.get(pk=question.pk)
    if forum.status != Forum.Status.ANNOUNCED or question.status != Status.APPROVED:
        raise QuestionsClosed("There is nothing to vote on: the question is answered or merged, or the forum is over.")
    if question.votes.filter(user=by).exists():
        raise AlreadyVoted
    QuestionVote.objects.create(question=question, user=by)
    record(action="rfp.question.voted", obj=question, by=by, at=at)
    return question.votes.count()


@transaction.atomic
def answer_question(*, question: ForumQuestion, answer: str, by: Any, now: Clock = database_now) -> ForumQuestion:
    """Writes the answer, or writes it anew; nobody but the office reads it before the forum's release.

    Raises PermissionDenied, AnswersReleased, InvalidInput, MoveRefused.
    """
    question = _moderated(question, by)
    if not answer.strip():
        raise InvalidInput("Write the answer. To leave the question out, say why instead.")
    question.answer, at = answer.strip(), now()
    if question.status != Status.ANSWERED:
        return move(question, Status.ANSWERED, by=by, at=at, fields=["answer"])
    question.save(update_fields=["answer"])
    record(action="rfp.question.answered_anew", obj=question, by=by, at=at)
    return question


def _moderated(question: ForumQuestion, by: Any) -> ForumQuestion:
    """The question under its forum's lock, while anything may still be changed."""
    require(by, "rfp.moderate_questions")
    if lock_forum(question.forum).release_at is not None:
        raise AnswersReleased
    return ForumQuestion.objects.select_related("forum").get(pk=question.pk)
