"""Loads the market forums of the story: one held, one with a waiting list, one to open, one called off."""

import datetime

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.clock import Clock
from marketplace.organisations.models import Membership, Organisation
from rfp.forums.actions import (
    ActionItem,
    ForumTerms,
    announce_forum,
    answer_question,
    approve_question,
    ask_question,
    cancel_forum,
    draft_forum,
    merge_question,
    record_attendance,
    register_for_forum,
    release_minutes,
    vote_for_question,
    withdraw_from_forum,
    write_minutes,
)
from rfp.forums.models import Forum, Registration
from rfp.needs.models import Need

from . import world
from .histories import local
from .loader_orders import clock
from .loader_people import Cast
from .persons import PERSONS

SLUGS = {one.slug for one in PERSONS}
A_DAY, AN_HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
SATURDAY = 5


def load_forums(cast: Cast, *, today: datetime.date) -> int:
    """Hold, or announce, each forum of the story that is not there. Returns how many were new."""
    known = set(Forum.objects.values_list("title", flat=True))
    missing = [record for record in world.story()["forums"] if record["title"] not in known]
    for record in missing:
        with transaction.atomic():
            _forum(cast, record, today)
    return len(missing)


def somebody(cast: Cast, name: str) -> User:
    """One of the story's people by slug or by full name."""
    return cast.person(name) if name in SLUGS else cast.named(name)


def _forum(cast: Cast, record: world.Record, today: datetime.date) -> None:
    officer, announced = cast.person("officer"), _ago(record["announced_days"], today)
    forum = draft_forum(terms=_terms(record, today), by=officer, now=clock(announced - AN_HOUR))
    forum = announce_forum(forum=forum, version=forum.version, by=officer, now=clock(announced))
    _register(cast, record, forum)
    if "cancelled" in record:
        cancel_forum(forum=forum, reason=record["cancelled"], by=officer, now=clock(_ago(-3, today)))
    _ask(cast, record, forum)
    if record["days"] < 0:
        absent = {somebody(cast, name) for name in record["absent"]}
        rows = forum.registrations.filter(status=Registration.Status.REGISTERED).select_related("user")
        present = [row.pk for row in rows if row.user not in absent]
        record_attendance(forum=forum, present=present, by=officer, now=clock(forum.ends_at))
        _release(cast, record, forum)


def _register(cast: Cast, record: world.Record, forum: Forum) -> None:
    at = forum.registration_opens_at
    for number, (name, way, topic) in enumerate(record["people"], start=1):
        user = somebody(cast, name)
        organisation = _organisation_of(user, at)
        asked = clock(at + number * AN_HOUR)
        register_for_forum(forum=forum, organisation=organisation, way=way, topic=topic, by=user, now=asked)
    for name in record.get("withdrawn", ()):
        row = forum.registrations.get(user=somebody(cast, name))
        withdraw_from_forum(registration=row, by=row.user, now=_yesterday(forum))


def _organisation_of(user: User, at: datetime.datetime) -> Organisation:
    return Membership.objects.in_force(at=at).filter(user=user).order_by("pk").first().organisation


def _ask(cast: Cast, record: world.Record, forum: Forum) -> None:
    """Questions two days after registration opened, looked at and voted on the day after."""
    officer, asked_at = cast.person("officer"), forum.registration_opens_at + 2 * A_DAY
    at, asked = clock(asked_at + A_DAY), []
    for told in record.get("questions", ()):
        user = somebody(cast, told["by"])
        organisation = _organisation_of(user, asked_at)
        question = ask_question(
            forum=forum, organisation=organisation, words=told["words"], by=user, now=clock(asked_at)
        )
        question = approve_question(question=question, by=officer, now=at)
        asked.append(question)
        for name in told.get("votes", ()):
            voter = somebody(cast, name)
            vote_for_question(question=question, organisation=_organisation_of(voter, asked_at), by=voter, now=at)
    for question, told in zip(asked, record.get("questions", ()), strict=True):
        if "merge" in told:
            merge_question(question=question, into=asked[told["merge"]], by=officer, now=at)
        elif "answer" in told:
            answer_question(question=question, answer=told["answer"], by=officer, now=clock(forum.ends_at))


def _release(cast: Cast, record: world.Record, forum: Forum) -> None:
    """Minutes the day after, out the day after that."""
    officer, told, ends_on = cast.person("officer"), record["minutes"], forum.ends_at.date()
    actions = [ActionItem(words, who, ends_on + days * A_DAY) for words, who, days in told["actions"]]
    said = {"words": told["words"], "decisions": told["decisions"], "actions": actions, "after": 0}
    write_minutes(forum=forum, by=officer, now=clock(forum.ends_at + A_DAY), **said)
    release_minutes(forum=forum, by=officer, now=clock(forum.ends_at + 2 * A_DAY))


def _yesterday(forum: Forum) -> Clock:
    """So that the place is still held for the next in line."""
    return clock(datetime.datetime.now(datetime.UTC) - 20 * AN_HOUR)


def _terms(record: world.Record, today: datetime.date) -> ForumTerms:
    starts_at = _at(today + record["days"] * A_DAY, record["hour"])
    plain = ("title", "purpose", "room", "room_places", "remote", "remote_places", "joining")
    return ForumTerms(
        agenda="\n".join(record["agenda"]),
        topics="\n".join(record["topics"]),
        starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(minutes=record["lasts_minutes"]),
        registration_opens_at=_ago(record["opens_days"], today),
        registration_closes_at=starts_at - A_DAY,
        needs=list(Need.objects.filter(title__in=record["needs"])),
        **{name: record[name] for name in plain},
    )


def _at(day: datetime.date, hour: int) -> datetime.datetime:
    """That hour of the day, or of the Friday before a weekend."""
    day -= datetime.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return local(datetime.datetime.combine(day, datetime.time(hour)))


def _ago(days: int, today: datetime.date) -> datetime.datetime:
    return local(datetime.datetime.combine(today + days * A_DAY, datetime.time(9)))
