"""The line for a place: holds that ran out lapse, and each free place is held for whoever is first in line."""

import datetime

from marketplace.components.formats import moment
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM
from rfp.forums.models import Forum, Registration

HOLD = datetime.timedelta(hours=48)


def lock_forum(forum: Forum) -> Forum:
    """The forum as it is, its row locked: whoever wants a place stands in line here."""
    return Forum.objects.select_for_update().get(pk=forum.pk)


def settle_line(forum: Forum, *, at: datetime.datetime) -> int:
    """Records holds that ran out by `at` and holds each free place for the next in line, who is told.

    The caller holds the forum's lock. Returns how many places were offered. A hold ends with the 48th hour, at the
    latest as the forum begins.
    """
    for registration in forum.registrations.lapsed(at=at).select_related("user", "forum"):
        move(registration, Registration.Status.LAPSED, by=SYSTEM, at=at)
        _tell(registration, "lapsed", f"Your place went on: {forum.title}", "You did not confirm it in time.", at)
    if forum.status != Forum.Status.ANNOUNCED or at >= forum.starts_at:
        return 0
    return sum(_offer(forum, way, at=at) for way in forum.ways)


def _offer(forum: Forum, way: str, *, at: datetime.datetime) -> int:
    line = forum.registrations.waiting().filter(way=way).select_related("user", "forum")
    limit = forum.places_for(way)
    free = None if limit is None else max(0, limit - forum.registrations.taking_places().filter(way=way).count())
    offered = list(line[:free])
    for registration in offered:
        registration.held_until = min(at + HOLD, forum.starts_at)
        move(registration, Registration.Status.OFFERED, by=SYSTEM, at=at, fields=["held_until"])
        until = f"It is held for you until {moment(registration.held_until)}. Confirm it, or give it back, by then."
        _tell(registration, f"held-{at:%Y%m%d%H%M%S}", f"A place is free for you: {forum.title}", until, at)
    return len(offered)


def _tell(registration: Registration, what: str, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=[registration.user],
        key=f"forum-place-{registration.pk}-{what}",
        subject=subject,
        body=body,
        address=registration.forum.get_absolute_url(),
        at=at,
    )
