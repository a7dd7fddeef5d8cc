"""Asking for a place, confirming one that is held, giving it back, passing free places on."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from rfp.forums.models import Forum, Registration

from .line import lock_forum, settle_line


class RegistrationClosed(DomainError):
    sentence = (
        "Registration for this forum is not open now: it opens and closes at the times on its page. "
        "You were not registered."
    )


class AlreadyRegistered(DomainError):
    sentence = "You have a place at this forum, or a place in its line, already. Nothing was changed."


class HoldLapsed(DomainError):
    sentence = (
        "The place was held for you for 48 hours, and that time is over: it went to the next in line. "
        "You can join the line again while registration is open."
    )


class NothingHeld(DomainError):
    sentence = "No place is held for you at the moment. Load the page again to see where you stand."


class ForumBegun(DomainError):
    sentence = "The forum has begun, so places are not given back any more. Nothing was changed."


@transaction.atomic
def register_for_forum(
    *, forum: Forum, organisation: Organisation, way: str, topic: str = "", by: Any, now: Clock = database_now
) -> Registration:
    """Takes a place in the name of `organisation`, or stands in line where none is free.

    Raises PermissionDenied, RegistrationClosed, AlreadyRegistered, InvalidInput.
    """
    require(by, "rfp.register_for_forum", organisation)
    forum, at = lock_forum(forum), now()
    if not forum.takes_registrations(at=at):
        raise RegistrationClosed
    if way not in forum.ways:
        raise InvalidInput("This forum cannot be joined like that. Choose one of the ways it offers.")
    settle_line(forum, at=at)
    if forum.registrations.standing().filter(user=by).exists():
        raise AlreadyRegistered
    status = Registration.Status.REGISTERED if _has_room(forum, way) else Registration.Status.WAITING
    row = Registration.objects.create(
        forum=forum, organisation=organisation, user=by, way=way, topic=topic.strip(), status=status, asked_at=at
    )
    data = {"forum": forum.reference, "organisation": str(organisation), "way": way}
    record(action=f"rfp.registration.{status}", obj=row, by=by, at=at, data=data)
    return row


@transaction.atomic
def confirm_place(*, registration: Registration, by: Any, now: Clock = database_now) -> Registration:
    """Takes the place that is held for somebody. Raises PermissionDenied, HoldLapsed, NothingHeld."""
    require(by, "rfp.keep_registration", registration)
    forum, at = lock_forum(registration.forum), now()
    row = _reloaded(registration)
    if row.has_lapsed(at=at):
        raise HoldLapsed
    if row.status == Registration.Status.WAITING:  # A place may be free of which nobody has told yet.
        settle_line(forum, at=at)
        row = _reloaded(registration)
    if row.status != Registration.Status.OFFERED or forum.status != Forum.Status.ANNOUNCED:
        raise NothingHeld
    return move(row, Registration.Status.REGISTERED, by=by, at=at)


@transaction.atomic
def withdraw_from_forum(*, registration: Registration, by: Any, now: Clock = database_now) -> Registration:
    """Gives a place, or a place in line, back; whoever is first in line is asked. Raises PermissionDenied,
    ForumBegun, MoveRefused."""
    require(by, "rfp.keep_registration", registration)
    forum, at = lock_forum(registration.forum), now()
    if at >= forum.starts_at:
        raise ForumBegun
    row = move(_reloaded(registration), Registration.Status.WITHDRAWN, by=by, at=at)
    settle_line(forum, at=at)
    return row


@transaction.atomic
def pass_places_on(*, forum: Forum, by: Any, now: Clock = database_now) -> int:
    """Records lapsed holds and offers free places; for the job. Returns how many were offered. Safe to repeat."""
    require(by, "rfp.pass_places_on", forum)
    forum = lock_forum(forum)
    return settle_line(forum, at=now())


def _has_room(forum: Forum, way: str) -> bool:
    """Whether a place is left that nobody in line waits for: settled before, the line is empty then."""
    limit = forum.places_for(way)
    return limit is None or forum.registrations.taking_places().filter(way=way).count() < limit


def _reloaded(registration: Registration) -> Registration:
    return Registration.objects.select_related("forum", "user").get(pk=registration.pk)
