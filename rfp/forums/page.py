"""What the page of a forum shows to one reader: where it stands, places, their own place, what they can do."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.permissions import allowed, organisations_for, reads_all
from rfp.needs.models import Need

from .models import Forum, Registration
from .outcome import Outcome, outcome_of
from .queries import Places, State, own_registration, place_in_line, places_of, state_of


@dataclass(frozen=True)
class OwnPlace:
    """Where the reader stands: "registered", "held", "free" (first in line while a place is free), "waiting",
    "lapsed", or "withdrawn"."""

    registration: Registration
    stands: str
    in_line: int = 0


@dataclass(frozen=True)
class ForumPage:
    """Everything derived that templates/rfp/forums/forum_page.html shows."""

    state: State
    places: Sequence[Places]
    own: OwnPlace | None
    actions: frozenset[str]
    needs: Sequence[Need]
    registrations: Sequence[Registration]
    reads_joining: bool
    outcome: Outcome


def forum_page(forum: Forum, *, reader: Any, at: datetime.datetime) -> ForumPage:
    """The page of one forum for one reader. A constant number of statements."""
    places = places_of([forum], at=at)[forum.pk]
    own = own_place(forum, places, reader=reader, at=at)
    office = reads_all(reader)
    coming = forum.registrations.standing().select_related("user", "organisation") if office else []
    return ForumPage(
        state=state_of(forum, places, at=at),
        places=places,
        own=own,
        actions=possible_actions(forum, own, reader=reader, at=at) | afterwards(forum, reader=reader, at=at),
        needs=list(Need.objects.visible_to(reader).filter(forums__forum=forum)),
        registrations=list(coming),
        reads_joining=bool(forum.joining) and (office or (own is not None and own.stands == "registered")),
        outcome=outcome_of(forum, reader=reader, at=at),
    )


def own_place(forum: Forum, places: Sequence[Places], *, reader: Any, at: datetime.datetime) -> OwnPlace | None:
    """The reader's own place, by comparison of times. Two statements at most."""
    row = own_registration(forum, reader)
    if row is None:
        return None
    if row.status == Registration.Status.WAITING:
        in_line = place_in_line(row)
        left = next((one.left for one in places if one.way == row.way), 0)
        is_free = forum.status == Forum.Status.ANNOUNCED and (left is None or left >= in_line) and at < forum.starts_at
        return OwnPlace(row, "free" if is_free else "waiting", in_line)
    if row.has_lapsed(at=at):
        return OwnPlace(row, "lapsed")
    return OwnPlace(row, "held" if row.status == Registration.Status.OFFERED else row.status)


def possible_actions(forum: Forum, own: OwnPlace | None, *, reader: Any, at: datetime.datetime) -> frozenset[str]:
    """The verbs that this reader may use on the forum as it stands."""
    status, found = forum.status, set()
    to_come = status == Forum.Status.DRAFT or (status == Forum.Status.ANNOUNCED and at < forum.starts_at)
    if allowed(reader, "rfp.plan_forum"):
        found |= {"edit", "cancel"} if to_come else set()
        found |= {"announce"} if status == Forum.Status.DRAFT else set()
    begun = status == Forum.Status.ANNOUNCED and at >= forum.starts_at
    if begun and allowed(reader, "rfp.record_attendance"):
        found.add("attendance")
    stands = own is not None and own.stands in {"registered", "held", "free", "waiting"}
    if reader.is_authenticated and forum.takes_registrations(at=at) and not stands:
        found |= {"register"} if organisations_for(reader, "rfp.register_for_forum") else set()
    if stands and to_come:
        found.add("withdraw")
    return frozenset(found)


def afterwards(forum: Forum, *, reader: Any, at: datetime.datetime) -> frozenset[str]:
    """The verbs about questions, minutes and lessons. Two statements at most."""
    status, found = Forum.Status, set()
    if allowed(reader, "rfp.moderate_questions") and forum.announced_at and forum.release_at is None:
        found |= {"moderate"} if forum.status != status.CANCELLED else set()
    if forum.status in {status.HELD, status.PUBLISHED} and allowed(reader, "rfp.write_minutes"):
        found.add("minutes")
    if forum.status == status.HELD and allowed(reader, "rfp.release_minutes") and forum.minutes.exists():
        found.add("release")
    if not reader.is_authenticated:
        return frozenset(found)
    if forum.status == status.ANNOUNCED and at < forum.ends_at and organisations_for(reader, "rfp.ask_question"):
        found |= {"ask", "vote"}
    own = organisations_for(reader, "rfp.record_lesson")
    if own and forum.announced_at and at >= forum.starts_at and forum.status != status.CANCELLED:
        found |= {"lesson"} if forum.about.filter(need__agency_id__in=own).exists() else set()
    return frozenset(found)
