"""Planning a meeting with an agency, adding to its agenda, moving it, writing it down, calling it off."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import AgencyMeeting, MeetingMove
from ..queries.looking_after import people_concerned

Status = AgencyMeeting.Status
MOST_OF_AN_AGENDA = 4000


class NotBegunYet(DomainError):
    sentence = "This meeting has not begun, so there is nothing to write down. Nothing was changed."


@transaction.atomic
def plan_meeting(
    *,
    agency: Organisation,
    kind: str,
    title: str,
    starts_at: datetime.datetime,
    place: str = "",
    agenda: str = "",
    by: Any,
    now: Clock = database_now,
) -> AgencyMeeting:
    """Puts a meeting with an agency on both sides' pages and tells its people. Raises PermissionDenied, InvalidInput
    without a title or for a time that is over."""
    require(by, "contracts.hold_meeting")
    at = now()
    if starts_at <= at:
        raise InvalidInput("This time is over. Choose one to come, or write down a contact that took place.")
    made = _made(agency, kind, title, starts_at, place=place.strip(), agenda=agenda.strip(), by=by, at=at)
    record(action="contracts.agencymeeting.planned", obj=made, by=by, at=at, data={"starts_at": starts_at})
    _tell(made, f"{made}: {moment(starts_at)}", made.agenda or "The agenda is open: add your points.", by=by, at=at)
    return made


@transaction.atomic
def write_contact_down(
    *,
    agency: Organisation,
    kind: str,
    title: str,
    starts_at: datetime.datetime,
    took_part: str,
    notes: str,
    by: Any,
    now: Clock = database_now,
) -> AgencyMeeting:
    """A call or meeting that nobody planned. Raises PermissionDenied, InvalidInput, NotBegunYet for a time to come."""
    require(by, "contracts.hold_meeting")
    at = now()
    made = _made(agency, kind, title, starts_at, by=by, at=at)
    return _written_down(made, took_part, notes, by=by, at=at)


@transaction.atomic
def add_agenda_point(*, meeting: AgencyMeeting, words: str, by: Any, now: Clock = database_now) -> AgencyMeeting:
    """Either side adds a point, with its name, until the meeting is written down. Raises PermissionDenied,
    InvalidInput, MoveRefused."""
    require(by, "contracts.add_agenda_point", meeting)
    meeting, at = _locked(meeting), now()
    point = " ".join(words.split())
    if not point:
        raise InvalidInput("Say what should be spoken about. Nothing was added.")
    if meeting.status != Status.PLANNED:
        raise MoveRefused(meeting, Status.HELD)
    agenda = f"{meeting.agenda}\n{point} ({by})".strip()
    if len(agenda) > MOST_OF_AN_AGENDA:
        raise InvalidInput("The agenda is full. Shorten your point, or bring it to the meeting. Nothing was added.")
    meeting.agenda = agenda
    meeting.save(update_fields=["agenda"])
    record(action="contracts.agencymeeting.point_added", obj=meeting, by=by, at=at, data={"point": point})
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: AgencyMeeting,
    starts_at: datetime.datetime,
    reason: str,
    place: str = "",
    by: Any,
    now: Clock = database_now,
) -> AgencyMeeting:
    """To another time to come; the old one is kept, and both sides are told. Raises PermissionDenied, InvalidInput
    without a reason, for the same time or for one that is over, MoveRefused once it is written down or called off."""
    require(by, "contracts.hold_meeting")
    meeting, at = _locked(meeting), now()
    if meeting.status != Status.PLANNED:
        raise MoveRefused(meeting, Status.PLANNED)
    if not reason.strip():
        raise InvalidInput("Say why: both sides read it. Nothing was changed.")
    if starts_at <= at or starts_at == meeting.starts_at:
        raise InvalidInput("Choose another time, one to come. Nothing was changed.")
    was_at, kept = meeting.starts_at, {"reason": reason.strip(), "moved_by": by, "moved_at": at}
    made = MeetingMove.objects.create(meeting=meeting, was_at=was_at, starts_at=starts_at, **kept)
    meeting.starts_at, meeting.place = starts_at, place.strip() or meeting.place
    meeting.save(update_fields=["starts_at", "place"])
    data = {"was_at": was_at, "starts_at": starts_at, "reason": made.reason}
    record(action="contracts.agencymeeting.moved", obj=meeting, by=by, at=at, data=data)
    subject, body = f"Moved to {moment(starts_at)}: {meeting}", f"It was to be {moment(was_at)}. {made.reason}"
    _tell(meeting, subject, body, by=by, at=at, what=f"moved-{made.pk}")
    return meeting


@transaction.atomic
def write_meeting_down(
    *, meeting: AgencyMeeting, took_part: str, notes: str, by: Any, now: Clock = database_now
) -> AgencyMeeting:
    """Who was there and what was said; it stands from now on. Raises PermissionDenied, InvalidInput, NotBegunYet,
    MoveRefused."""
    require(by, "contracts.hold_meeting")
    return _written_down(_locked(meeting), took_part, notes, by=by, at=now())


@transaction.atomic
def call_meeting_off(*, meeting: AgencyMeeting, reason: str, by: Any, now: Clock = database_now) -> AgencyMeeting:
    """It does not take place. Raises PermissionDenied, InvalidInput without a reason, MoveRefused."""
    require(by, "contracts.hold_meeting")
    if not reason.strip():
        raise InvalidInput("Say why: the agency reads it. Nothing was changed.")
    meeting, at = _locked(meeting), now()
    meeting.reason = reason.strip()
    move(meeting, Status.CANCELLED, by=by, at=at, fields=["reason"], reason=meeting.reason)
    _tell(meeting, f"Called off: {meeting}", meeting.reason, by=by, at=at)
    return meeting


def _made(
    agency: Organisation, kind: str, title: str, starts_at: datetime.datetime, *, by: Any, at: Any, **more: str
) -> AgencyMeeting:
    if agency.kind != Organisation.Kind.AGENCY:
        raise InvalidInput("The office meets agencies here. Choose one.")
    if not title.strip():
        raise InvalidInput("Say what it is about, in a few words. Nothing was kept.")
    facts = {"kind": kind, "title": title.strip(), "starts_at": starts_at, "planned_by": by, "planned_at": at}
    return AgencyMeeting.objects.create(agency=agency, **facts, **more)


def _written_down(meeting: AgencyMeeting, took_part: str, notes: str, *, by: Any, at: Any) -> AgencyMeeting:
    if meeting.status == Status.PLANNED and at < meeting.starts_at:
        raise NotBegunYet
    if not (took_part.strip() and notes.strip()):
        raise InvalidInput("Say who took part and what was said. Both sides read it. Nothing was kept.")
    meeting.took_part, meeting.notes = took_part.strip(), notes.strip()
    meeting.recorded_at, meeting.recorded_by = at, by
    fields = ["took_part", "notes", "recorded_at", "recorded_by"]
    move(meeting, Status.HELD, by=by, at=at, fields=fields)
    _tell(meeting, f"Written down: {meeting}", "Read the notes, and what each side owes.", by=by, at=at)
    return meeting


def _locked(meeting: AgencyMeeting) -> AgencyMeeting:
    return AgencyMeeting.objects.select_for_update(of=["self"]).select_related("agency").get(pk=meeting.pk)


def _tell(meeting: AgencyMeeting, subject: str, body: str, *, by: Any, at: datetime.datetime, what: str = "") -> None:
    """The agency's people and its manager, but for who did it."""
    notify(
        recipients=User.objects.filter(pk__in=people_concerned(meeting.agency, at=at)).exclude(pk=by.pk),
        key=f"agency-meeting-{meeting.pk}-{what or meeting.status}",
        subject=subject,
        body=body,
        address=meeting.get_absolute_url(),
        at=at,
    )
