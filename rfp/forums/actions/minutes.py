"""Writing minutes, releasing them with the answers to everybody at one moment, what agencies learnt."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from rfp.forums.models import Forum, ForumQuestion, MinutesEntry, MinutesVersion
from rfp.needs.actions import record_market_lesson
from rfp.needs.models import MarketLesson, Need

from .attendance import NotBegun
from .line import lock_forum


class ListNotClosed(DomainError):
    sentence = "Minutes are written once the list of who was there is closed. Record the attendance first."


class QuestionsLeft(DomainError):
    """Something would come out without an answer."""

    def __init__(self, number: int) -> None:
        words = "question has" if number == 1 else "questions have"
        super().__init__(
            f"{number} {words} no answer yet. Nothing was released: answers and minutes come out together. "
            "Answer, merge or leave them out first."
        )


@dataclass(frozen=True)
class ActionItem:
    """Who does what by which day."""

    words: str
    who: str
    due_on: datetime.date


@transaction.atomic
def write_minutes(
    *,
    forum: Forum,
    words: str,
    decisions: Sequence[str],
    actions: Sequence[ActionItem],
    after: int,
    reason: str = "",
    by: Any,
    now: Clock = database_now,
) -> MinutesVersion:
    """Writes the next version. `after` is the number of the version that was read, 0 for none.

    Once the release is set a version corrects: it wants a reason, and is out at once or with the release.
    Raises PermissionDenied, ListNotClosed, StaleForm, InvalidInput.
    """
    require(by, "rfp.write_minutes")
    forum, at = lock_forum(forum), now()
    if forum.status not in {Forum.Status.HELD, Forum.Status.PUBLISHED}:
        raise ListNotClosed
    latest = forum.minutes.first()
    if (latest.number if latest else 0) != after:
        raise StaleForm
    if not words.strip():
        raise InvalidInput("Write what was said.")
    if forum.release_at and not reason.strip():
        raise InvalidInput("Say what you correct: everybody reads it beside the new version.")
    released_at = max(at, forum.release_at) if forum.release_at else None
    minutes = MinutesVersion.objects.create(
        forum=forum, number=after + 1, words=words.strip(), reason=reason.strip(), written_by=by, written_at=at,
        released_at=released_at,
    )  # fmt: skip
    kinds = MinutesEntry.Kind
    decided = [MinutesEntry(minutes=minutes, kind=kinds.DECISION, words=line) for line in decisions]
    to_do = [MinutesEntry(minutes=minutes, kind=kinds.ACTION, **vars(item)) for item in actions]
    MinutesEntry.objects.bulk_create(decided + to_do)
    data = {"number": minutes.number, "reason": minutes.reason}
    record(action="rfp.forum.minutes_written", obj=forum, by=by, at=at, data=data)
    if released_at == at:
        _touch(forum, at)
        tell_of_release(forum=forum, at=at)
    return minutes


@transaction.atomic
def release_minutes(
    *, forum: Forum, release_at: datetime.datetime | None = None, by: Any, now: Clock = database_now
) -> Forum:
    """Sets the one moment from which everybody reads answers and minutes; None is now.

    Raises PermissionDenied, InvalidInput for a moment that is over, ListNotClosed, QuestionsLeft, MoveRefused.
    """
    require(by, "rfp.release_minutes")
    forum, at = lock_forum(forum), now()
    if release_at is not None and release_at <= at:
        raise InvalidInput("This moment is over. Choose a later one, or release now.")
    latest = forum.minutes.first()
    if latest is None:
        raise ListNotClosed("There are no minutes yet. Write them first: they come out with the answers.")
    left = forum.questions.unsettled().count()
    if left:
        raise QuestionsLeft(left)
    forum.release_at = latest.released_at = release_at or at
    forum.version += 1
    move(forum, Forum.Status.PUBLISHED, by=by, at=at, fields=["release_at", "version"])
    latest.save(update_fields=["released_at"])
    if release_at is None:
        _touch(forum, at)
        tell_of_release(forum=forum, at=at)
    return forum


@transaction.atomic
def tell_of_release(*, forum: Forum, at: datetime.datetime) -> bool:
    """Tells all who registered or asked, at once, that answers and minutes are out. False before their moment."""
    if not forum.is_released(at=at):
        return False
    newest = forum.minutes.filter(released_at__lte=at).first()
    asked = ForumQuestion.objects.filter(forum=forum).values("asked_by_id")
    people = User.objects.filter(Q(pk__in=forum.registrations.values("user_id")) | Q(pk__in=asked))
    notify(
        recipients=people,
        key=f"{forum.reference}-minutes-{newest.number}",
        subject=f"{'Corrected minutes' if newest.reason else 'Minutes and answers'}: {forum.title}",
        body="Everybody reads them from the same moment on.",
        address=forum.get_absolute_url(),
        at=at,
    )
    return True


@transaction.atomic
def record_lesson(*, forum: Forum, need: Need, words: str, by: Any, now: Clock = database_now) -> MarketLesson:
    """What an agency learnt about the market becomes part of its need.

    Raises PermissionDenied, NotBegun, InvalidInput for a need that the forum is not about.
    """
    at = now()
    if not forum.announced_at or at < forum.starts_at:
        raise NotBegun
    if not forum.about.filter(need=need).exists():
        raise InvalidInput("This forum is not about that need. Choose one of the needs on its page.")
    source = f"Market forum {forum.reference}"
    return record_market_lesson(
        need=need, words=words, source=source, address=forum.get_absolute_url(), by=by, now=lambda: at
    )


def _touch(forum: Forum, at: datetime.datetime) -> None:
    forum.changed_at = at
    forum.save(update_fields=["changed_at"])
