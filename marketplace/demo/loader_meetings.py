"""Loads the office's meetings with agencies and what both sides promised there, each step at its own time."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from contracts.relationships.actions import (
    add_agenda_point,
    agree_to_commitment,
    confirm_kept,
    make_commitment,
    plan_meeting,
    report_done,
    write_contact_down,
    write_meeting_down,
)
from contracts.relationships.models import AgencyMeeting, Duty
from marketplace.accounts.models import User
from marketplace.permissions import Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY, AN_HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
PLANNED_BEFORE = 14 * A_DAY


@transaction.atomic
def load_meetings(cast: Cast, *, today: datetime.date) -> int:
    """Hold each meeting of the story, unless its agency has met already. Returns how many were new."""
    met = set(AgencyMeeting.objects.values_list("agency__slug", flat=True))
    missing = [told for told in world.relationships()["meetings"] if told["agency"] not in met]
    for told in sorted(missing, key=lambda told: -told["days_ago"]):
        _met(cast, told, today)
    return len(missing)


def _met(cast: Cast, told: world.Record, today: datetime.date) -> None:
    agency = cast.organisations[told["agency"]]
    ours = agency.assignments.select_related("person").get(duty=Duty.MANAGER).person
    theirs = cast.holder(told["agency"], Role.REQUESTER)
    starts_at = at_work(today - told["days_ago"] * A_DAY)
    given: dict[str, Any] = {"agency": agency, "title": told["title"], "starts_at": starts_at, "by": ours}
    if told["kind"] == "call":
        words = {"took_part": told["took_part"], "notes": told["notes"]}
        meeting = write_contact_down(kind="call", now=clock(starts_at + AN_HOUR), **words, **given)
    else:
        planned = clock(min(starts_at - PLANNED_BEFORE, timezone.now()))
        more = {"place": told["place"], "agenda": told["agenda"]}
        meeting = plan_meeting(kind=told["kind"], now=planned, **more, **given)
        for point in told.get("points", ()):
            meeting = add_agenda_point(meeting=meeting, words=point, by=theirs, now=planned)
        if told["notes"]:
            both = f"{theirs}, {ours}"
            after = clock(starts_at + AN_HOUR)
            meeting = write_meeting_down(meeting=meeting, took_part=both, notes=told["notes"], by=ours, now=after)
    for promise in told["promises"]:
        _promised(meeting, promise, ours, theirs)


def _promised(meeting: AgencyMeeting, told: world.Record, ours: User, theirs: User) -> None:
    owner, other = (ours, theirs) if told["side"] == "office" else (theirs, ours)
    at, day = meeting.starts_at + AN_HOUR, meeting.starts_at.date()
    due_on = day + told["due_in"] * A_DAY
    given = {"agency": meeting.agency, "words": told["words"], "owner": owner, "made_to": other, "meeting": meeting}
    promise = make_commitment(due_on=due_on, by=ours, now=clock(at), **given)
    if promise.status == promise.Status.PROPOSED and told["agreed"]:
        promise = agree_to_commitment(commitment=promise, by=theirs, now=clock(at + AN_HOUR))
    if told["done_in"] is None:
        return
    done = at_work(day + told["done_in"] * A_DAY)
    report_done(commitment=promise, words=told["result"], by=owner, now=clock(done))
    if told["confirmed"]:
        confirm_kept(commitment=promise, by=other, now=clock(done + AN_HOUR))
