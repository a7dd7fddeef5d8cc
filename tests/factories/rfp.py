"""Needs, stated the real way."""

import datetime

from marketplace.permissions import Role
from rfp.forums.actions import (
    ForumTerms,
    announce_forum,
    answer_question,
    approve_question,
    arrange_meeting,
    ask_question,
    draft_forum,
    record_attendance,
    register_for_forum,
    request_meeting,
    write_minutes,
)
from rfp.forums.models import Forum, ForumQuestion, Meeting, MinutesVersion, Registration
from rfp.forums.models.forum import Way
from rfp.needs.actions import Wish, state_need, take_up_need
from rfp.needs.models import Need
from tests.factories.marketplace import organisation_for, person

MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)


def stated_need(*, by=None, agency=None, at=MONDAY_NOON, **changes) -> Need:
    """A need that waits for the office."""
    agency = agency or organisation_for(Role.REQUESTER)
    wish = Wish(**{"title": "Shorter waits", "outcome": "Callers wait less than two minutes.", "users": 180} | changes)
    return state_need(wish=wish, agency=agency, by=by or person(Role.REQUESTER, of=agency), now=lambda: at)


def need_in_triage(*, by=None, at=MONDAY_NOON, **details) -> Need:
    """A need that an officer has taken up."""
    need = stated_need(at=at, **details)
    return take_up_need(need=need, by=by or person(Role.PROCUREMENT_OFFICER), now=lambda: at)


HOUR = datetime.timedelta(hours=1)
FORUM_STARTS = datetime.datetime(2026, 12, 9, 18, tzinfo=datetime.UTC)


def forum_terms(**changes) -> ForumTerms:
    """A forum in a room with two places, on Wednesday 9 December; registration is open from Monday noon on."""
    starts_at = changes.pop("starts_at", FORUM_STARTS)
    details = {
        "title": "Telematics for small fleets",
        "purpose": "What small fleets can expect.",
        "agenda": "Welcome\nWhat agencies need",
        "topics": "Prices by vehicle",
        "room": "Capitol Annex, room 214",
        "room_places": 2,
        "remote": False,
        "remote_places": None,
        "joining": "",
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "registration_opens_at": MONDAY_NOON,
        "registration_closes_at": starts_at - HOUR,
    }
    return ForumTerms(**details | changes)


def drafted_forum(*, by=None, at=MONDAY_NOON, **changes) -> Forum:
    by = by or person(Role.PROCUREMENT_OFFICER)
    return draft_forum(terms=forum_terms(**changes), by=by, now=lambda: at)


def announced_forum(*, by=None, at=MONDAY_NOON, **changes) -> Forum:
    """Public, with registration open."""
    by = by or person(Role.PROCUREMENT_OFFICER)
    forum = drafted_forum(by=by, at=at, **changes)
    return announce_forum(forum=forum, version=forum.version, by=by, now=lambda: at)


def registered(forum: Forum, *, by=None, at=MONDAY_NOON, way=Way.IN_PERSON, **details) -> Registration:
    """Somebody of a vendor asks for a place."""
    by = by or person(Role.VENDOR_EDITOR)
    organisation = details.pop("organisation", None) or by.memberships.first().organisation
    return register_for_forum(forum=forum, organisation=organisation, way=way, by=by, now=lambda: at, **details)


def held_forum(*present: Registration, forum: Forum, by=None) -> Forum:
    """Over, with its list closed."""
    by = by or person(Role.PROCUREMENT_OFFICER)
    ids = [row.pk for row in present]
    return record_attendance(forum=forum, present=ids, by=by, now=lambda: forum.ends_at)


def asked_question(forum: Forum, *, words="How many vehicles are there?", by=None, at=MONDAY_NOON) -> ForumQuestion:
    """Waits for the moderator."""
    by = by or person(Role.VENDOR_EDITOR)
    return ask_question(
        forum=forum, organisation=by.memberships.first().organisation, words=words, by=by, now=lambda: at
    )


def approved_question(forum: Forum, *, moderator=None, **details) -> ForumQuestion:
    """Open for votes."""
    question = asked_question(forum, **details)
    return approve_question(
        question=question, by=moderator or person(Role.PROCUREMENT_OFFICER), now=lambda: MONDAY_NOON
    )


def answered_question(forum: Forum, *, answer="Three hundred.", **details) -> ForumQuestion:
    question = approved_question(forum, **details)
    return answer_question(
        question=question, answer=answer, by=person(Role.PROCUREMENT_OFFICER), now=lambda: MONDAY_NOON
    )


def written_minutes(forum: Forum, *, words="Prices were told.", by=None, at=None, **details) -> MinutesVersion:
    """The next version of the minutes of a forum that is held."""
    told = {"words": words, "decisions": ["A request for proposals follows."], "actions": [], "after": 0} | details
    by = by or person(Role.PROCUREMENT_OFFICER)
    return write_minutes(forum=forum, by=by, now=lambda: at or forum.ends_at, **told)


def requested_meeting(*, by=None, agency=None, at=MONDAY_NOON, **details) -> Meeting:
    """A vendor asks an agency."""
    by = by or person(Role.BID_MANAGER)
    vendor = by.memberships.first().organisation
    told = {"agency": agency or organisation_for(Role.REQUESTER), "subject": "Telematics, shown by us"} | details
    return request_meeting(vendor=vendor, by=by, now=lambda: at, **told)


def arranged_meeting(*, officer=None, starts_at=FORUM_STARTS, at=MONDAY_NOON, **details) -> Meeting:
    """It has a time and a place."""
    return arrange_meeting(
        meeting=requested_meeting(at=at, **details),
        starts_at=starts_at,
        place="Capitol Annex, room 3",
        by=officer or person(Role.PROCUREMENT_OFFICER),
        now=lambda: at,
    )
