"""Where a forum stands, how many places are left, who has one."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from marketplace.accounts.models import User

from .models import Forum, Registration
from .models.forum import Way


@dataclass(frozen=True)
class State:
    """Where a forum stands at a moment: words for the tag and its tone."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Places:
    """Places of one way to take part. `limit` is None without a limit; `taken` counts those held for somebody too."""

    way: Way
    limit: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.taken)

    @property
    def is_full(self) -> bool:
        """Whoever asks now waits: nothing is left, or others stand in line."""
        return self.limit is not None and (self.left == 0 or self.waiting > 0)

    @property
    def words(self) -> str:
        """ "41 of 60 places taken", "No limit", "All 60 places taken, 3 waiting"."""
        if self.limit is None:
            return "No limit of places"
        places = f"{self.limit} place{'' if self.limit == 1 else 's'}"
        waiting = f", {self.waiting} waiting" if self.waiting else ""
        return f"All {places} taken{waiting}" if self.left == 0 else f"{self.taken} of {places} taken{waiting}"


def places_of(forums: Iterable[Forum], *, at: datetime.datetime) -> dict[int, list[Places]]:
    """The places of each forum by its id, one entry a way. One statement."""
    each = list(forums)
    status = Registration.Status
    taking = Q(status=status.REGISTERED) | Q(status=status.OFFERED, held_until__gt=at)
    rows = (
        Registration.objects.filter(forum__in=each)
        .order_by()
        .values("forum_id", "way")
        .annotate(taken=Count("pk", filter=taking), waiting=Count("pk", filter=Q(status=status.WAITING)))
    )
    counted: dict[tuple[int, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    counted |= {(row["forum_id"], row["way"]): (row["taken"], row["waiting"]) for row in rows}
    return {
        forum.pk: [Places(way, forum.places_for(way), *counted[forum.pk, way]) for way in forum.ways] for forum in each
    }


def state_of(forum: Forum, places: Iterable[Places], *, at: datetime.datetime) -> State:
    """Where it stands: by its status, and from its announcement on by the clock."""
    status = Forum.Status
    if forum.status == status.DRAFT:
        return State("Being prepared", "info")
    if forum.status == status.CANCELLED:
        return State("Called off", "bad")
    if forum.is_released(at=at):
        return State("Minutes published", "ok")
    if forum.status in {status.HELD, status.PUBLISHED} or at >= forum.ends_at:
        return State("Held")
    if at >= forum.starts_at:
        return State("Under way", "ok")
    if at >= forum.registration_closes_at:
        return State("Registration closed")
    if at < forum.registration_opens_at:
        return State("Registration opens later", "info")
    return State("Waiting list", "warn") if all(one.is_full for one in places) else State("Open", "ok")


def forum_table(forums: Iterable[Forum], *, at: datetime.datetime) -> Iterator[tuple[str, ...]]:
    """The list as rows, their names first; times in ISO 8601, UTC. Two statements."""
    yield "reference", "title", "starts_at", "ends_at", "room", "remote", "registration_closes_at", "places", "state"
    each = list(forums)
    places = places_of(each, at=at)
    for forum in each:
        own = places[forum.pk]
        yield (
            forum.reference,
            forum.title,
            forum.starts_at.isoformat(),
            forum.ends_at.isoformat(),
            forum.room,
            "yes" if forum.remote else "no",
            forum.registration_closes_at.isoformat(),
            "; ".join(f"{one.way.label}: {one.words}" for one in own),
            state_of(forum, own, at=at).words,
        )


def people_of(forum: Forum) -> list[User]:
    """Those who come or wait."""
    return list(User.objects.filter(pk__in=forum.registrations.standing().values("user_id")))


def own_registration(forum: Forum, reader: Any) -> Registration | None:
    """The reader's own place, hold or place in line; else the last one that lapsed or was given back."""
    if not reader.is_authenticated:
        return None
    own = forum.registrations.filter(user=reader).select_related("organisation")
    return own.standing().first() or own.order_by("-asked_at", "-pk").first()


def place_in_line(registration: Registration) -> int:
    """1 is asked first."""
    line = registration.forum.registrations.waiting().filter(way=registration.way)
    before = Q(asked_at__lt=registration.asked_at) | Q(asked_at=registration.asked_at, pk__lt=registration.pk)
    return line.filter(before).count() + 1
