"""Who was there."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require
from rfp.forums.models import Forum, Registration

from .line import lock_forum


class NotBegun(DomainError):
    sentence = "The forum has not begun, so nobody was there yet. Nothing was recorded."


@transaction.atomic
def record_attendance(*, forum: Forum, present: Collection[int], by: Any, now: Clock = database_now) -> Forum:
    """Closes the list: `present` are ids of registrations, all others with a place were absent.

    Raises PermissionDenied, NotBegun, InvalidInput for somebody without a place, MoveRefused the second time.
    """
    require(by, "rfp.record_attendance")
    forum, at = lock_forum(forum), now()
    if forum.status == Forum.Status.ANNOUNCED and at < forum.starts_at:
        raise NotBegun
    registered = forum.registrations.filter(status=Registration.Status.REGISTERED)
    there = registered.filter(pk__in=present)
    if there.count() != len(set(present)):
        raise InvalidInput("Somebody named as present has no place at this forum. Choose from the list.")
    data = {"present": len(set(present)), "registered": registered.count()}
    registered.exclude(pk__in=present).update(attended=False)
    there.update(attended=True)
    forum.version, forum.changed_at = forum.version + 1, at
    return move(forum, Forum.Status.HELD, by=by, at=at, fields=["version", "changed_at"], data=data)
