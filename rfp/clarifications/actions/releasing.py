"""Answers come out for all at one moment; a late one moves the deadline or says why not."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.business_time import add_working_days
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require
from rfp.solicitations.actions import NewDates, ResponsesClosed, issue_addendum, planned_addendum
from rfp.solicitations.models import Solicitation, SolicitationVersion
from rfp.solicitations.presets import ANSWER_LEAD_DAYS
from rfp.solicitations.queries import interested_people

from ..models import AnswerRelease, Question

Status = Question.Status
A_SECOND = datetime.timedelta(seconds=1)


class NothingToRelease(DomainError):
    sentence = "No answer waits for its release. Answer a question first."


class LateAnswers(DomainError):
    """The date of the last answers is past. `earliest` is the deadline that gives vendors their time back."""

    def __init__(self, due: datetime.datetime, earliest: datetime.datetime) -> None:
        self.earliest = earliest
        super().__init__(
            f"The last answers were due {moment(due, 'second')}. Nothing was released. Move the deadline to "
            f"{moment(earliest, 'second')} or later, or say why it stands."
        )


@transaction.atomic
def release_answers(
    *,
    solicitation: Solicitation,
    extend_to: datetime.datetime | None = None,
    stands_because: str = "",
    by: Any,
    now: Clock = database_now,
) -> AnswerRelease:
    """Puts every answer out that is written, for everybody at this moment, without a name.

    Raises PermissionDenied; ResponsesClosed; NothingToRelease; LateAnswers after their date without an extension or a
    reason; InvalidInput where a drafted text would go out with the extension; DatesNotFair.
    """
    require(by, "rfp.answer_clarification")
    stored = Solicitation.objects.select_for_update().get(pk=solicitation.pk)
    at = now()
    if not stored.is_open(at=at):
        raise ResponsesClosed
    answered = list(stored.questions.filter(status=Status.ANSWERED).order_by("asked_at", "pk"))
    if not answered:
        raise NothingToRelease
    late = at > stored.answers_due_at
    extension = _extend(stored, extend_to, stands_because, by=by, at=at) if late else None
    release = AnswerRelease.objects.create(
        solicitation=stored,
        number=stored.releases.count() + 1,
        released_by=by,
        released_at=at,
        late=late,
        extended_by=extension,
        stands_because=stands_because.strip() if late and not extension else "",
    )
    last = stored.questions.released().count()
    for number, question in enumerate(answered, start=last + 1):
        question.number, question.release = number, release
        move(question, Status.RELEASED, by=by, at=at, fields=["number", "release"])
    notify(
        recipients=interested_people(stored, at=at),
        key=f"{stored.reference}-answers-{release.number}",
        subject=f"{len(answered)} answers to {stored.reference}: {stored.title}",
        body="They are public from now on, for everybody alike.",
        address=f"{stored.get_absolute_url()}questions/",
        at=at,
    )
    return release


def _extend(
    stored: Solicitation, extend_to: datetime.datetime | None, stands_because: str, *, by: Any, at: datetime.datetime
) -> SolicitationVersion | None:
    """The addendum by which the deadline moves; None where somebody says why it stands."""
    calendar = calendar_of(stored.agency, at=at)
    earliest = max(stored.bids_due_at + A_SECOND, add_working_days(at, stored.preset.extension_days, calendar))
    if extend_to is None:
        in_time = add_working_days(at, ANSWER_LEAD_DAYS, calendar) <= stored.bids_due_at
        if stands_because.strip() and in_time:
            return None
        raise LateAnswers(stored.answers_due_at, earliest)
    if extend_to < earliest:
        raise LateAnswers(stored.answers_due_at, earliest)
    if planned_addendum(stored).text_changed:
        raise InvalidInput("A changed text waits and would go out with the new date. Issue that addendum first.")
    return issue_addendum(
        solicitation=stored,
        reason="Answers came after their date, so that there is more time.",
        latest_revision_id=stored.latest_revision_id,
        dates=NewDates(bids_due_at=extend_to),
        by=by,
        now=lambda: at,
    )
