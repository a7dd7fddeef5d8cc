"""Market forums for programs: what is announced for everybody, drafts for the broker office."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Forum
from .outcome import Asked, outcome_of
from .queries import places_of, state_of

router = Router(tags=["market forums"])


class PlacesOut(Schema):
    """One way to take part. `limit` is null without a limit; `taken` counts places held for somebody."""

    way: str
    limit: int | None
    taken: int
    waiting: int


class ForumOut(Schema):
    """`state` is where it stands at the moment, in words; `status` what was recorded."""

    reference: str
    slug: str
    title: str
    purpose: str
    agenda: list[str]
    topics: list[str]
    room: str
    remote: bool
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    registration_opens_at: datetime.datetime
    registration_closes_at: datetime.datetime
    status: str
    state: str
    reason: str
    places: list[PlacesOut]

    @staticmethod
    def resolve_agenda(forum: Forum) -> list[str]:
        return forum.agenda_lines

    @staticmethod
    def resolve_topics(forum: Forum) -> list[str]:
        return forum.topic_lines


class QuestionOut(Schema):
    """A question that the moderator approved. `answer` is empty before the release; nobody reads who asked."""

    words: str
    also_asked: list[str]
    votes: int
    status: str
    answer: str


class ForumEntryOut(Schema):
    """A decision, or an action with who does it by when."""

    kind: str
    words: str
    who: str
    due_on: datetime.date | None


class MinutesOut(Schema):
    """One released version; `reason` says what was corrected."""

    number: int
    words: str
    reason: str
    released_at: datetime.datetime | None
    entries: list[ForumEntryOut]

    @staticmethod
    def resolve_entries(minutes) -> list:
        return list(minutes.entries.all())


class ForumDetail(ForumOut):
    """With what came of it: empty before `release_at`."""

    release_at: datetime.datetime | None
    questions: list[QuestionOut]
    minutes: list[MinutesOut]
    attended: list[str]

    @staticmethod
    def resolve_questions(forum: Forum) -> list:
        return forum.asked

    @staticmethod
    def resolve_minutes(forum: Forum) -> list:
        return forum.released_minutes


def _told(one: Asked) -> dict:
    question = one.question
    return {
        "words": question.words,
        "also_asked": one.merged,
        "votes": one.votes,
        "status": question.status,
        "answer": one.answer,
    }


def _with_places(forums: list[Forum]) -> list[Forum]:
    at = timezone.now()
    places = places_of(forums, at=at)
    for forum in forums:
        forum.places = places[forum.pk]
        forum.state = state_of(forum, places[forum.pk], at=at).words
    return forums


@router.get("", response=Paged[ForumOut], url_name="forums")
def list_forums(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Market forums, the latest first."""
    answer = paged(request, Forum.objects.visible_to(request.user), asked)
    return answer | {"items": _with_places(answer["items"])}


@router.get("/{slug}", response=ForumDetail, url_name="forum")
def get_forum(request: HttpRequest, slug: str) -> Forum:
    """One market forum with its places, questions and, once released, its answers and minutes."""
    forum = _with_places([get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)])[0]
    # What only the office or an author reads on screens is left out here.
    outcome = outcome_of(forum, reader=AnonymousUser(), at=timezone.now())
    forum.attended = outcome.attendance
    forum.released_minutes = outcome.minutes
    forum.asked = [_told(one) for one in outcome.questions]
    return forum
