"""Market forums for programs: what is announced for everybody, drafts for the broker office."""

import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Forum
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


@router.get("/{slug}", response=ForumOut, url_name="forum")
def get_forum(request: HttpRequest, slug: str) -> Forum:
    """One market forum with its places."""
    return _with_places([get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)])[0]
