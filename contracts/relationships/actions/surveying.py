"""Asking at moments, and answering: a rating under four opens its follow-up in the same transaction."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, require

from ..links import survey_link
from ..models import CONTENT_FROM, FollowUp, Survey, SurveyAnswer
from ..queries.looking_after import office_members, owners_of
from ..queries.moments import Due, due_at

ANSWERED_WITHIN = datetime.timedelta(days=30)
CALLED_WITHIN = 2  # business days
AT_ONCE = 1000


class SurveyOver(DomainError):
    """It is too late to answer."""

    status = 410

    def __init__(self, survey: Survey) -> None:
        super().__init__(
            f"The time to answer ended on {moment(survey.expires_at)}. Nothing was kept. "
            "You are asked again at the next occasion; your relationship manager hears you at any time."
        )


class AnsweredAlready(DomainError):
    """There is one answer a survey."""

    sentence = "You have answered this already, and your answer stands as you gave it."


@dataclass(frozen=True)
class Given:
    """One answer to one survey."""

    survey: Survey
    rating: int
    comment: str = ""


@transaction.atomic
def ask_due_surveys(*, by: Any, now: Clock = database_now) -> int:
    """Asks everybody who is to be asked and was not yet. A second run asks nobody. Returns how many were asked."""
    at = now()
    return len(ask(due_at(at), by=by, now=lambda: at))


@transaction.atomic
def ask(due: Iterable[Due], *, by: Any, now: Clock = database_now) -> list[Survey]:
    """Asks these people, each with a link of their own; whoever was asked about the same before is left out.

    Raises PermissionDenied.
    """
    require(by, "contracts.ask_survey")
    at = now()
    wanted = {(str(one.moment), one.subject, one.person_id): one for one in due}
    subjects = {one.subject for one in wanted.values()}
    known = Survey.objects.filter(subject__in=subjects).values_list("moment", "subject", "person_id")
    for key in known:
        wanted.pop(key, None)
    rows = [Survey(**one.__dict__, asked_at=at, expires_at=at + ANSWERED_WITHIN) for one in wanted.values()]
    Survey.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    # Of two runs at once, each tells those whose row is its own.
    found = Survey.objects.filter(subject__in=subjects, asked_at=at).select_related("person").order_by("pk")
    asked = [one for one in found if (one.moment, one.subject, one.person_id) in wanted]
    for survey in asked:
        notify(
            recipients=[survey.person],
            key=f"survey-{survey.pk}",
            subject="How content are you? One click is enough",
            body=f"It is about {survey.about}. No sign-in is needed until {moment(survey.expires_at)}.",
            address=survey_link(survey),
            at=at,
        )
    if asked:
        by_moment = Counter(survey.moment for survey in asked)
        record(action="contracts.survey.asked", obj=asked[0], by=by, at=at, data={"asked": dict(by_moment)})
    return asked


def answer_survey(
    *, survey: Survey, rating: int, comment: str = "", by: Any, by_link: bool = False, now: Clock = database_now
) -> SurveyAnswer:
    """The one answer of whoever was asked. Raises PermissionDenied, InvalidInput, SurveyOver, AnsweredAlready."""
    require(by, "contracts.answer_survey", survey)
    return _take([Given(survey, rating, comment)], by=by, by_link=by_link, now=now)[0]


def record_answers(*, given: Sequence[Given], by: Any, now: Clock = database_now) -> list[SurveyAnswer]:
    """Many answers at once, all or none, as they came on paper or by telephone. The number of statements does not
    grow with them. Raises PermissionDenied, InvalidInput, SurveyOver, AnsweredAlready."""
    require(by, "contracts.record_answers")
    return _take(given, by=by, by_link=False, now=now)


@transaction.atomic
def _take(given: Sequence[Given], *, by: Any, by_link: bool, now: Clock) -> list[SurveyAnswer]:
    # The lock makes the second of two answers wait, and find the first.
    pks = [one.survey.pk for one in given]
    surveys = Survey.objects.select_for_update(of=["self"]).order_by("pk").in_bulk(pks)
    at = now()
    answered = set(SurveyAnswer.objects.filter(survey__in=pks).values_list("survey_id", flat=True))
    if answered or len(surveys) != len(given):
        raise AnsweredAlready
    for one in given:
        if not 1 <= one.rating <= CONTENT_FROM + 1:
            raise InvalidInput("A rating is from 1, not content at all, to 5, very content. Choose one of the five.")
        if at >= surveys[one.survey.pk].expires_at:
            raise SurveyOver(surveys[one.survey.pk])
    rows = [
        SurveyAnswer(
            survey=surveys[one.survey.pk],
            rating=one.rating,
            comment=one.comment.strip()[:2000],
            by_link=by_link,
            answered_at=at,
        )
        for one in given
    ]
    answers = SurveyAnswer.objects.bulk_create(rows, batch_size=AT_ONCE)
    low = _open_follow_ups([answer for answer in answers if answer.is_low], at=at)
    ratings = dict(sorted(Counter(answer.rating for answer in answers).items()))
    data = {"answers": len(answers), "ratings": ratings, "follow_ups": low, "by_link": by_link}
    record(action="contracts.survey.answered", obj=answers[0], by=by, at=at, data=data)
    return answers


def _open_follow_ups(low: list[SurveyAnswer], *, at: datetime.datetime) -> int:
    """One for each, owned by the agency's manager, or the deputy, or the whole office."""
    if not low:
        return 0
    office = Organisation.objects.broker_offices().order_by("pk").first()
    due = close_of_business(at, CALLED_WITHIN, calendar_of(office or low[0].survey.organisation, at=at))
    owners = owners_of({answer.survey.organisation_id for answer in low}, at=at)
    rows = [
        FollowUp(answer=one, owner_id=owners.get(one.survey.organisation_id), opened_at=at, due_at=due) for one in low
    ]
    made = FollowUp.objects.bulk_create(rows, batch_size=AT_ONCE)
    for owner in {one.owner_id for one in made}:
        _tell([one for one in made if one.owner_id == owner], owner, due, at=at)
    return len(made)


def _tell(made: list[FollowUp], owner: int | None, due: datetime.datetime, *, at: datetime.datetime) -> None:
    callers = office_members(at=at, roles=[Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER])
    people = User.objects.filter(pk=owner) if owner else User.objects.filter(pk__in=callers.values("user_id"))
    count = len(made)
    notify(
        recipients=people,
        key=f"follow-up-{made[0].pk}",
        subject=f"A rating of {made[0].answer.rating} of 5" if count == 1 else f"{count} ratings under four of five",
        body=f"Speak with the customer until {moment(due)}.",
        address=made[0].get_absolute_url() if count == 1 else "/follow-ups/",
        at=at,
    )
