"""Preparing a forum, announcing it, changing what is announced, calling it off."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from marketplace.references.actions import take_reference
from marketplace.slugs import free_slug
from rfp.forums.models import Forum, ForumNeed
from rfp.forums.models.forum import Way
from rfp.forums.queries import people_of
from rfp.needs.models import Need

from .line import lock_forum, settle_line

# Parts of addresses beside the forums' own.
TAKEN = ("new", "meetings")


class NotToBeChanged(DomainError):
    sentence = "This forum is over or was called off, so it stays as it is. Nothing was changed."


class TooFewPlaces(DomainError):
    """More people have a place than the forum would hold."""

    def __init__(self, way: Way, taken: int) -> None:
        super().__init__(
            f"{taken} people have a place ({way.label.lower()}), so there cannot be fewer places than that. "
            "Nothing was saved. Enter a higher number."
        )


@dataclass(frozen=True)
class ForumTerms:
    """What is announced. Times are aware; a number of places is None without a limit."""

    title: str
    purpose: str
    agenda: str
    topics: str
    room: str
    room_places: int | None
    remote: bool
    remote_places: int | None
    joining: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    registration_opens_at: datetime.datetime
    registration_closes_at: datetime.datetime
    needs: Sequence[Need] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """Those that are columns of the forum itself."""
        return {name: value for name, value in vars(self).items() if name != "needs"}


@transaction.atomic
def draft_forum(*, terms: ForumTerms, by: Any, now: Clock = database_now) -> Forum:
    """Begins a forum, seen by the office alone. Raises PermissionDenied, InvalidInput."""
    require(by, "rfp.plan_forum")
    at = now()
    _check(terms)
    taken = [*TAKEN, *Forum.objects.values_list("slug", flat=True)]
    forum = Forum.objects.create(
        reference=take_reference("MF", at=at),
        slug=free_slug(terms.title, taken),
        prepared_by=by,
        created_at=at,
        changed_at=at,
        **terms.fields,
    )
    _name_needs(forum, terms.needs)
    record(action="rfp.forum.drafted", obj=forum, by=by, at=at, data={"starts_at": forum.starts_at})
    return forum


@transaction.atomic
def edit_forum(*, forum: Forum, terms: ForumTerms, version: int, by: Any, now: Clock = database_now) -> Forum:
    """Replaces what a forum says until it begins; those who come hear of it once it is announced.

    Raises PermissionDenied, NotToBeChanged, StaleForm, InvalidInput, TooFewPlaces.
    """
    require(by, "rfp.plan_forum")
    forum, at = lock_forum(forum), now()
    is_public = forum.status == Forum.Status.ANNOUNCED
    if not (forum.status == Forum.Status.DRAFT or is_public) or (is_public and at >= forum.starts_at):
        raise NotToBeChanged
    if forum.version != version:
        raise StaleForm
    _check(terms)
    if is_public:
        _check_to_come(terms, at=at)
        settle_line(forum, at=at)
    _check_places(forum, terms)
    before = {name: getattr(forum, name) for name in terms.fields}
    for name, value in terms.fields.items():
        setattr(forum, name, value)
    forum.version, forum.changed_at = forum.version + 1, at
    forum.save(update_fields=[*terms.fields, "version", "changed_at"])
    forum.about.all().delete()
    _name_needs(forum, terms.needs)
    changed = sorted(name for name, value in terms.fields.items() if before[name] != value)
    record(action="rfp.forum.edited", obj=forum, by=by, at=at, data={"changed": changed})
    if is_public:
        settle_line(forum, at=at)
        if changed:
            _tell_of_change(forum, at=at)
    return forum


@transaction.atomic
def announce_forum(*, forum: Forum, version: int, by: Any, now: Clock = database_now) -> Forum:
    """Makes a forum public. Raises PermissionDenied, StaleForm, InvalidInput, MoveRefused."""
    require(by, "rfp.plan_forum")
    forum, at = lock_forum(forum), now()
    if forum.version != version:
        raise StaleForm
    _check_to_come(forum, at=at)
    forum.announced_at = forum.changed_at = at
    forum.version += 1
    return move(forum, Forum.Status.ANNOUNCED, by=by, at=at, fields=["announced_at", "changed_at", "version"])


@transaction.atomic
def cancel_forum(*, forum: Forum, reason: str, by: Any, now: Clock = database_now) -> Forum:
    """Calls a forum off, with a reason that everybody reads; those who come or wait are told.

    Raises PermissionDenied, InvalidInput without a reason, NotToBeChanged once it began, MoveRefused.
    """
    require(by, "rfp.plan_forum")
    forum, at = lock_forum(forum), now()
    if not reason.strip():
        raise InvalidInput("Say why it is called off: everybody reads it.")
    if forum.announced_at and at >= forum.starts_at:
        raise NotToBeChanged
    forum.reason, forum.changed_at, forum.version = reason.strip(), at, forum.version + 1
    fields = ["reason", "changed_at", "version"]
    move(forum, Forum.Status.CANCELLED, by=by, at=at, fields=fields, reason=forum.reason)
    notify(
        recipients=people_of(forum),
        key=f"{forum.reference}-cancelled",
        subject=f"Called off: {forum.title}",
        body=forum.reason,
        address=forum.get_absolute_url(),
        at=at,
    )
    return forum


def _tell_of_change(forum: Forum, *, at: datetime.datetime) -> None:
    notify(
        recipients=people_of(forum),
        key=f"{forum.reference}-changed-{forum.version}",
        subject=f"Changed: {forum.title}",
        body=f"It begins {moment(forum.starts_at)}. Look at the page for what is other now.",
        address=forum.get_absolute_url(),
        at=at,
    )


def _name_needs(forum: Forum, needs: Sequence[Need]) -> None:
    ForumNeed.objects.bulk_create(ForumNeed(forum=forum, need=need) for need in dict.fromkeys(needs))


def _check(terms: ForumTerms) -> None:
    if terms.ends_at <= terms.starts_at:
        raise InvalidInput("The forum would end before it begins. Enter a later end.")
    if not terms.registration_opens_at < terms.registration_closes_at <= terms.starts_at:
        raise InvalidInput(
            "The times do not follow each other. Registration opens, closes, then the forum begins. Correct them."
        )
    if not (terms.room or terms.remote):
        raise InvalidInput("Nobody could take part. Name a room, or let people take part from afar.")
    if not terms.agenda.strip():
        raise InvalidInput("It has no agenda. Write one point a line.")


def _check_to_come(terms: Any, *, at: datetime.datetime) -> None:
    if terms.registration_closes_at <= at:
        raise InvalidInput("Registration would be closed already. Choose later times.")


def _check_places(forum: Forum, terms: ForumTerms) -> None:
    limits = {
        Way.IN_PERSON: terms.room_places if terms.room else 0,
        Way.REMOTE: terms.remote_places if terms.remote else 0,
    }
    for way, limit in limits.items():
        rows = forum.registrations.standing() if limit == 0 else forum.registrations.taking_places()
        taken = rows.filter(way=way).count()
        if limit is not None and taken > limit:
            raise TooFewPlaces(way, taken)
